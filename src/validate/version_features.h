#pragma once

#include "base/diagnostics.h"
#include "syntax/python_version.h"
#include "syntax/tree.h"

#include <vector>

namespace weft {

// Reports each use of syntax that `target` does not have, in source order, with what it is
// called and the version that brought it. True where there is none. `nested_async` are the
// comprehensions that await inside one that does not.
bool CheckVersion(const Tree& tree, PythonVersion target, const std::vector<NodeId>& nested_async,
                  Diagnostics& diagnostics);

}  // namespace weft
