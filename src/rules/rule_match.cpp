#include "rules/rule_match.h"

#include "base/assert.h"
#include "passes/source_text.h"
#include "syntax/constant_repr.h"
#include "syntax/python_version.h"

#include <algorithm>

#include <re2/re2.h>

namespace weft {
namespace {

constexpr uint8_t kComparedFlags = static_cast<uint8_t>(~Node::kParenthesized);

bool IsString(Kind kind) {
  return kind == Kind::JoinedStr || kind == Kind::TemplateStr;
}

bool IsSameConstant(const Tree& a, NodeId in_a, const Tree& b, NodeId in_b) {
  if (a.Text(in_a) == b.Text(in_b)) return true;
  std::string value_a;
  std::string value_b;
  AppendConstantRepr(a, in_a, kNewestTarget, value_a);
  AppendConstantRepr(b, in_b, kNewestTarget, value_b);
  return value_a == value_b;
}

// The dots of `from ..a import b` are no node.
size_t CountDots(const Tree& tree, NodeId import) {
  Span span = tree[import].span;
  NodeId first = tree.FirstChild(import);
  if (first.is_valid()) span.end = tree[first].span.begin;
  return static_cast<size_t>(std::ranges::count(tree.source().Slice(span), '.'));
}

// Two nodes without what is below them.
bool IsSameNode(const Tree& a, NodeId in_a, const Tree& b, NodeId in_b) {
  const Node& node_a = a[in_a];
  const Node& node_b = b[in_b];
  if (node_a.kind != node_b.kind) return false;
  switch (node_a.kind) {
    case Kind::Constant:
      return IsSameConstant(a, in_a, b, in_b);
    case Kind::JoinedStr:
    case Kind::TemplateStr:
    case Kind::Name:
    case Kind::identifier:
      return a.Text(in_a) == b.Text(in_b);
    case Kind::ImportFrom:
      return CountDots(a, in_a) == CountDots(b, in_b);
    default:
      return true;
  }
}

// May stand at any other place where an expression may.
bool IsFree(const Tree& tree, NodeId node) {
  const Kind kind = tree[node].kind;
  if (kind == Kind::Tuple && tree[node].role == Role::Slice) {
    bool is_free = true;
    for (NodeId child : Children(tree, node)) {
      is_free = is_free && tree[child].kind != Kind::Slice && tree[child].kind != Kind::Starred;
    }
    return is_free;
  }
  return kind != Kind::Starred && kind != Kind::Slice;
}

class Matcher {
 public:
  Matcher(const Rule& rule, const Tree& tree, Bindings& bindings)
      : rule_(rule), side_(rule.pattern), pattern_(*side_.tree), tree_(tree), bindings_(bindings) {}

  bool Match(NodeId node) {
    at_ = node;
    mine_ = side_.root;
    if (!MatchOne(true)) return false;
    while (!open_.empty()) {
      Open& open = open_.back();
      bool is_over = mine_.index == open.mine_end;
      if (is_over) {
        if (at_.index != open.their_end) return false;
        open_.pop_back();
      } else if (!MatchOne(false)) {
        return false;
      }
    }
    return true;
  }

 private:
  struct Open {
    uint32_t mine_end;
    uint32_t their_end;
  };

  bool MatchOne(bool is_root) {
    uint32_t hole = side_.HoleOf(mine_);
    bool is_many = hole != kNoHole && rule_.variables[side_.holes[hole].variable].is_many;
    if (is_many) return BindMany(side_.holes[hole].variable);
    if (!is_root && at_.index == open_.back().their_end) return false;
    const Node& mine = pattern_[mine_];
    const Node& theirs = tree_[at_];
    if (!is_root && mine.role != theirs.role) return false;
    if (hole != kNoHole) return Bind(side_.holes[hole].variable, mine.context());
    bool is_same = (mine.flags & kComparedFlags) == (theirs.flags & kComparedFlags) &&
                   IsSameNode(pattern_, mine_, tree_, at_);
    if (!is_same) return false;
    if (IsString(mine.kind)) {
      Skip();
      return true;
    }
    open_.push_back({mine.next, theirs.next});
    ++mine_.index;
    ++at_.index;
    return true;
  }

  void Skip() {
    mine_.index = pattern_[mine_].next;
    at_.index = tree_[at_].next;
  }

  bool Bind(uint32_t variable, Context context) {
    if (pattern_[mine_].kind == Kind::Name) {
      if (!IsExpr(tree_[at_].kind) || !IsFree(tree_, at_)) return false;
      if (tree_[at_].context() != context) return false;
    } else if (tree_[at_].kind != Kind::identifier) {
      return false;
    }
    Operand& bound = bindings_[variable];
    if (!bound.is_empty() && !IsSameTree(tree_, bound.first, at_)) return false;
    if (bound.is_empty()) bound = {at_, at_};
    Skip();
    return true;
  }

  // Takes all but what the rest of the list needs.
  bool BindMany(uint32_t variable) {
    WEFT_ASSERT(!open_.empty(), "`$...` stands in a list");
    const Open& open = open_.back();
    uint32_t num_rest = 0;
    for (uint32_t i = pattern_[mine_].next; i < open.mine_end; i = pattern_[{i}].next) ++num_rest;
    uint32_t num_theirs = 0;
    for (uint32_t i = at_.index; i < open.their_end; i = tree_[{i}].next) ++num_theirs;
    if (num_theirs < num_rest) return false;
    const Role role = pattern_[mine_].role;
    for (uint32_t i = num_rest; i < num_theirs; ++i) {
      Role theirs = tree_[at_].role;
      if (theirs != role && !(role == Role::Args && theirs == Role::Keywords)) return false;
      Operand& bound = bindings_[variable];
      if (bound.is_empty()) bound.first = at_;
      bound.last = at_;
      at_.index = tree_[at_].next;
    }
    mine_.index = pattern_[mine_].next;
    return true;
  }

  const Rule& rule_;
  const Template& side_;
  const Tree& pattern_;
  const Tree& tree_;
  Bindings& bindings_;
  NodeId mine_;
  NodeId at_;
  std::vector<Open> open_;
};

bool IsMet(const Constraint& constraint, const Bindings& bindings, const Tree& tree,
           const Scopes& scopes, NodeId match) {
  if (!constraint.variable) {
    return scopes.Resolve(scopes.ScopeOf(match), constraint.name) == Binding::Builtin;
  }
  NodeId node = bindings[*constraint.variable].first;
  switch (constraint.test) {
    case Constraint::Test::Kind:
      return std::ranges::find(constraint.kinds, tree[node].kind) != constraint.kinds.end();
    case Constraint::Test::Text: {
      std::string text = TextOnOneLine(tree, node);
      return re2::RE2::FullMatch(text, *constraint.regex);
    }
    case Constraint::Test::Builtin:
      return tree[node].kind == Kind::Name && scopes.IsBuiltin(node);
    case Constraint::Test::Pure:
      return IsPure(tree, node);
    case Constraint::Test::Import:
      return scopes.QualifiedImport(node) == constraint.dotted;
  }
  return false;
}

}  // namespace

bool IsSameTree(const Tree& tree, NodeId a, NodeId b) {
  const uint32_t length = tree[a].next - a.index;
  if (tree[b].next - b.index != length) return false;
  constexpr auto kFlags = static_cast<uint8_t>(kComparedFlags & ~Node::kContextMask);
  for (uint32_t i = 0; i < length; ++i) {
    NodeId in_a{a.index + i};
    NodeId in_b{b.index + i};
    bool is_same = tree[in_a].next - a.index == tree[in_b].next - b.index &&
                   (i == 0 || tree[in_a].role == tree[in_b].role) &&
                   (tree[in_a].flags & kFlags) == (tree[in_b].flags & kFlags) &&
                   IsSameNode(tree, in_a, tree, in_b);
    if (!is_same) return false;
    if (IsString(tree[in_a].kind)) i = tree[in_a].next - a.index - 1;
  }
  return true;
}

std::optional<Bindings> MatchRule(const Rule& rule, const Tree& tree, const Scopes& scopes,
                                  NodeId node) {
  Bindings bindings(rule.variables.size());
  if (!Matcher(rule, tree, bindings).Match(node)) return std::nullopt;
  for (const Constraint& constraint : rule.constraints) {
    if (IsMet(constraint, bindings, tree, scopes, node) == constraint.is_negated) {
      return std::nullopt;
    }
  }
  return bindings;
}

bool IsPure(const Tree& tree, NodeId node) {
  const Kind kind = tree[node].kind;
  if (kind == Kind::UnaryOp) {
    NodeId operand = tree.Child(node, Role::Operand);
    bool is_sign = tree[tree.Child(node, Role::Op)].kind == Kind::USub;
    return is_sign && tree[operand].kind == Kind::Constant;
  }
  return kind == Kind::Name || kind == Kind::Constant || kind == Kind::identifier;
}

}  // namespace weft
