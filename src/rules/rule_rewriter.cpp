#include "rules/rule_rewriter.h"

#include "passes/sites.h"
#include "passes/source_text.h"
#include "rules/rule_gap.h"
#include "rules/rule_plan.h"
#include "syntax/parse.h"

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace weft {
namespace {

constexpr std::string_view kMovesLine = "the replacement would move a line";

bool HasLineBreak(std::string_view text) {
  return text.find_first_of("\n\r") != std::string_view::npos;
}

// Something that was matched, for the table of sites.
struct Found {
  NodeId node;
  Decision decision;
  const Rule* rule = nullptr;
  std::string reason;  // Why it is left alone.
};

class RuleRewriter {
 public:
  RuleRewriter(std::span<const Rule> rules, const PassInput& input, PassOutput& output,
               Diagnostics& diagnostics)
      : rules_(rules),
        input_(input),
        tree_(input.tree),
        output_(output),
        diagnostics_(diagnostics),
        context_(input.tree, input.scopes),
        sites_(input, input.pass.name, output.sites) {
    for (uint32_t i = 0; i < rules.size(); ++i) {
      Kind kind = (*rules[i].pattern.tree)[rules[i].pattern.root].kind;
      by_kind_[static_cast<size_t>(kind)].push_back(i);
    }
  }

  void Run() {
    const auto end = static_cast<uint32_t>(tree_.nodes().size());
    for (uint32_t index = 1; index < end;) {
      NodeId node{index};
      std::optional<Plan> plan = FindPlan(node, PlaceAt(node));
      bool is_rewritten = plan && RewriteMatch(std::move(*plan));
      index = is_rewritten ? tree_[node].next : index + 1;
    }
    RecordFound();
  }

 private:
  // What is left to be done for an operand, or for a match in one.
  struct Frame {
    std::unique_ptr<Plan> plan;  // Null for an operand.
    size_t next_item = 0;        // Of the plan.
    uint32_t index = 0;          // Of the operand: the next node, and the end.
    uint32_t end = 0;
    Place place;  // Of the operand's first node, which is `index` at first.
    bool is_fresh = false;
    Span span;  // What is not written yet.
  };

  Place PlaceAt(NodeId node) const {
    bool is_free = !IsExpr(tree_[node].kind) || tree_[node].is_parenthesized();
    return is_free ? Place() : PlaceOf(tree_, context_.parent(node), node);
  }

  // What the first rule that matches makes of `node`; nothing where none does, or where the
  // match is left alone.
  std::optional<Plan> FindPlan(NodeId node, Place place) {
    for (uint32_t index : by_kind_[static_cast<size_t>(tree_[node].kind)]) {
      const Rule& rule = rules_[index];
      if (!context_.IsCandidate(node)) return std::nullopt;
      std::optional<Bindings> bindings = MatchRule(rule, tree_, input_.scopes, node);
      if (!bindings) continue;
      Decision decision = tree_[node].kind == Kind::Call ? input_.selection.Select(node)
                                                         : input_.selection.SelectStatement(node);
      Plan plan;
      plan.reason = decision.reason;
      if (decision.is_selected) plan = MakePlan(rule, node, *bindings, place, context_);
      found_.push_back({node, decision, &rule, plan.reason});
      if (plan.reason.empty()) return plan;
      return std::nullopt;
    }
    return std::nullopt;
  }

  // Rewrites an outermost match with all that is in it. False where it is left alone.
  bool RewriteMatch(Plan plan) {
    const NodeId node = plan.node;
    const size_t own = found_.size() - 1;
    std::vector<Piece> pieces;
    bool is_written = Write(std::move(plan), pieces) && KeepsLines(node, pieces);
    if (!is_written) {
      found_.resize(own + 1);
      found_[own].reason = kMovesLine;
    }
    if (is_written) AddEdits(node, pieces);
    RecordFound();
    return is_written;
  }

  void RecordFound() {
    for (const Found& found : found_) Record(found);
    found_.clear();
  }

  bool Write(Plan outermost, std::vector<Piece>& pieces) {
    std::vector<Frame> frames;
    OpenPlan(std::move(outermost), frames);
    while (!frames.empty()) {
      bool goes_on =
          frames.back().plan != nullptr ? WritePlan(frames, pieces) : WriteOperand(frames, pieces);
      if (!goes_on) return false;
    }
    return true;
  }

  void OpenPlan(Plan plan, std::vector<Frame>& frames) const {
    Frame frame;
    frame.span = tree_[plan.node].span;
    frame.plan = std::make_unique<Plan>(std::move(plan));
    frames.push_back(std::move(frame));
  }

  // Up to the next operand that is copied, and opens that one.
  bool WritePlan(std::vector<Frame>& frames, std::vector<Piece>& pieces) const {
    Frame& frame = frames.back();
    std::span<const PlanItem> items = frame.plan->items;
    auto first = items.begin() + static_cast<std::ptrdiff_t>(frame.next_item);
    auto operand =
        std::find_if(first, items.end(), [](const PlanItem& item) { return item.is_copied; });
    bool is_last = operand == items.end();
    Span gap = {frame.span.begin, is_last ? frame.span.end : operand->span.begin};
    if (!WriteGap(tree_, gap, {first, operand}, is_last ? nullptr : &*operand, pieces)) {
      return false;
    }
    if (is_last) {
      frames.pop_back();
      return true;
    }
    frame.next_item = static_cast<size_t>(operand - items.begin()) + 1;
    frame.span.begin = operand->span.end;
    Frame inner;
    inner.index = operand->operand.first.index;
    inner.end = tree_[operand->operand.last].next;
    inner.place = operand->place;
    inner.is_fresh = operand->operand.first == operand->operand.last;
    inner.span = operand->span;
    frames.push_back(std::move(inner));
    return true;
  }

  // Up to the next match in an operand, and opens that one.
  bool WriteOperand(std::vector<Frame>& frames, std::vector<Piece>& pieces) {
    Frame& frame = frames.back();
    for (; frame.index < frame.end; ++frame.index) {
      NodeId node{frame.index};
      Place place = std::exchange(frame.is_fresh, false) ? frame.place : PlaceAt(node);
      std::optional<Plan> plan = FindPlan(node, place);
      if (!plan) continue;
      Copy({frame.span.begin, tree_[node].span.begin}, pieces);
      frame.span.begin = tree_[node].span.end;
      frame.index = tree_[node].next;
      OpenPlan(std::move(*plan), frames);
      return true;
    }
    Copy(frame.span, pieces);
    frames.pop_back();
    return true;
  }

  static void Copy(Span span, std::vector<Piece>& pieces) {
    if (!span.is_empty()) pieces.push_back({.copied = span, .text = ""});
  }

  // Whether a text with line breaks still has brackets around these.
  bool KeepsLines(NodeId node, const std::vector<Piece>& pieces) {
    if (!HasLineBreak(tree_.Text(node)) || IsInBrackets(tree_[node].span.begin)) return true;
    std::string text;
    for (const Piece& piece : pieces) {
      text += piece.text;
      text += tree_.source().Slice(piece.copied);
    }
    SourceFile source = SourceFile::FromText("match", std::move(text));
    Diagnostics ignored;
    std::optional<Tree> made = Parse(source, ignored);
    if (!made) return false;
    NodeId first = made->FirstChild(kRootNode);
    return first.is_valid() && !made->NextSibling(kRootNode, first).is_valid();
  }

  bool IsInBrackets(uint32_t offset) {
    if (depths_.empty()) {
      uint32_t depth = 0;
      for (const Token& token : tree_.tokens()) {
        bool opens = token.kind == TokenKind::OpenParen || token.kind == TokenKind::OpenBracket ||
                     token.kind == TokenKind::OpenBrace;
        bool closes = token.kind == TokenKind::CloseParen ||
                      token.kind == TokenKind::CloseBracket || token.kind == TokenKind::CloseBrace;
        depth -= closes ? 1 : 0;
        depths_.push_back(depth);
        depth += opens ? 1 : 0;
      }
    }
    return depths_[tree_.TokenAtOrAfter(offset)] > 0;
  }

  void AddEdits(NodeId owner, const std::vector<Piece>& pieces) {
    Span rest = tree_[owner].span;
    std::string text;
    for (const Piece& piece : pieces) {
      text += piece.text;
      if (piece.copied.is_empty()) continue;
      Replace(owner, {rest.begin, piece.copied.begin}, text);
      text.clear();
      rest.begin = piece.copied.end;
    }
    Replace(owner, rest, text);
  }

  void Replace(NodeId owner, Span span, std::string_view text) {
    if (!span.is_empty()) {
      output_.edits.Whole(owner, span, text);
    } else if (!text.empty()) {
      Insert(owner, span.begin, text);
    }
  }

  // By the node that has an edge there, or else by the one in whose gap it is.
  void Insert(NodeId owner, uint32_t offset, std::string_view text) {
    for (NodeId at = owner; at.is_valid();) {
      Span span = tree_[at].span;
      if (span.end == offset) return output_.edits.After(at, offset, text);
      if (span.begin == offset) return output_.edits.Before(at, offset, text);
      owner = at;
      at = tree_.FirstChild(at);
      while (at.is_valid() && (tree_[at].span.end < offset || tree_[at].span.begin > offset)) {
        at = tree_.NextSibling(owner, at);
      }
    }
    output_.edits.Gap(owner, {offset, offset}, text);
  }

  void Record(const Found& found) {
    sites_.AddPlace(found.node, TextOnOneLine(tree_, found.node), found.decision, found.reason);
    if (found.decision.is_selected && !found.reason.empty()) {
      diagnostics_.Report<DiagnosticId::RuleLeavesAlone>(tree_[found.node].span, input_.pass.name,
                                                         found.rule->line, found.reason);
    }
  }

  std::span<const Rule> rules_;
  const PassInput& input_;
  const Tree& tree_;
  PassOutput& output_;
  Diagnostics& diagnostics_;
  RuleContext context_;
  SiteRecorder sites_;
  std::array<std::vector<uint32_t>, kNumKinds> by_kind_;  // Rules, by the kind of their pattern.
  std::vector<Found> found_;                              // Not yet recorded.
  std::vector<uint32_t> depths_;  // How many brackets are open before a token; by token.
};

}  // namespace

void RewriteByRules(std::span<const Rule> rules, const PassInput& input, PassOutput& output,
                    Diagnostics& diagnostics) {
  RuleRewriter(rules, input, output, diagnostics).Run();
}

}  // namespace weft
