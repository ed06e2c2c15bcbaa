#pragma once

#include "syntax/tree.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace weft {

// Finds the zones of a tree: subtrees whose calls are all left alone, for one reason. What a
// field shows is one wherever its source text is part of the program's meaning, `f"{f(x)=}"`
// and in t-strings. A pass adds the roles that are zones to it.
class Zones {
 public:
  explicit Zones(const Tree& tree) : tree_(tree) {}  // Outlives this.

  // What fills `role` is a zone, and what is in it.
  void Add(Role role, std::string_view reason);

  // Why calls at `id` are left alone; empty outside of zones. The outermost zone counts. Ids
  // are asked for in rising order, none left out.
  std::string_view ReasonAt(NodeId id);

 private:
  void Enter(NodeId id);

  const Tree& tree_;
  std::array<std::string_view, kNumRoles> reasons_;  // By role; empty for most.
  uint32_t end_ = 0;                                 // Of the last zone.
  std::string_view reason_;
};

}  // namespace weft
