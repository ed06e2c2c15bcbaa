#include "driver/rewrite.h"

#include "driver/strip.h"
#include "driver/verify_ast.h"

#include "print/printer.h"
#include "print/undo_record.h"
#include "print/verify.h"
#include "validate/validate.h"

namespace weft {
namespace {

// True where `file_module` is the wrapper's own module: rewritten, it would import itself.
bool IsWrapperModule(std::string_view file_module, std::string_view wrapper_module) {
  return !file_module.empty() && file_module == wrapper_module;
}

std::string JoinStatements(const std::vector<std::string>& statements) {
  std::string joined;
  for (const std::string& statement : statements) {
    joined += joined.empty() ? "" : "; ";
    joined += statement;
  }
  return joined;
}

// The prologue as an edit of the module, which owns all that stands between statements.
void AddPrologue(const Tree& tree, const std::vector<std::string>& statements, EditList& edits,
                 RewriteResult& result, Diagnostics& diagnostics) {
  if (statements.empty()) {
    return;
  }
  Prologue prologue = PlacePrologue(tree, JoinStatements(statements));
  result.prologue = prologue.place;
  if (prologue.place == ProloguePlace::AfterStatement) {
    edits.After(kRootNode, prologue.offset, prologue.text);
  } else {
    edits.Before(kRootNode, prologue.offset, prologue.text);
  }
  if (prologue.place == ProloguePlace::OwnLine) {
    uint32_t line = tree.source().lines().LineOf(prologue.offset);
    diagnostics.Report<DiagnosticId::PrologueTakesLine>({prologue.offset, prologue.offset}, line);
  }
}

std::string PrintWithRecord(const Tree& tree, std::span<const Pass* const> passes,
                            const PassOptions& options, const EditList& edits) {
  if (!options.add_undo) {
    return Print(tree.source(), edits);
  }
  std::vector<std::string_view> names;
  for (const Pass* pass : passes) {
    names.push_back(pass->name);
  }
  std::vector<CopiedRun> runs;
  std::string text = Print(tree.source(), edits, runs);
  AddUndoRecord(tree, runs, names, text);
  return text;
}

}  // namespace

bool RunPasses(const Tree& tree, std::string_view module, std::span<const Pass* const> passes,
               const PassOptions& options, PassOutput& output, Diagnostics& diagnostics) {
  Scopes scopes = Scopes::Analyze(tree);
  const Selection everything;
  FileSelection selection(options.selection == nullptr ? everything : *options.selection, tree,
                          scopes, module, diagnostics);
  PassInput input{tree, scopes, options, module, selection};
  for (const Pass* pass : passes) {
    pass->run(input, output, diagnostics);
    output.edits.Sort();
    if (!Verify(tree, output.edits, pass->name, diagnostics)) {
      return false;
    }
  }
  output.selection_use = selection.use();
  return true;
}

RewriteResult Rewrite(const SourceFile& source, std::string_view module,
                      std::span<const Pass* const> passes, const PassOptions& options,
                      Diagnostics& diagnostics) {
  RewriteResult result;
  std::optional<Tree> tree = ParseValid(source, kNewestTarget, diagnostics);
  if (!tree) {
    result.status = RewriteStatus::SyntaxError;
    return result;
  }
  if (IsWrapperModule(module, options.wrapper_module)) {
    diagnostics.Report<DiagnosticId::WrapperModule>({0, 0}, module);
    return result;
  }
  if (!passes.empty() && WasRewritten(source, *tree, diagnostics)) {
    result.status = RewriteStatus::Refused;
    return result;
  }
  PassOutput output;
  if (!RunPasses(*tree, module, passes, options, output, diagnostics)) {
    result.status = RewriteStatus::Failed;
    return result;
  }
  result.sites = std::move(output.sites);
  result.selection_use = std::move(output.selection_use);
  if (output.edits.empty()) {
    return result;
  }
  AddPrologue(*tree, output.prologue, output.edits, result, diagnostics);
  output.edits.Sort();
  result.bytes = source.Encode(PrintWithRecord(*tree, passes, options, output.edits));
  result.status = RewriteStatus::Rewritten;
  if (options.verify_ast &&
      !VerifyAst(*tree, passes, options, result.prologue, result.bytes, diagnostics)) {
    result.status = RewriteStatus::Failed;
    result.bytes.clear();
  }
  return result;
}

}  // namespace weft
