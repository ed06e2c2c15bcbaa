#pragma once

#include "passes/pass.h"

namespace weft {

// Takes statements out that print:
//
//   print("x", x)        (nothing)
//   if x: print(x)       if x: pass
//   print(next(lines))   as it is, since evaluating its argument may do something
//
// print() is the builtin, certainly; pprint.pprint() and pprint.pp() count as well. What is given a
// file stays, unless `files` says otherwise.
void StripPrint(const PassInput& input, PassOutput& output, Diagnostics& diagnostics);

}  // namespace weft
