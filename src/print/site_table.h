#pragma once

#include "base/span.h"
#include "syntax/scopes.h"
#include "syntax/tree.h"

#include <cstdint>
#include <string>
#include <vector>

namespace weft {

// One place a pass looked at: rewritten or left alone.
struct Site {
  uint64_t id = 0;  // Stable: hash of module, qualified name, callee text and ordinal.
  NodeId node;
  Span span;
  std::string qualified_name;  // Of the enclosing scope.
  std::string callee;          // Source text of the callee, on one line.
  std::string pass;
  bool is_rewritten = false;
  std::string reason;  // Why not; empty where rewritten.
};

using SiteTable = std::vector<Site>;

}  // namespace weft
