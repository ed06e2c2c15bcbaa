#pragma once

#include "runtime/native/profiled_function.h"

#include <Python.h>

namespace weft {

// The only reference to a Life is a local variable of a run, so that the run ends when it
// goes: at a return, when a generator is closed, or when the traceback of an exception that
// left the function is dropped. close() ends the run earlier.
struct Life {
  PyObject_HEAD

      PyObject* stamps;  // These three are the record's.
  PyObject* inner_stamps;
  PyObject* pauses;
  Record* record;
  bool is_over;
};

PyTypeObject* MakeLifeType(PyObject* module);

// enter(): begins a run of `self`, a ProfiledFunction. A function with METH_FASTCALL, which
// interpreters call faster than one with METH_NOARGS.
PyObject* Enter(PyObject* self, PyObject* const* args, Py_ssize_t num_args);

}  // namespace weft
