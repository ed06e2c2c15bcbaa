#include "runtime/native/options.h"

#include <string>
#include <string_view>
#include <vector>

namespace {

using weft::PassOptions;

struct Flag {
  std::string_view name;
  bool PassOptions::*field;
};

struct Text {
  std::string_view name;
  std::string PassOptions::*field;
};

constexpr Flag kFlags[] = {
    {"guard", &PassOptions::guard},
    {"record_sites", &PassOptions::record_sites},
    {"running_clock", &PassOptions::running_clock},
    {"wrap_decorators", &PassOptions::wrap_decorators},
    {"wrap_defaults", &PassOptions::wrap_defaults},
};

constexpr Text kTexts[] = {
    {"limit", &PassOptions::limit},
    {"wrapper_module", &PassOptions::wrapper_module},
    {"wrapper_name", &PassOptions::wrapper_name},
};

// Appends the elements of a sequence of str.
bool ReadTexts(PyObject* value, std::vector<std::string>& texts) {
  PyObject* sequence = PySequence_Fast(value, "an option is a sequence of str");
  bool is_read = sequence != nullptr;
  for (Py_ssize_t i = 0; is_read && i < PySequence_Fast_GET_SIZE(sequence); ++i) {
    const char* text = PyUnicode_AsUTF8(PySequence_Fast_GET_ITEM(sequence, i));
    is_read = text != nullptr;
    texts.emplace_back(is_read ? text : "");
  }
  Py_XDECREF(sequence);
  return is_read;
}

bool ReadOption(std::string_view name, PyObject* value, PassOptions& options) {
  for (const Flag& flag : kFlags) {
    if (flag.name == name) {
      int truth = PyObject_IsTrue(value);
      options.*flag.field = truth > 0;
      return truth >= 0;
    }
  }
  for (const Text& text : kTexts) {
    if (text.name == name) {
      const char* read = PyUnicode_AsUTF8(value);
      options.*text.field = read == nullptr ? "" : read;
      return read != nullptr;
    }
  }
  if (name == "profile_in") {
    return ReadTexts(value, options.profile_in);
  }
  PyErr_Format(PyExc_TypeError, "no option is called '%s'", std::string(name).c_str());
  return false;
}

}  // namespace

bool ReadOptions(PyObject* dict, NativeOptions& read) {
  if (dict == nullptr) {
    return true;
  }
  PyObject* key = nullptr;
  PyObject* value = nullptr;
  Py_ssize_t at = 0;
  while (PyDict_Next(dict, &at, &key, &value) != 0) {
    const char* name = PyUnicode_AsUTF8(key);
    if (name == nullptr || !ReadOption(name, value, read.options)) {
      return false;
    }
  }
  return true;
}
