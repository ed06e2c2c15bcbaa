#include "runtime/native/compiler.h"
#include "runtime/native/profiler.h"

#include <Python.h>

namespace {

// -1 with an exception set where it failed.
int Execute(PyObject* module) {
  return AddCompiler(module) == 0 ? AddProfiler(module) : -1;
}

PyModuleDef_Slot kSlots[] = {
    {Py_mod_exec, reinterpret_cast<void*>(Execute)},
#if PY_VERSION_HEX >= 0x030C0000
    {Py_mod_multiple_interpreters, Py_MOD_PER_INTERPRETER_GIL_SUPPORTED},
#endif
#if PY_VERSION_HEX >= 0x030D0000
    {Py_mod_gil, Py_MOD_GIL_NOT_USED},
#endif
    {0, nullptr},
};

PyModuleDef kModule = {
    PyModuleDef_HEAD_INIT,
    "weft._native",
    "The native part of Weft's runtime.",
    0,
    nullptr,
    kSlots,
    nullptr,
    nullptr,
    nullptr,
};

}  // namespace

// NOLINTNEXTLINE(bugprone-reserved-identifier,readability-identifier-naming): CPython's choice.
PyMODINIT_FUNC PyInit__native() {
  return PyModuleDef_Init(&kModule);
}
