#pragma once

#include "syntax/python_version.h"
#include "syntax/tree.h"

#include <string>
#include <vector>

namespace weft {

// One of JoinedStr.values: a field, or a Constant that has no node of its own.
struct JoinedValue {
  NodeId joined;                  // The JoinedStr or TemplateStr.
  NodeId field = kNoNode;         // The FormattedValue or Interpolation; kNoNode for a Constant.
  std::string value = {};         // Of the Constant; UTF-8 with surrogates.
  Span span;                      // Of the Constant in Python 3.12 and later.
  bool has_unicode_kind = false;  // Likewise.
  bool is_last = false;
};

struct JoinedValues {
  std::vector<JoinedValue> values;
  // Of a format specification: CPython has values[0], a Constant, in place of the JoinedStr.
  bool is_constant = false;
};

// What CPython makes of `joined`, a JoinedStr or TemplateStr: literal text decoded, neighbours
// joined, their positions with the reference's oddities (_PyPegen_joined_str,
// _PyPegen_concatenate_strings and _PyPegen_setup_full_format_spec in Parser/action_helpers.c).
JoinedValues ValuesOfJoined(const Tree& tree, NodeId joined, PythonVersion python);

}  // namespace weft
