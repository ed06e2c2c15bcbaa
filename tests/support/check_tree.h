#pragma once

#include "syntax/tree.h"

#include <string>

namespace weft {

// What is wrong with `tree`, whatever its text is: the first fault found, or nothing. Checks
// what tree.h promises (preorder, spans, order of the children), that every node plays a role
// that its parent has, that nothing is missing, and that spans end where tokens do.
std::string CheckTree(const Tree& tree);

}  // namespace weft
