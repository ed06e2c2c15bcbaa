#pragma once

#include <Python.h>

namespace weft {

// The type of `spec`, or null with an exception set. Only C++ makes objects of it: one that a
// call of the type had made would be empty. `module`, if it is not null, outlives it.
PyTypeObject* MakeType(PyObject* module, PyType_Spec& spec);

}  // namespace weft
