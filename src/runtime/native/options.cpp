#include "runtime/native/options.h"

#include "passes/define.h"
#include "select/name_pattern.h"
#include "select/pointcut.h"

#include <string>
#include <string_view>
#include <utility>
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

// `NAME=VALUE`, for each of the passes that take names.
bool ReadDefines(PyObject* value, PassOptions& options) {
  std::vector<std::string> defines;
  if (!ReadTexts(value, defines)) {
    return false;
  }
  for (const std::string& define : defines) {
    std::optional<std::string> complaint = weft::AddDefine(define, options.defines);
    if (!complaint) {
      complaint = weft::AddDefine(define, options.cpp_defines);
    }
    if (complaint) {
      PyErr_SetString(PyExc_ValueError, complaint->c_str());
      return false;
    }
  }
  return true;
}

bool ReadOption(std::string_view name, PyObject* value, PassOptions& options) {
  if (name == "defines") {
    return ReadDefines(value, options);
  }
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
  PyErr_Format(PyExc_TypeError, "no option is called '%s'", std::string(name).c_str());
  return false;
}

struct Choice {
  std::string_view name;
  weft::PointcutKind kind;
  bool excludes;
};

constexpr Choice kChoices[] = {
    {"in", weft::PointcutKind::Within, false},    {"profile_in", weft::PointcutKind::Within, false},
    {"not_in", weft::PointcutKind::Within, true}, {"only", weft::PointcutKind::Callee, false},
    {"skip", weft::PointcutKind::Callee, true},
};

// What is chosen by a list that is empty is nothing.
void AddChoice(const Choice& choice, const std::vector<std::string>& patterns,
               weft::Selection& selection) {
  std::vector<weft::Pointcut> leaves;
  std::string text(choice.name);
  // A name alone is that of a function in any module.
  bool is_function = choice.name == "profile_in";
  for (const std::string& pattern : patterns) {
    leaves.push_back(
        choice.kind == weft::PointcutKind::Within
            ? weft::MakeWithin(is_function && pattern.find(':') == std::string::npos ? ":" + pattern
                                                                                     : pattern)
            : weft::Pointcut{.kind = choice.kind, .pattern = weft::NamePattern(pattern)});
    text += " " + pattern;
  }
  selection.AddRule(std::move(text), std::move(leaves), choice.excludes);
}

// True where `name` is one of the selection's; `is_read` says whether its value was read.
bool ReadSelection(std::string_view name, PyObject* value, NativeOptions& read, bool& is_read) {
  for (const Choice& choice : kChoices) {
    if (choice.name == name) {
      std::vector<std::string> patterns;
      is_read = ReadTexts(value, patterns);
      if (is_read && (!patterns.empty() || !choice.excludes)) {
        AddChoice(choice, patterns, read.selection);
      }
      return true;
    }
  }
  if (name != "ignore_builtins") {
    return false;
  }
  int truth = PyObject_IsTrue(value);
  is_read = truth >= 0;
  if (truth > 0) {
    AddChoice({"ignore_builtins", weft::PointcutKind::Call, true}, {"builtins.*"}, read.selection);
  }
  return true;
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
    if (name == nullptr) {
      return false;
    }
    bool is_read = true;
    if (!ReadSelection(name, value, read, is_read)) {
      is_read = ReadOption(name, value, read.options);
    }
    if (!is_read) {
      return false;
    }
  }
  if (!read.selection.empty()) {
    read.options.selection = &read.selection;
  }
  return true;
}
