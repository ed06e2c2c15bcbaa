#pragma once

#include "syntax/scopes.h"
#include "syntax/tree.h"

#include <string_view>

namespace weft {

// Why names around `node`, a statement or an expression, would mean something else without it, or a
// function would be another kind of function: "it binds a name". Empty where nothing of that would
// change. What Python's compiler drops (`if 0: ...`) still counts for names, so a statement with
// such an effect can be put there.
std::string_view ScopeEffect(const Tree& tree, const Scopes& scopes, NodeId node);

}  // namespace weft
