#pragma once

#include "select/name_pattern.h"

#include "syntax/tree.h"

#include <string>

namespace weft {

// The name of an expression as it is written, by recompyle's rules, which give every callee
// one: of a Name its id; of an Attribute `base.attr`; of a Subscript `base[key]`; of a
// Constant str() of its value, so that `a["b"]` is `a[b]`; of a Call the name of its callee.
// Any other expression is called by its source text, with a blank behind commas and between
// words only, and with its parentheses, if it has any: `(a or b).c`.
//
// A name of more than 4096 bytes loses its beginning, and `...` stands for it.
SubscriptedName CalleeName(const Tree& tree, NodeId expr);

}  // namespace weft
