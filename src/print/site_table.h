#pragma once

#include "base/span.h"
#include "syntax/scopes.h"
#include "syntax/tree.h"

#include <cstdint>
#include <string>
#include <vector>

namespace weft {

// A step of the way to what was done with a site.
struct SiteStep {
  std::string rule;     // `--skip print`
  std::string verdict;  // `excludes it`
};

// One place a pass looked at: rewritten or left alone.
struct Site {
  uint64_t id = 0;  // Stable: hash of module, qualified name, callee text and ordinal.
  NodeId node;
  Span span;
  std::string qualified_name;  // Of the enclosing scope.
  std::string callee;          // Source text of the callee, on one line.
  std::string pass;
  bool is_rewritten = false;
  std::string reason;           // Why not; empty where rewritten.
  std::string rule;             // What of the selection decided: `--skip print`; often nothing.
  std::vector<SiteStep> chain;  // How, where that was asked for.
};

using SiteTable = std::vector<Site>;

}  // namespace weft
