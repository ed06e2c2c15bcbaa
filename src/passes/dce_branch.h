#pragma once

#include "passes/pass.h"

namespace weft {

// Takes out the branches of tests that are literals:
//
//   if 0:                          (nothing)
//       a()
//   if True: b()                   if True: b()
//   else: c()                      (nothing)
//   x = d if 0 else e              x = e
void DeadBranch(const PassInput& input, PassOutput& output, Diagnostics& diagnostics);

}  // namespace weft
