#include "driver/rewrite.h"

#include "driver/directives.h"
#include "driver/verify_ast.h"

#include "print/printer.h"
#include "print/undo_record.h"
#include "syntax/parse.h"

#include <algorithm>

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

// A file whose passes change the program has no record: its original is another program.
bool TakesRecord(std::span<const Pass* const> passes, const PassOptions& options) {
  return options.add_undo && std::ranges::none_of(passes, [](const Pass* pass) {
           return pass->effect == Effect::Changing;
         });
}

std::string PrintWithRecord(const SourceFile& source, std::span<const Pass* const> passes,
                            const PassOptions& options, const Stages& stages) {
  Stages::Printed printed = stages.Print();
  if (TakesRecord(passes, options)) {
    std::vector<std::string_view> names;
    for (const Pass* pass : passes) {
      names.push_back(pass->name);
    }
    uint32_t place = PlaceOfRecord(stages.tree());
    auto size = static_cast<uint32_t>(printed.text.size());
    const auto& last_runs = printed.last_runs.empty() ? printed.runs : printed.last_runs;
    AddUndoRecord(source, printed.runs, names, OutputOffset(last_runs, place, size), printed.text);
  }
  return std::move(printed.text);
}

// Whether the output with all passes undone is the input, as far as that can be told.
bool IsUndoable(const SourceFile& source, const Stages& stages, std::span<const Pass* const> passes,
                const PassOptions& options, const RewriteResult& result, Diagnostics& diagnostics) {
  for (const Pass* pass : passes) {
    if (pass->undo == nullptr) {
      diagnostics.Report<DiagnosticId::NotVerified>({0, 0}, pass->name);
      return true;
    }
  }
  Diagnostics ignored;  // It was parsed before.
  std::optional<Tree> parsed;
  if (&stages.tree().source() != &source) {
    parsed = Parse(source, ignored);
  }
  const Tree& input = parsed ? *parsed : stages.tree();
  return VerifyAst(input, passes, options, result.prologue, result.bytes, diagnostics);
}

// Whether the output with the last pass undone is what that pass saw, as far as can be told.
bool IsLastUndoable(const Stages& stages, const PassOptions& options, const RewriteResult& result,
                    Diagnostics& diagnostics) {
  const Pass* pass = stages.last_pass();
  return pass->undo == nullptr ||
         VerifyAst(stages.tree(), {&pass, 1}, options, result.prologue, result.bytes, diagnostics);
}

}  // namespace

RewriteResult Rewrite(const SourceFile& source, std::string_view module,
                      std::span<const Pass* const> run_passes, const PassOptions& run_options,
                      Diagnostics& diagnostics) {
  RewriteResult result;
  std::optional<FilePasses> file = ReadDirectives(source, run_passes, run_options, diagnostics);
  if (!file) {
    result.status = RewriteStatus::Refused;
    return result;
  }
  const std::vector<const Pass*>& passes = file->passes;
  const PassOptions& options = file->options;
  Stages stages(source, module, options, diagnostics);
  result.status = stages.Parse(passes);
  if (result.status != RewriteStatus::Unchanged) {
    return result;
  }
  if (IsWrapperModule(module, options.wrapper_module)) {
    diagnostics.Report<DiagnosticId::WrapperModule>({0, 0}, module);
    return result;
  }
  result.status = stages.Run(passes);
  result.traces = std::move(stages.traces());
  if (result.status == RewriteStatus::Failed || result.status == RewriteStatus::Refused) {
    return result;
  }
  result.sites = std::move(stages.output().sites);
  result.selection_use = std::move(stages.output().selection_use);
  if (result.status == RewriteStatus::Unchanged) {
    return result;
  }
  AddPrologue(stages.tree(), stages.output().prologue, stages.edits(), result, diagnostics);
  stages.edits().Sort();
  std::optional<std::string> bytes =
      source.TryEncode(PrintWithRecord(source, passes, options, stages));
  if (!bytes) {
    diagnostics.Report<DiagnosticId::OutputNotEncodable>({0, 0});
    result.status = RewriteStatus::Failed;
    return result;
  }
  result.bytes = *std::move(bytes);
  bool is_right = !options.verify_each || stages.output().prologue.empty() ||
                  IsLastUndoable(stages, options, result, diagnostics);
  is_right = is_right && (!options.verify_ast ||
                          IsUndoable(source, stages, passes, options, result, diagnostics));
  if (!is_right) {
    result.status = RewriteStatus::Failed;
    result.bytes.clear();
  }
  return result;
}

}  // namespace weft
