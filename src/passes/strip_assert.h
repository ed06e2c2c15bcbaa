#pragma once

#include "passes/pass.h"

namespace weft {

// Takes assertions out, as `python -O` does:
//
//   assert total > 0, "empty"      (nothing)
//   if debug: assert check(x)      if debug: pass
//   assert (n := size()) > 0       if 0: assert (n := size()) > 0
//
// The last one is inside of a function, where the compiler has to see that `n` is bound. With
// mode=effects, tests that call something or bind a name are still evaluated:
//
//   assert (n := size()) > 0       (n := size()) > 0
void StripAssert(const PassInput& input, PassOutput& output, Diagnostics& diagnostics);

}  // namespace weft
