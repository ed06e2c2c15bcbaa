#pragma once

#include "syntax/scopes.h"
#include "syntax/tree.h"

namespace weft {

// True where a decorator of `definition` is not known to leave its docstring and its annotations
// unread. Known are some of the builtins, functools, contextlib, abc and typing, and `@x.setter`
// and the like.
bool HasUnknownDecorator(const Tree& tree, const Scopes& scopes, NodeId definition);

}  // namespace weft
