// Callbacks for sys.monitoring in C++, which do the least that timing calls takes: the clock at
// a call's begin and at its end, and a sum. Built by bench_runtime.py.

#include <Python.h>
#include <chrono>
#include <cstdint>

#if defined(__x86_64__)
#include <x86intrin.h>
#endif

namespace {

uint64_t Now() {
#if defined(__x86_64__)
  return __rdtsc();
#else
  return static_cast<uint64_t>(std::chrono::steady_clock::now().time_since_epoch().count());
#endif
}

uint64_t begin = 0;
uint64_t total = 0;

PyObject* Call(PyObject* /*self*/, PyObject* const* /*args*/, Py_ssize_t /*num_args*/) {
  begin = Now();
  Py_RETURN_NONE;
}

PyObject* Return(PyObject* /*self*/, PyObject* const* /*args*/, Py_ssize_t /*num_args*/) {
  total += Now() - begin;
  Py_RETURN_NONE;
}

PyCFunction Fast(PyObject* (*function)(PyObject*, PyObject* const*, Py_ssize_t)) {
  return reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(function));
}

PyMethodDef kMethods[] = {
    {"call", Fast(Call), METH_FASTCALL, nullptr},
    {"returned", Fast(Return), METH_FASTCALL, nullptr},
    {nullptr, nullptr, 0, nullptr},
};

PyModuleDef kModule = {
    PyModuleDef_HEAD_INIT, "monitor", nullptr, 0, kMethods, nullptr, nullptr, nullptr, nullptr,
};

}  // namespace

PyMODINIT_FUNC PyInit_monitor() {
  return PyModule_Create(&kModule);
}
