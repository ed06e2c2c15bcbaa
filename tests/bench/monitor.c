/* Callbacks for sys.monitoring that do the least that timing calls takes: the clock at a call's
 * begin and at its end, and a sum. And what two readings of that clock take by themselves, which
 * no way to time a call can do without. Built by bench_runtime.py. */

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

/* Nanoseconds. */
static PyObject* TwoReadings(PyObject* self, PyObject* unused) {
  enum { kPairs = 1000 };
  struct timespec begin;
  struct timespec end;
  uint64_t sum = 0;
  clock_gettime(CLOCK_MONOTONIC, &begin);
  for (int i = 0; i < kPairs; ++i) {
    sum -= Now();
    sum += Now();
  }
  clock_gettime(CLOCK_MONOTONIC, &end);
  total += sum;
  return PyFloat_FromDouble(
      ((double)(end.tv_sec - begin.tv_sec) * 1e9 + (double)(end.tv_nsec - begin.tv_nsec)) / kPairs);
}

static PyMethodDef kMethods[] = {
    {"two_readings", TwoReadings, METH_NOARGS, NULL},
    {"call", (PyCFunction)(void (*)(void))Call, METH_FASTCALL, NULL},
    {"returned", (PyCFunction)(void (*)(void))Return, METH_FASTCALL, NULL},
    {NULL, NULL, 0, NULL},
};

static PyModuleDef kModule = {PyModuleDef_HEAD_INIT, "monitor", NULL, 0, kMethods};

PyMODINIT_FUNC PyInit_monitor(void) {
  return PyModule_Create(&kModule);
}
