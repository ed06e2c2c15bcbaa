#pragma once

#include "syntax/tree.h"
#include "validate/findings.h"

namespace weft {

// `from __future__ import ...` in `tree`: known features, at the beginning of the file
// (Python/future.c, compiler_from_import of Python/compile.c). Looks at the statements at the
// beginning only, and returns how many nodes they take: a future import further on is an
// error, which CheckLateFutureImport reports.
uint32_t CheckFutureImports(const Tree& tree, Findings& findings);

// For an ImportFrom behind the nodes that CheckFutureImports has looked at.
void CheckLateFutureImport(const Tree& tree, NodeId import_from, Findings& findings);

// True for `from __future__ import ...`, without dots in front.
bool IsFutureImport(const Tree& tree, NodeId import_from);

}  // namespace weft
