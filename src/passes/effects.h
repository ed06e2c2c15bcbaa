#pragma once

#include "syntax/scopes.h"
#include "syntax/tree.h"

namespace weft {

// True where evaluating `expr` may do more than give a value: it calls something, binds a name,
// suspends its function, or goes through something that may be used up. Reading a name or an
// attribute, a subscript and an operator count as giving a value.
bool HasEffects(const Tree& tree, NodeId expr);

// The same, but calls that only ask their arguments for a value, as operators do, count as giving
// one: of len(), str() and others that certainly are the builtins, and of "...".format().
bool HasEffects(const Tree& tree, const Scopes& scopes, NodeId expr);

}  // namespace weft
