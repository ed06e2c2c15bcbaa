#pragma once

#include "syntax/scopes.h"
#include "syntax/tree.h"

#include <string_view>

namespace weft {

// Why `call` (a Call) may not go through a wrapper: its callee looks at the frame that calls
// it, and would see the wrapper's. Empty for all other calls. Says so only where the scope
// analysis proves what the callee is: a builtin that nothing shadows, or a name whose only
// binding is an import of one of the functions listed. A star import is not taken to rebind
// either: leaving a call alone is always safe.
std::string_view FrameSensitivity(const Tree& tree, const Scopes& scopes, NodeId call);

}  // namespace weft
