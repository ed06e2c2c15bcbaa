#pragma once

#include "passes/pass.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace weft {

// What is known of a test.
struct Verdict {
  std::optional<bool> is_true;
  std::string reason;  // Why nothing is done about it, where something could be.
};

// Of the test of `statement`, an If or While; an `elif` is an If.
using Judge = std::function<Verdict(NodeId statement, NodeId test)>;

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
// call such a place.
void RemoveDeadBranches(const PassInput& input, PassOutput& output, std::string_view what,
                        const Judge& judge);

}  // namespace weft
