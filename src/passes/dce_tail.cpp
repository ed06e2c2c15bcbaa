#include "passes/dce_tail.h"

#include "passes/statement_stripper.h"
#include "syntax/visitor.h"

namespace weft {
namespace {

bool EndsBlock(Kind kind) {
  return kind == Kind::Return || kind == Kind::Raise || kind == Kind::Break ||
         kind == Kind::Continue;
}

class DeadTailPass : public Visitor<DeadTailPass> {
 public:
  DeadTailPass(const PassInput& input, PassOutput& output)
      : input_(input), parents_(ParentTable(input.tree)), stripper_(input, output) {}

  void Run() {
    Visitor::Run(input_.tree);
    stripper_.Finish();
  }

  Walk VisitNode(NodeId id) {
    const Node& node = tree()[id];
    if (IsExpr(node.kind)) {
      return Walk::Over;
    }
    NodeId parent = parents_[id.index];
    if (IsStmt(node.kind) && parent == dead_parent_ && node.role == dead_role_ &&
        id.index >= dead_begin_) {
      stripper_.StripDead(id, "statement");
      return Walk::Over;
    }
    if (EndsBlock(node.kind)) {
      dead_parent_ = parent;
      dead_role_ = node.role;
      dead_begin_ = node.next;
    }
    return Walk::Into;
  }

 private:
  const PassInput& input_;
  std::vector<NodeId> parents_;
  StatementStripper stripper_;
  NodeId dead_parent_ = kNoNode;  // The block whose end is reached no more.
  Role dead_role_ = Role::None;
  uint32_t dead_begin_ = 0;
};

}  // namespace

void DeadTail(const PassInput& input, PassOutput& output, Diagnostics& /*diagnostics*/) {
  DeadTailPass(input, output).Run();
}

}  // namespace weft
