#pragma once

#include "base/diagnostics.h"
#include "syntax/tree.h"

#include <cstdint>
#include <utility>
#include <vector>

namespace weft {

// The steps of CPython's compiler behind its parser. The first one that finds something
// raises it, and nothing of the later ones is seen.
enum class CompilePhase : uint8_t {
  Future,    // Python/future.c
  Symbols,   // Python/symtable.c, what it collects
  Bindings,  // Python/symtable.c, what it decides
  Code,      // Python/compile.c
};

// Errors of one file that has a tree, collected in any order.
class Findings {
 public:
  // `node` is where CPython's compiler stands when it sees the error; for Bindings, the
  // order of reports is CPython's.
  template <DiagnosticId kId, typename... Args>
  void Report(CompilePhase phase, NodeId node, Span span, Args&&... args) {
    found_.Report<kId>(span, std::forward<Args>(args)...);
    keys_.push_back({phase, node});
  }

  bool empty() const { return keys_.empty(); }

  // Hands over what was found: first the error that CPython raises, then the others in
  // source order.
  void Deliver(const Tree& tree, Diagnostics& diagnostics) const;

 private:
  struct Key {
    CompilePhase phase;
    NodeId node;
  };

  size_t FirstRaised(const Tree& tree) const;

  Diagnostics found_;
  std::vector<Key> keys_;  // Of found_, one each.
};

}  // namespace weft
