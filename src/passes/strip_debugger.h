#pragma once

#include "passes/pass.h"

namespace weft {

// Takes statements out that start a debugger:
//
//   breakpoint()                      (nothing)
//   import pdb; pdb.set_trace()       (nothing, in a function that does nothing else with pdb)
//
// breakpoint() is the builtin, certainly; of pdb, ipdb, pudb, debugpy and others the functions that
// stop the program count.
void StripDebugger(const PassInput& input, PassOutput& output, Diagnostics& diagnostics);

}  // namespace weft
