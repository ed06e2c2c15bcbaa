#pragma once

#include "base/diagnostics.h"
#include "syntax/python_version.h"
#include "syntax/tree.h"

namespace weft {

// Reports what CPython's parser says first against the value of `literal`, a Constant, JoinedStr
// or TemplateStr: escapes, non-ASCII bytes, bytes beside text, too many digits. What the
// fields of an f-string hold is not looked at; of several literals, CPython reports the error
// whose span begins first. True where there is nothing to say. Whether a number or a prefix is
// well-formed is the tokenizer's business.
bool CheckLiteral(const Tree& tree, NodeId literal, PythonVersion target, Diagnostics& diagnostics);

}  // namespace weft
