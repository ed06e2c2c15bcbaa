#include "passes/dce_branch.h"

#include "passes/constant_value.h"
#include "passes/dead_branches.h"

namespace weft {

void DeadBranch(const PassInput& input, PassOutput& output, Diagnostics& /*diagnostics*/) {
  RemoveDeadBranches(input, output, "test", [&](NodeId /*statement*/, NodeId test) {
    std::optional<ConstantValue> value =
        EvaluateConstant(input.tree, test, [](NodeId) { return std::nullopt; });
    Verdict verdict;
    if (value) {
      verdict.is_true = value->IsTrue();
    }
    return verdict;
  });
}

}  // namespace weft
