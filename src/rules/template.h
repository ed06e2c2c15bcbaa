#pragma once

#include "rules/rule.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weft {

// What is wrong with a part of a rule file. `offset` counts bytes from the part's begin.
struct RuleError {
  uint32_t offset = 0;
  std::string message;
};

// Parses one side of a rule, one expression or one simple statement, with Weft's own front end.
// Metavariables that are new are added to `variables`.
std::optional<RuleError> ReadTemplate(std::string_view text, std::vector<Metavariable>& variables,
                                      Template& side);

// Fills `Template::evaluated` and the moments of the holes; `root` is settled.
void OrderHoles(Template& side);

// Fills `Template::parts`; `root` is settled.
void FindParts(Template& side);

}  // namespace weft
