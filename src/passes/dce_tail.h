#pragma once

#include "passes/pass.h"

namespace weft {

// Takes out what stands behind `return`, `raise`, `break` and `continue` in a block, unless it
// binds a name of its function or makes a generator of it:
//
//   return total                   return total
//   print(total)                   (nothing)
void DeadTail(const PassInput& input, PassOutput& output, Diagnostics& diagnostics);

}  // namespace weft
