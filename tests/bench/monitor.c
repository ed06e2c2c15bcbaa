/* What does the least that timing calls takes, the clock at a call's begin and at its end, and a
 * sum: callbacks for sys.monitoring, and stamps as `weft profile` inserts them. Built by
 * bench_runtime.py. */

#include <Python.h>
#include <stdint.h>
#include <time.h>

#if defined(__x86_64__)
#include <x86intrin.h>
#endif

static uint64_t Now(void) {
#if defined(__x86_64__)
  return __rdtsc();
#else
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
#endif
}

static uint64_t begin;
static uint64_t total;

static PyObject* Call(PyObject* self, PyObject* const* args, Py_ssize_t num_args) {
  begin = Now();
  Py_RETURN_NONE;
}

static PyObject* Return(PyObject* self, PyObject* const* args, Py_ssize_t num_args) {
  total += Now() - begin;
  Py_RETURN_NONE;
}

/* tick(site, value) */
static PyObject* Tick(PyObject* self, PyObject* const* args, Py_ssize_t num_args) {
  Py_INCREF(args[1]);
  begin = Now();
  return args[1];
}

static PyObject* Tock(PyObject* self, PyObject* result) {
  total += Now() - begin;
  Py_INCREF(result);
  return result;
}

static PyMethodDef kMethods[] = {
    {"call", (PyCFunction)(void (*)(void))Call, METH_FASTCALL, NULL},
    {"returned", (PyCFunction)(void (*)(void))Return, METH_FASTCALL, NULL},
    {"tick", (PyCFunction)(void (*)(void))Tick, METH_FASTCALL, NULL},
    {"tock", Tock, METH_O, NULL},
    {NULL, NULL, 0, NULL},
};

static PyModuleDef kModule = {PyModuleDef_HEAD_INIT, "monitor", NULL, 0, kMethods};

PyMODINIT_FUNC PyInit_monitor(void) {
  return PyModule_Create(&kModule);
}
