#pragma once

#include "passes/pass.h"
#include "rules/rule.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weft {

// The rules of one file, and what it says about itself.
struct RuleSet {
  std::string name;
  std::string summary;
  Family family = Family::Macro;
  Effect effect = Effect::Changing;
  std::vector<Rule> rules;
};

// Reads the text of a rule file; docs/rules.md has the grammar. `path` is for messages, and its
// stem is the name where the file gives none. Fills `set`, or says what is wrong, as
// `PATH:LINE:COLUMN: message`.
std::optional<std::string> ReadRuleFile(std::string_view path, std::string_view text, RuleSet& set);

}  // namespace weft
