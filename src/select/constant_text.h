#pragma once

#include "syntax/tree.h"

#include <string>

namespace weft {

// str() of the value of a Constant. Numbers beyond 64 bits that are not decimal, and
// characters that are called by their Unicode names, stay as they are spelled.
std::string ConstantText(const Tree& tree, NodeId constant);

}  // namespace weft
