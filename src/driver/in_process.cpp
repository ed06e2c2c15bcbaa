#include "driver/in_process.h"

#include "driver/strip.h"
#include "validate/validate.h"

namespace weft {
namespace {

// The edits whose owner lies inside of `within`.
EditList EditsWithin(const Tree& tree, const EditList& edits, Span within) {
  EditList kept;
  for (const Edit& edit : edits.all()) {
    if (!within.Contains(tree[edit.owner].span)) {
      continue;
    }
    switch (edit.place) {
      case Edit::Place::Before:
        kept.Before(edit.owner, edit.span.begin, edit.text);
        break;
      case Edit::Place::After:
        kept.After(edit.owner, edit.span.begin, edit.text);
        break;
      case Edit::Place::Gap:
        kept.Gap(edit.owner, edit.span, edit.text);
        break;
    }
  }
  kept.Sort();
  return kept;
}

}  // namespace

InProcessResult RewriteInProcess(const SourceFile& source, std::string_view module,
                                 std::span<const Pass* const> passes, const PassOptions& options,
                                 std::optional<Span> within, Diagnostics& diagnostics) {
  InProcessResult result;
  std::optional<Tree> tree = ParseValid(source, kNewestTarget, diagnostics);
  if (!tree) {
    result.status = RewriteStatus::SyntaxError;
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
  if (within) {
    std::erase_if(output.sites, [&](const Site& site) { return !within->Contains(site.span); });
    output.edits = EditsWithin(*tree, output.edits, *within);
  }
  result.sites = std::move(output.sites);
  if (output.edits.empty()) {
    return result;
  }
  result.text = Print(source, output.edits, result.runs);
  result.prologue = std::move(output.prologue);
  result.status = RewriteStatus::Rewritten;
  return result;
}

}  // namespace weft
