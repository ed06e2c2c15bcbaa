#pragma once

#include "rules/rule.h"
#include "rules/template.h"

#include <optional>

namespace weft {

// Settles whether the rule is about expressions or statements, and says what is wrong with the
// two sides together; the offset is one of the replacement.
std::optional<RuleError> CheckSides(Rule& rule);

// Fills what follows from the sides and the conditions.
void FindDemands(Rule& rule);

}  // namespace weft
