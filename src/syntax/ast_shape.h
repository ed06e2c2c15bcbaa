#pragma once

#include "syntax/python_version.h"
#include "syntax/tree.h"

namespace weft {

// How the `ast` module of a Python differs from that of another. Follows Parser/Python.asdl
// and ast.dump in Lib/ast.py of each.

// Whether nodes of `kind` have lineno, col_offset, end_lineno and end_col_offset.
bool HasAttributes(Kind kind, PythonVersion python);

// Whether the Python knows the field at all.
bool HasField(Kind kind, const FieldInfo& field, PythonVersion python);

// 3.8 prints optional fields without a value.
constexpr bool ShowsNone(PythonVersion python) {
  return python.minor == 8;
}

// From 3.13 on, empty lists are left out.
constexpr bool ShowsEmptyLists(PythonVersion python) {
  return python.minor < 13;
}

// 3.8 wraps what is between the brackets of a subscript into Index and ExtSlice.
constexpr bool WrapsSubscripts(PythonVersion python) {
  return python.minor == 8;
}

}  // namespace weft
