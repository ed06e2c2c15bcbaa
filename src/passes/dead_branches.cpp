#include "passes/dead_branches.h"

#include "passes/removal.h"
#include "passes/scope_effect.h"
#include "passes/sites.h"
#include "passes/token_removal.h"
#include "syntax/visitor.h"

#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace weft {
namespace {

// `if test: body`, `elif test: body` or `else: body`.
struct Arm {
  enum class Fate : uint8_t { Live, Always, Never, Unreachable };

  NodeId statement;           // The If; of an `else`, the If it belongs to.
  NodeId test;                // Invalid for `else`.
  uint32_t keyword = 0;       // Token
  uint32_t last = 0;          // The last token, a `;` behind it included.
  uint32_t first_node = 0;    // Of the body.
  uint32_t behind_nodes = 0;  // Index behind the body's nodes.
  Fate fate = Fate::Live;
  bool is_gone = false;

  bool is_dead() const { return fate == Fate::Never || fate == Fate::Unreachable; }
};

class DeadBranchRemover : public Visitor<DeadBranchRemover> {
 public:
  DeadBranchRemover(const PassInput& input, PassOutput& output, std::string_view what,
                    const Judge& judge)
      : input_(input),
        edits_(output.edits),
        sites_(input, input.pass.name, output.sites),
        what_(what),
        judge_(judge) {}

  NodeRanges Run() {
    Visitor::Run(input_.tree);
    RemoveStatements(input_.tree, removals_, edits_);
    return std::move(dead_);
  }

  Walk VisitIf(ast::If statement) {
    if (IsDead(statement.id())) {
      return Walk::Over;
    }
    if (!IsElif(statement.id())) {
      TakeChain(statement.id());
    }
    return Walk::Into;
  }

  Walk VisitWhile(ast::While statement) {
    if (IsDead(statement.id())) {
      return Walk::Over;
    }
    TakeWhile(statement);
    return Walk::Into;
  }

  Walk VisitNode(NodeId id) {
    return IsExpr(tree()[id].kind) || IsDead(id) ? Walk::Over : Walk::Into;
  }

 private:
  bool IsElif(NodeId statement) const {
    return tree()[statement].role == Role::Orelse &&
           tree().tokens()[TokensOf(tree(), statement).first].kind == TokenKind::Elif;
  }

  bool IsDead(NodeId id) const {
    auto behind = dead_.upper_bound(id.index);
    return behind != dead_.begin() && id.index < std::prev(behind)->second;
  }

  uint32_t LastToken(NodeId statement) const {
    uint32_t last = TokensOf(tree(), statement).last;
    return tree().tokens()[last + 1].kind == TokenKind::Semicolon ? last + 1 : last;
  }

  void AddArm(std::vector<Arm>& arms, NodeId statement, Role role) const {
    Arm arm{.statement = statement, .test = kNoNode};
    NodeId last = kNoNode;
    for (NodeId child : Children(tree(), statement, role)) {
      arm.first_node = last.is_valid() ? arm.first_node : child.index;
      last = child;
    }
    arm.behind_nodes = tree()[last].next;
    arm.last = LastToken(last);
    if (role == Role::Body) {
      arm.test = tree().Child(statement, Role::Test);
      arm.keyword = TokensOf(tree(), statement).first;
    } else {
      arm.keyword = TokensOf(tree(), {arm.first_node}).first;
      while (tree().tokens()[arm.keyword].kind != TokenKind::Else) {
        --arm.keyword;
      }
    }
    arms.push_back(arm);
  }

  std::vector<Arm> ArmsOf(NodeId statement) const {
    std::vector<Arm> arms;
    for (;;) {
      AddArm(arms, statement, Role::Body);
      NodeId orelse = tree().Child(statement, Role::Orelse);
      if (!orelse.is_valid()) {
        return arms;
      }
      if (!IsElif(orelse)) {
        AddArm(arms, statement, Role::Orelse);
        return arms;
      }
      statement = orelse;
    }
  }

  // Fills in what becomes of each arm; false where nothing does.
  bool Decide(std::vector<Arm>& arms, std::string& reason) const {
    bool is_settled = false;
    bool is_anything_known = false;
    for (Arm& arm : arms) {
      if (is_settled) {
        arm.fate = Arm::Fate::Unreachable;
        continue;
      }
      if (!arm.test.is_valid()) {
        continue;
      }
      Verdict verdict = judge_(arm.statement, arm.test);
      if (!verdict.reason.empty()) {
        reason = verdict.reason;
      } else if (verdict.is_true) {
        arm.fate = *verdict.is_true ? Arm::Fate::Always : Arm::Fate::Never;
        is_settled = *verdict.is_true;
        is_anything_known = true;
      }
    }
    return is_anything_known;
  }

  bool HasScopeEffect(const Arm& arm) const {
    const Tree& tree = input_.tree;
    if (arm.test.is_valid() && !ScopeEffect(tree, input_.scopes, arm.test).empty()) {
      return true;
    }
    for (uint32_t i = arm.first_node; i < arm.behind_nodes; i = tree[{i}].next) {
      if (!ScopeEffect(tree, input_.scopes, {i}).empty()) {
        return true;
      }
    }
    return false;
  }

  void TakeChain(NodeId head) {
    std::vector<Arm> arms = ArmsOf(head);
    std::string reason;
    bool is_known = Decide(arms, reason);
    if (!is_known && reason.empty()) {
      return;
    }
    Decision decision = input_.selection.SelectStatement(head);
    if (is_known || !decision.is_selected) {
      reason = decision.reason;
    }
    sites_.AddPlace(head, what_, decision, reason);
    if (!is_known || !decision.is_selected) {
      return;
    }
    MarkGone(arms);
    if (std::ranges::all_of(arms, &Arm::is_gone)) {
      removals_.push_back({head});
      dead_[head.index + 1] = tree()[head].next;
      return;
    }
    for (const Arm& arm : arms) {
      if (arm.is_dead()) {
        dead_[arm.first_node] = arm.behind_nodes;
      }
      if (arm.test.is_valid() && arm.fate != Arm::Fate::Live) {
        dead_[arm.test.index] = tree()[arm.test].next;
      }
    }
    Write(arms);
  }

  void MarkGone(std::vector<Arm>& arms) const {
    // What follows a test that always holds goes as a whole, or not at all.
    bool is_tail_needed = false;
    for (Arm& arm : arms) {
      bool is_needed = arm.is_dead() && HasScopeEffect(arm);
      arm.is_gone = arm.is_dead() && !is_needed;
      is_tail_needed |= is_needed && arm.fate == Arm::Fate::Unreachable;
    }
    for (Arm& arm : arms) {
      arm.is_gone &= arm.fate != Arm::Fate::Unreachable || !is_tail_needed;
    }
  }

  void Write(const std::vector<Arm>& arms) {
    bool is_first = true;
    for (size_t i = 0; i < arms.size(); ++i) {
      const Arm& arm = arms[i];
      if (arm.is_gone) {
        RemoveTokens(tree(), {arm.keyword, arm.last}, "", edits_);
        continue;
      }
      bool is_last = std::all_of(arms.begin() + static_cast<ptrdiff_t>(i) + 1, arms.end(),
                                 [](const Arm& other) { return other.is_gone; });
      WriteHeader(arm, is_first, is_last);
      is_first = false;
    }
  }

  void WriteHeader(const Arm& arm, bool is_first, bool is_last) {
    std::string_view keyword = is_first ? "if" : "elif";
    if (!arm.test.is_valid()) {
      if (is_first) {
        RemoveTokens(tree(), {arm.keyword, arm.keyword}, "if 1", edits_);
      }
      return;
    }
    bool is_known = arm.fate == Arm::Fate::Always || arm.fate == Arm::Fate::Never;
    bool is_plain = tree()[arm.test].kind == Kind::Constant;
    if (is_known && arm.fate == Arm::Fate::Always && is_last && !is_first && IsOnOneLine(arm)) {
      WriteTest(arm, "else");
    } else if (is_known && !is_plain) {
      WriteTest(arm, fmt::format("{} {}", keyword, arm.fate == Arm::Fate::Always ? "1" : "0"));
    } else if (is_first && tree().tokens()[arm.keyword].kind == TokenKind::Elif) {
      RemoveTokens(tree(), {arm.keyword, arm.keyword}, keyword, edits_);
    }
  }

  uint32_t ColonOf(const Arm& arm) const {
    uint32_t colon = TokensOf(tree(), {arm.first_node}).first;
    while (colon-- > 0) {
      if (tree().tokens()[colon].kind == TokenKind::Colon) {
        break;
      }
    }
    return colon;
  }

  bool IsOnOneLine(const Arm& arm) const {
    const LineTable& lines = tree().source().lines();
    return lines.LineOf(tree().tokens()[arm.keyword].begin) ==
           lines.LineOf(tree().tokens()[ColonOf(arm)].begin);
  }

  // Puts `header` in the place of the keyword and the test. Where those span lines, parentheses
  // join what is left of them.
  void WriteTest(const Arm& arm, std::string_view header) {
    uint32_t colon = ColonOf(arm);
    if (IsOnOneLine(arm)) {
      RemoveTokens(tree(), {arm.keyword, colon - 1}, header, edits_);
      return;
    }
    size_t blank = header.find(' ') + 1;
    std::string opened = fmt::format("{}({}", header.substr(0, blank), header.substr(blank));
    RemoveTokens(tree(), {arm.keyword, colon - 1}, opened, edits_);
    RemoveTokens(tree(), {colon, colon}, "):", edits_);
  }

  void TakeWhile(ast::While statement) {
    Verdict verdict = judge_(statement.id(), statement.test());
    if (verdict.is_true != false || !statement.orelse().empty()) {
      return;
    }
    Decision decision = input_.selection.SelectStatement(statement.id());
    sites_.AddPlace(statement.id(), what_, decision,
                    decision.is_selected ? std::string_view(verdict.reason) : decision.reason);
    if (!decision.is_selected || !verdict.reason.empty()) {
      return;
    }
    std::vector<Arm> arms;
    AddArm(arms, statement.id(), Role::Body);
    dead_[arms[0].first_node] = arms[0].behind_nodes;
    dead_[arms[0].test.index] = tree()[arms[0].test].next;
    if (!HasScopeEffect(arms[0])) {
      removals_.push_back({statement.id()});
    } else if (tree()[statement.test()].kind != Kind::Constant) {
      WriteTest(arms[0], "while 0");
    }
  }

  const PassInput& input_;
  EditList& edits_;
  SiteRecorder sites_;
  std::string_view what_;
  const Judge& judge_;
  std::vector<Removal> removals_;
  NodeRanges dead_;
};

}  // namespace

NodeRanges RemoveDeadBranches(const PassInput& input, PassOutput& output, std::string_view what,
                              const Judge& judge) {
  return DeadBranchRemover(input, output, what, judge).Run();
}

}  // namespace weft
