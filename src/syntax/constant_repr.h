#pragma once

#include "syntax/python_version.h"
#include "syntax/tree.h"

#include <string>

namespace weft {

// Appends repr() of the value of `constant`, a Constant or a MatchSingleton.
void AppendConstantRepr(const Tree& tree, NodeId constant, PythonVersion python, std::string& out);

// Appends the value of the plain or bytes literal at `literal`, prefix and quotes included; as
// UTF-8 with surrogates (syntax/literal_text.h), or as bytes.
void AppendLiteralValue(const Tree& tree, Span literal, PythonVersion python, std::string& value);

// Constant.kind: true where the first literal of `constant` has the prefix `u`; `U` has no kind.
bool HasUnicodeKind(const Tree& tree, NodeId constant);

}  // namespace weft
