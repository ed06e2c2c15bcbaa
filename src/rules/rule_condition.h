#pragma once

#include "rules/rule.h"
#include "rules/template.h"

#include <optional>
#include <string_view>

namespace weft {

// Reads `where ...` or `may ...` into `rule`, whose sides are there.
std::optional<RuleError> ReadCondition(std::string_view text, Rule& rule);

}  // namespace weft
