#include "passes/dce_branch.h"

#include "passes/constant_value.h"
#include "passes/dead_arms.h"
#include "passes/dead_branches.h"

namespace weft {

void DeadBranch(const PassInput& input, PassOutput& output, Diagnostics& /*diagnostics*/) {
  const Judge judge = [&](NodeId /*place*/, NodeId test) {
    std::optional<ConstantValue> value =
        EvaluateConstant(input.tree, test, [](NodeId) { return std::nullopt; });
    Verdict verdict;
    if (value) {
      verdict.is_true = value->IsTrue();
    }
    return verdict;
  };
  RemoveDeadArms(input, output, "test", judge, RemoveDeadBranches(input, output, "test", judge));
}

}  // namespace weft
