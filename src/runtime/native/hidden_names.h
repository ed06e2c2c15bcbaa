#pragma once

#include <Python.h>

namespace weft {

// Stand-ins for locals(), vars() and dir() without arguments, which leave out the names that
// rewriting adds. They look at the frame of their caller, as built-in functions do.
struct HiddenNames {
  static constexpr int kNumFunctions = 3;
  PyObject* originals[kNumFunctions] = {};
  PyObject* stand_ins[kNumFunctions] = {};

  // The stand-in for `callable`, a borrowed reference; or `callable` itself.
  PyObject* StandInFor(PyObject* callable) const {
    for (int i = 0; i < kNumFunctions; ++i) {
      if (callable == originals[i]) {
        return stand_ins[i];
      }
    }
    return callable;
  }
};

// -1 with an exception set where that failed.
int FindHiddenNames(HiddenNames& names);
void Forget(HiddenNames& names);

}  // namespace weft
