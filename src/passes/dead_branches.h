#pragma once

#include "passes/pass.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace weft {

// What is known of a test.
struct Verdict {
  std::optional<bool> is_true;
  std::string reason;  // Why nothing is done about it, where something could be.
};

// Of the test of `place`, an If, While or IfExp; an `elif` is an If.
using Judge = std::function<Verdict(NodeId place, NodeId test)>;

// Nodes by their indexes: where a range begins, and what is behind its end. None overlap.
using NodeRanges = std::map<uint32_t, uint32_t>;

// Takes out what never runs, since a test is known:
//
//   if A:                (A is false, B unknown)
//       a()
//   elif B:              if B:
//       b()                  b()
//   if A: a()
//   else: c()            if 1: c()
//   while A: a()
//
// Where the compiler has to see a branch, because it binds a name of a function, the test becomes
// `0`: the branch costs nothing at run time then. Lines and comments stay. `what` is what people
// call such a place. Gives back what no edit may be in besides.
NodeRanges RemoveDeadBranches(const PassInput& input, PassOutput& output, std::string_view what,
                              const Judge& judge);

}  // namespace weft
