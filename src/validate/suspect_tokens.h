#pragma once

#include "syntax/python_version.h"
#include "syntax/tree.h"

#include <cstdint>
#include <vector>

namespace weft {

// The part of FindSuspects() that shows in the tokens: literals, conversions, `<>`, `except*`,
// commas at the end of a statement, t-strings before 3.14. Appends offsets.
void FindSuspectTokens(const Tree& tree, PythonVersion target, std::vector<uint32_t>& suspects);

}  // namespace weft
