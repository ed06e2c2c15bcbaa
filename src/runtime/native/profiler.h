#pragma once

#include <Python.h>

// The profiler: adds to `module` the type `Function` (profiled_function.h), and `clock`, the
// name of the clock that its stamps read. -1 with an exception set where that failed.
int AddProfiler(PyObject* module);
