#include "validate/validate.h"

#include "syntax/literal_check.h"
#include "syntax/parse.h"
#include "validate/semantics.h"

namespace weft {

std::optional<Tree> ParseValid(const SourceFile& source, PythonVersion target,
                               Diagnostics& diagnostics) {
  std::optional<Tree> tree = ParseAsAst(source, target, diagnostics);
  if (tree && !CheckSemantics(*tree, target, diagnostics)) tree.reset();
  return tree;
}

std::optional<Tree> ParseAsAst(const SourceFile& source, PythonVersion target,
                               Diagnostics& diagnostics) {
  std::optional<Tree> tree = Parse(source, diagnostics);
  if (tree && !CheckLiterals(*tree, target, diagnostics)) tree.reset();
  return tree;
}

}  // namespace weft
