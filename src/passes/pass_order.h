#pragma once

#include "passes/pass.h"

#include <optional>
#include <span>
#include <string>

namespace weft {

// Why `passes` cannot run in this order, or together; nothing where they can.
std::optional<std::string> CheckOrder(std::span<const Pass* const> passes);

}  // namespace weft
