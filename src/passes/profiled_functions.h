#pragma once

#include "passes/pass.h"

namespace weft {

// How `function` (a FunctionDef or AsyncFunctionDef) may have come to be profiled: a decorator
// says so (`@weft.profile(...)`), or else the selection has to.
Chosen HowChosen(const PassInput& input, NodeId function);

}  // namespace weft
