#include "validate/validate.h"

#include "syntax/parse.h"

namespace weft {

std::optional<Tree> ParseValid(const SourceFile& source, PythonVersion /*target*/,
                               Diagnostics& diagnostics) {
  return Parse(source, diagnostics);
}

}  // namespace weft
