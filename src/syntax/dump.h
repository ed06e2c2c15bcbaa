#pragma once

#include "syntax/tree.h"

#include <string>

namespace weft {

// The tree for people and tests: a line a node, indented by depth, with role, kind, place
// (line:column, 0-based column in bytes, as CPython's ast counts) and context. Callable from
// a debugger.
std::string DumpTree(const Tree& tree);

}  // namespace weft
