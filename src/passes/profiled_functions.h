#pragma once

#include "passes/pass.h"

#include <string_view>

namespace weft {

// Whether the calls of `function` (a FunctionDef or AsyncFunctionDef) are timed: a decorator
// says so (`@weft.profile(...)`), or a pattern of the options (`--in`).
bool IsProfiled(const PassInput& input, NodeId function, std::string_view qualified_name);

// True where `name` is what `pattern` describes; `*` stands for any characters.
bool MatchesGlob(std::string_view pattern, std::string_view name);

}  // namespace weft
