#pragma once

#include "passes/dead_branches.h"
#include "passes/pass.h"

#include <string_view>

namespace weft {

// Takes out the arms of conditional expressions that are never evaluated, since their test is
// known:
//
//   a if A else b       b     (A is false)
//
// An arm stays, and so does all of the expression, where names would mean something else without
// it, or where the text of the expression or its place have a meaning of their own. `what` is what
// people call such a place. What is in `dead` is left to others.
void RemoveDeadArms(const PassInput& input, PassOutput& output, std::string_view what,
                    const Judge& judge, NodeRanges dead);

}  // namespace weft
