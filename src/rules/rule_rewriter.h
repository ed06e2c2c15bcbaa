#pragma once

#include "passes/pass.h"
#include "rules/rule.h"

#include <span>

namespace weft {

// Rewrites what the rules match in one file, from the outside in: at each node the first rule in
// the order of the file decides, and inside of a match only its operands are looked at again.
void RewriteByRules(std::span<const Rule> rules, const PassInput& input, PassOutput& output,
                    Diagnostics& diagnostics);

}  // namespace weft
