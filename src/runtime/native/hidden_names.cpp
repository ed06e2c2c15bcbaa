#include "runtime/native/hidden_names.h"

namespace weft {
namespace {

constexpr const char* kFunctions[HiddenNames::kNumFunctions] = {"locals", "vars", "dir"};
constexpr const char* kPrefix = "_weft_";

bool IsAdded(PyObject* name, PyObject* prefix) {
  return PyUnicode_Check(name) != 0 &&
         PyUnicode_Tailmatch(name, prefix, 0, PY_SSIZE_T_MAX, -1) == 1;
}

// Removes the added names from an exact dict or list; false with an exception set.
bool RemoveAdded(PyObject* names, PyObject* prefix) {
  bool is_dict = PyDict_CheckExact(names) != 0;
  PyObject* keys = is_dict ? PyDict_Keys(names) : PyList_GetSlice(names, 0, PY_SSIZE_T_MAX);
  if (keys == nullptr) {
    return false;
  }
  bool is_done = true;
  for (Py_ssize_t i = PyList_GET_SIZE(keys); is_done && i-- > 0;) {
    PyObject* key = PyList_GET_ITEM(keys, i);
    if (IsAdded(key, prefix)) {
      is_done = (is_dict ? PyDict_DelItem(names, key) : PySequence_DelItem(names, i)) == 0;
    }
  }
  Py_DECREF(keys);
  return is_done;
}

// Calls `self`, one of the originals.
PyObject* Call(PyObject* self, PyObject* /*unused*/) {
  PyObject* names = PyObject_CallObject(self, nullptr);
  if (names == nullptr || (PyDict_CheckExact(names) == 0 && PyList_CheckExact(names) == 0)) {
    return names;
  }
  PyObject* prefix = PyUnicode_FromString(kPrefix);
  bool is_done = prefix != nullptr && RemoveAdded(names, prefix);
  Py_XDECREF(prefix);
  if (!is_done) {
    Py_CLEAR(names);
  }
  return names;
}

// CPython keeps a pointer to it; it never writes to it.
PyMethodDef kCall = {"call", Call, METH_NOARGS, nullptr};

}  // namespace

int FindHiddenNames(HiddenNames& names) {
  PyObject* builtins = PyImport_ImportModule("builtins");
  if (builtins == nullptr) {
    return -1;
  }
  for (int i = 0; i < HiddenNames::kNumFunctions; ++i) {
    names.originals[i] = PyObject_GetAttrString(builtins, kFunctions[i]);
    names.stand_ins[i] =
        names.originals[i] != nullptr ? PyCFunction_New(&kCall, names.originals[i]) : nullptr;
    if (names.stand_ins[i] == nullptr) {
      Py_DECREF(builtins);
      return -1;
    }
  }
  Py_DECREF(builtins);
  return 0;
}

void Forget(HiddenNames& names) {
  for (int i = 0; i < HiddenNames::kNumFunctions; ++i) {
    Py_CLEAR(names.originals[i]);
    Py_CLEAR(names.stand_ins[i]);
  }
}

}  // namespace weft
