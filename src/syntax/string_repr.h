#pragma once

#include "syntax/python_version.h"

#include <string>
#include <string_view>

namespace weft {

// Appends what repr() prints for a string. `value` is UTF-8, where a surrogate has three bytes
// of its own (syntax/literal_text.h). What counts as printable depends on the Python.
void AppendStringRepr(std::string_view value, PythonVersion python, std::string& out);

void AppendBytesRepr(std::string_view value, std::string& out);

}  // namespace weft
