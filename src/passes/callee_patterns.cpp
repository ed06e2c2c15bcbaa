#include "passes/callee_patterns.h"

#include "select/callee_name.h"

#include <algorithm>

namespace weft {

CalleePatterns::CalleePatterns(const std::vector<std::string>& patterns)
    : patterns_(patterns.begin(), patterns.end()) {
}

bool CalleePatterns::Match(const Tree& tree, NodeId expr) const {
  if (patterns_.empty()) {
    return false;
  }
  const SubscriptedName name = CalleeName(tree, expr);
  return std::ranges::any_of(patterns_,
                             [&](const NamePattern& pattern) { return pattern.Matches(name); });
}

}  // namespace weft
