#include "validate/validate.h"

#include "syntax/parse.h"
#include "validate/diagnose.h"
#include "validate/semantics.h"
#include "validate/suspects.h"

namespace weft {

std::optional<Tree> ParseValid(const SourceFile& source, PythonVersion target,
                               Diagnostics& diagnostics) {
  std::optional<Tree> tree = ParseAsAst(source, target, diagnostics);
  if (tree && !CheckSemantics(*tree, target, diagnostics)) {
    tree.reset();
  }
  return tree;
}

std::optional<Tree> ParseAsAst(const SourceFile& source, PythonVersion target,
                               Diagnostics& diagnostics) {
  if (!source.is_readable()) {
    return std::nullopt;
  }
  Diagnostics findings;
  std::optional<Tree> tree = Parse(source, findings);
  if (!tree) {
    if (Diagnose(source, target, diagnostics)) {
      // What CPython takes and this front end does not is refused in its own words.
      diagnostics.Append(std::move(findings));
    }
    return std::nullopt;
  }
  std::vector<uint32_t> suspects = FindSuspects(*tree, target);
  if (!suspects.empty() && !DiagnoseSuspects(source, target, suspects, diagnostics)) {
    tree.reset();
  }
  return tree;
}

}  // namespace weft
