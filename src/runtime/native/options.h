#pragma once

#include "passes/pass.h"

#include <Python.h>

// Options of the passes, as a Python dict names them, and what their views point into.
struct NativeOptions {
  weft::PassOptions options;
};

// Reads `dict`, which may be null. False with a TypeError set where a name is not known or a
// value has the wrong type.
bool ReadOptions(PyObject* dict, NativeOptions& read);
