#pragma once

#include "passes/pass.h"

#include <optional>
#include <string>
#include <string_view>

namespace weft {

// Puts `MODULE:NAME`, the value of `--with`, into `options`, or says why that is none. Only ASCII:
// what Weft inserts must be spelled alike in every encoding.
std::optional<std::string> SetWrapper(std::string_view value, PassOptions& options);

}  // namespace weft
