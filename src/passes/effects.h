#pragma once

#include "syntax/tree.h"

namespace weft {

// True where evaluating `expr` may do more than give a value: it calls something, binds a name,
// or suspends its function. Reading a name or an attribute, a subscript and an operator count as
// giving a value.
bool HasEffects(const Tree& tree, NodeId expr);

}  // namespace weft
