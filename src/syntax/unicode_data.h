#pragma once

#include "syntax/python_version.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace weft {

// What the Unicode data of one Python says: 12.1 in 3.8, 13.0 in 3.9 and 3.10, 14.0 in 3.11,
// 15.0 in 3.12, 15.1 in 3.13, 16.0 in 3.14. A build with older data than a target has takes
// what came later for unassigned. Surrogates count as characters.

// As str.isprintable: repr() shows such a character as it is.
bool IsPrintable(char32_t character, PythonVersion python);

// The character that `\N{name}` stands for, as getcode in CPython's Modules/unicodedata.c finds
// it: names, aliases and the computed names of ideographs and Hangul syllables; no sequences.
std::optional<char32_t> FindCharacterByName(std::string_view name, PythonVersion python);

}  // namespace weft
