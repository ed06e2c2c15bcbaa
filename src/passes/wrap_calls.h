#pragma once

#include "passes/pass.h"

namespace weft {

// Routes every call through a wrapper of the user's:
//
//   value = f(a, key=1)           value = _weft_wrap(f, a, key=1)
//   now = clock()                 now = _weft_wrap(clock)
//   total = sum(x for x in row)   total = _weft_wrap(sum, (x for x in row))
//
// The callee is evaluated first, then the arguments, as before. With `guard`, the callee
// alone goes through a check, and what that returns is called:
//
//   value = f(a, key=1)           value = _weft_wrap(f)(a, key=1)
//
// Left alone are calls that would notice the wrapper's frame (frame_sensitive.h), and calls
// whose source text is part of the program's meaning: annotations that stay text (PEP 563),
// `f"{f(x)=}"` and t-strings.
void WrapCalls(const PassInput& input, PassOutput& output, Diagnostics& diagnostics);

// Takes the wrapper and its prologue from the tree of an output of WrapCalls.
void UndoWrapCalls(const Tree& input, const PassOptions& options, UndoneTree& output);

}  // namespace weft
