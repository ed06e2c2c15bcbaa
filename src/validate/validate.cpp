#include "validate/validate.h"

#include "syntax/parse.h"
#include "validate/semantics.h"

namespace weft {

std::optional<Tree> ParseValid(const SourceFile& source, PythonVersion /*target*/,
                               Diagnostics& diagnostics) {
  std::optional<Tree> tree = Parse(source, diagnostics);
  if (tree && !CheckSemantics(*tree, diagnostics)) tree.reset();
  return tree;
}

}  // namespace weft
