#pragma once

#include <Python.h>
#include <structmember.h>  // Before 3.12.

namespace weft {

// The type of `spec`, or null with an exception set. Only C++ makes objects of it: one that a
// call of the type had made would be empty. `module`, if it is not null, outlives it.
PyTypeObject* MakeType(PyObject* module, PyType_Spec& spec);

// For a PyMemberDef: an object that may be missing, and one that is not assigned to.
#if PY_VERSION_HEX >= 0x030C0000
inline constexpr int kObjectMember = Py_T_OBJECT_EX;
inline constexpr int kReadOnlyMember = Py_READONLY;
#else
inline constexpr int kObjectMember = T_OBJECT_EX;
inline constexpr int kReadOnlyMember = READONLY;
#endif

}  // namespace weft
