#pragma once

#include "passes/pass.h"

#include <optional>
#include <string>
#include <string_view>

namespace weft {

// `0.3`, `300ms`, `2s`, `1m`, `50us`: a duration as a Python number of seconds; nothing where
// it is none. A number without a unit is in seconds.
std::optional<std::string> SecondsOf(std::string_view duration);

// Puts a duration, the value of `--limit`, into `options`, or says that it is none.
std::optional<std::string> SetLimit(std::string_view value, PassOptions& options);

}  // namespace weft
