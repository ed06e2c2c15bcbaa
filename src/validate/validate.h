#pragma once

#include "base/diagnostics.h"
#include "base/source_file.h"
#include "syntax/python_version.h"
#include "syntax/tree.h"

#include <optional>

namespace weft {

// Text to tree, for exactly the texts that CPython compiles: Parse(), then everything that
// CPython's parser, symbol table and compiler reject. Nothing where the text is refused; then
// at least one error has been reported. `source` outlives the tree.
std::optional<Tree> ParseValid(const SourceFile& source, PythonVersion target,
                               Diagnostics& diagnostics);

// Text to tree, for the texts that ast.parse accepts: all that CPython's parser rejects is, and
// nothing of what its symbol table and its compiler do.
std::optional<Tree> ParseAsAst(const SourceFile& source, PythonVersion target,
                               Diagnostics& diagnostics);

}  // namespace weft
