#pragma once

#include "passes/pass.h"

namespace weft {

// Times the calls of chosen functions. Nothing is called through: a stamp before a call goes
// around the operand that is evaluated last, and a stamp behind it around the call.
//
//   f(a, g())       _weft_E(f(a, _weft_T(1, g(_weft_T...))))
//   f()             _weft_E(_weft_T(0, f, 0)())
//   o.m()           _weft_E(_weft_T(0, o).m())
//   await f(x)      _weft_E(await f(_weft_T(0, x)))
//
// A call that is itself the operand of a stamp needs none behind it: the one stamp reads the
// clock for both.
//
// The function begins with
//
//   _weft_run = _weft_enter0(); _weft_T, _weft_E = _weft_run.stamps
//
// and ends when that local variable goes. Code inside of it that runs while its calls are
// open (lambdas, comprehensions, inner functions, class bodies) has stamps of its own, `_weft_t`
// and `_weft_e`, and names the site at both: `_weft_e(2, f(_weft_t(2, x)))`.
//
// The third argument says that the value is about to be called without arguments: locals(),
// vars() and dir(), by whatever name, do not show what is inserted.
//
// Left alone are zero-argument super() (it has an instruction of its own), and calls whose
// source text matters, as in WrapCalls.
void ProfileCalls(const PassInput& input, PassOutput& output, Diagnostics& diagnostics);

// Takes stamps, begins and prologue from the tree of an output of ProfileCalls: exactly those
// that stand where the pass would put them, and say what it would. So a site whose stamps, number
// or row in the table do not fit together is left, and the trees differ there.
void UndoProfileCalls(const Tree& input, const PassOptions& options, UndoneTree& output);

}  // namespace weft
