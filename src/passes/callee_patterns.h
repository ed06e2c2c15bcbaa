#pragma once

#include "select/name_pattern.h"
#include "syntax/tree.h"

#include <string>
#include <vector>

namespace weft {

// Patterns, as those of `--only`, of callees and the like, whose user knows what they are.
class CalleePatterns {
 public:
  explicit CalleePatterns(const std::vector<std::string>& patterns);

  // True where one matches `expr` as it is written.
  bool Match(const Tree& tree, NodeId expr) const;

 private:
  std::vector<NamePattern> patterns_;
};

}  // namespace weft
