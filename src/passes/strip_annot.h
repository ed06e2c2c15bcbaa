#pragma once

#include "passes/pass.h"

namespace weft {

// Takes annotations out of functions:
//
//   def f(a: int = 1) -> str:      def f(a=1):
//       total: int = 0                 total = 0
//       name: str                      name: 0
//
// The last one tells the compiler that `name` is local; it is never evaluated. Annotations of
// classes and modules stay unless options say otherwise. Left alone is what somebody may read:
// the annotations of a function with a decorator, or in a class with a base, a decorator or a
// metaclass, that is not known to leave them unread, all of a file that reads annotations, and
// what does something while it is evaluated.
void StripAnnot(const PassInput& input, PassOutput& output, Diagnostics& diagnostics);

}  // namespace weft
