#pragma once

#include "passes/pass.h"
#include "select/selection.h"

#include <Python.h>

// Options of the passes, as a Python dict names them. `options` points into `selection`, so
// that it is neither copied nor moved.
struct NativeOptions {
  NativeOptions() = default;
  NativeOptions(const NativeOptions&) = delete;
  NativeOptions& operator=(const NativeOptions&) = delete;
  ~NativeOptions() = default;

  weft::PassOptions options;
  weft::Selection selection;
};

// Reads `dict`, which may be null. False with a TypeError set where a name is not known or a
// value has the wrong type.
bool ReadOptions(PyObject* dict, NativeOptions& read);
