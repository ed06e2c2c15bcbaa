#pragma once

#include "base/diagnostics.h"
#include "syntax/python_version.h"
#include "syntax/tree.h"

namespace weft {

// What CPython 3.13 refuses behind its parser, on a tree that the parser accepts: the errors
// of Python/future.c, symtable.c and compile.c, with their messages and positions. The first
// one reported is the one that CPython raises; others follow in source order. In front of them
// stands the syntax that `target` does not have. True where there is nothing to report.
bool CheckSemantics(const Tree& tree, PythonVersion target, Diagnostics& diagnostics);

}  // namespace weft
