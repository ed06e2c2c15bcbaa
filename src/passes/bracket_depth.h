#pragma once

#include "syntax/token.h"

#include <cstddef>
#include <span>

namespace weft {

// Putting calls into parentheses makes a nest of a chain: `f()()()`. No file is made to nest
// deeper than this. CPython takes 200 brackets (MAXLEVEL in Parser/lexer/state.h), but 3.8's
// parser gives up at 99.
inline constexpr size_t kMaxBrackets = 90;

// How deep brackets nest in a file, those of replacement fields included.
size_t BracketDepth(std::span<const Token> tokens);

}  // namespace weft
