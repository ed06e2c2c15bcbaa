#pragma once

#include "passes/pass.h"

namespace weft {

// Takes out what `typing` has for type checkers and gives back at run time:
//
//   total = cast(int, value)      total = (value)
//   assert_type(value, int)       (nothing)
//   @overload                     (nothing, the whole of it, where the implementation follows)
//   def f(x: int): ...
//   @final                        (nothing)
//   class C: ...
//
// What a name stands for is certain: it is imported from typing or typing_extensions.
void StripTyping(const PassInput& input, PassOutput& output, Diagnostics& diagnostics);

}  // namespace weft
