#include "passes/dead_arms.h"

#include "passes/scope_effect.h"
#include "passes/sites.h"
#include "passes/token_removal.h"
#include "passes/zones.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

namespace weft {
namespace {

bool IsWordByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

class DeadArmRemover {
 public:
  DeadArmRemover(const PassInput& input, PassOutput& output, std::string_view what,
                 const Judge& judge, NodeRanges dead)
      : input_(input),
        tree_(input.tree),
        edits_(output.edits),
        sites_(input, input.pass.name, output.sites),
        zones_(input.tree),
        what_(what),
        judge_(judge),
        dead_(std::move(dead)) {}

  void Run() {
    NodeId parent = kNoNode;  // The last statement that is an expression.
    for (uint32_t i = 0; i < tree_.nodes().size(); ++i) {
      const std::string_view zone = zones_.ReasonAt({i});
      if (tree_[{i}].kind == Kind::Expr) {
        parent = {i};
      } else if (tree_[{i}].kind == Kind::IfExp && !IsDead(i)) {
        bool is_statement = parent.is_valid() && tree_.Child(parent, Role::Value) == NodeId{i};
        Take({i}, is_statement ? "it is a statement" : zone);
      }
    }
    Write();
  }

 private:
  void Take(NodeId id, std::string_view reason) {
    const Verdict verdict = judge_(id, tree_.Child(id, Role::Test));
    if (!verdict.is_true && verdict.reason.empty()) {
      return;
    }
    const NodeId kept = tree_.Child(id, verdict.is_true.value_or(true) ? Role::Body : Role::Orelse);
    const TokenRun run = RunBeside(id, kept);
    const Decision decision = input_.selection.SelectStatement(id);
    std::string why(decision.is_selected ? reason : decision.reason);
    if (why.empty()) why = verdict.reason;
    for (NodeId child : Children(tree_, id)) {
      if (why.empty() && child != kept) why = ScopeEffect(tree_, input_.scopes, child);
    }
    if (why.empty() && MayJoinLines(run)) why = "a backslash or a string joins its lines";
    sites_.AddPlace(id, what_, decision, why);
    if (why.empty()) {
      runs_.push_back(run);
      bool is_body = tree_[kept].role == Role::Body;
      dead_[is_body ? tree_[kept].next : id.index + 1] = is_body ? tree_[id].next : kept.index;
    }
  }

  // All but what is kept, with its parentheses.
  TokenRun RunBeside(NodeId id, NodeId kept) const {
    const TokenRun all = TokensOf(tree_, id);
    TokenRun inner = TokensOf(tree_, kept);
    if (tree_[kept].role == Role::Body) {
      while (tree_.tokens()[inner.last].kind != TokenKind::If) ++inner.last;
      return {inner.last, all.last};
    }
    while (tree_.tokens()[inner.first].kind != TokenKind::Else) --inner.first;
    return {all.first, inner.first};
  }

  // Outside of brackets, a backslash or a string of several lines is all that joins lines.
  bool MayJoinLines(TokenRun run) const {
    const LineTable& lines = tree_.source().lines();
    for (uint32_t i = run.first - 1; i <= run.last; ++i) {
      const Token& token = tree_.tokens()[i];
      const Span gap{token.end, tree_.tokens()[i + 1].begin};
      if (tree_.source().Slice(gap).find('\\') != std::string_view::npos ||
          (i >= run.first && lines.LineOf(token.begin) != lines.LineOf(token.end))) {
        return true;
      }
    }
    return false;
  }

  // True in an arm that goes: it needs no edit of its own.
  bool IsDead(uint32_t index) const {
    auto behind = dead_.upper_bound(index);
    return behind != dead_.begin() && index < std::prev(behind)->second;
  }

  // Those that adjoin are one.
  void Write() {
    std::ranges::sort(runs_, {}, &TokenRun::first);
    for (size_t i = 0; i < runs_.size();) {
      TokenRun run = runs_[i++];
      while (i < runs_.size() && runs_[i].first == run.last + 1) run.last = runs_[i++].last;
      RemoveTokens(tree_, run, WouldJoin(run) ? " " : "", edits_);
    }
  }

  // True where what stands on either side would become one word.
  bool WouldJoin(TokenRun run) const {
    const std::string_view text = tree_.source().text();
    const uint32_t begin = tree_.tokens()[run.first].begin;
    const uint32_t end = tree_.tokens()[run.last].end;
    return begin > 0 && end < text.size() && IsWordByte(text[begin - 1]) && IsWordByte(text[end]);
  }

  const PassInput& input_;
  const Tree& tree_;
  EditList& edits_;
  SiteRecorder sites_;
  Zones zones_;
  std::string_view what_;
  const Judge& judge_;
  std::vector<TokenRun> runs_;
  NodeRanges dead_;
};

}  // namespace

void RemoveDeadArms(const PassInput& input, PassOutput& output, std::string_view what,
                    const Judge& judge, NodeRanges dead) {
  DeadArmRemover(input, output, what, judge, std::move(dead)).Run();
}

}  // namespace weft
