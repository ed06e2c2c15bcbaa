#include "rules/rule_plan.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace weft {
namespace {

bool HasLineBreak(std::string_view text) {
  return text.find_first_of("\n\r") != std::string_view::npos;
}

// Whether a node of one of `kinds` is at `node` or below.
template <typename Test>
bool HasBelow(const Tree& tree, NodeId node, Test test) {
  for (uint32_t i = node.index; i < tree[node].next; ++i) {
    if (test(NodeId{i})) return true;
  }
  return false;
}

class Planner {
 public:
  Planner(const Rule& rule, NodeId node, const Bindings& bindings, Place place,
          const RuleContext& context)
      : rule_(rule),
        side_(rule.replacement),
        made_(*side_.tree),
        context_(context),
        tree_(context.tree()),
        bindings_(bindings),
        place_(place),
        made_parents_(ParentTable(made_)) {
    plan_.rule = &rule;
    plan_.node = node;
  }

  Plan Make() {
    CheckOperands();
    if (plan_.reason.empty()) AddItems();
    if (plan_.reason.empty()) CheckField();
    if (plan_.reason.empty()) ChooseCopies();
    return std::move(plan_);
  }

 private:
  const Metavariable& VariableOf(const Hole& hole) const { return rule_.variables[hole.variable]; }

  template <typename Test>
  bool AnyNode(const Operand& operand, Test test) const {
    if (operand.is_empty()) return false;
    for (NodeId id = operand.first;; id = {tree_[id].next}) {
      if (test(id)) return true;
      if (id == operand.last) return false;
    }
  }

  void CheckOperands() {
    for (uint32_t i = 0; i < bindings_.size(); ++i) {
      auto is_effect = [&](NodeId id) {
        return !IsPure(tree_, tree_[id].kind == Kind::keyword ? tree_.Child(id, Role::Value) : id);
      };
      if (rule_.needs_pure[i] && AnyNode(bindings_[i], is_effect)) {
        Refuse(i, "is evaluated in another order or number than before");
      }
    }
    for (const Hole& hole : side_.holes) CheckHole(hole);
  }

  void CheckHole(const Hole& hole) {
    const Operand& operand = bindings_[hole.variable];
    if (operand.is_empty()) return;
    auto is_own_name = [&](NodeId id) {
      return tree_[id].kind == Kind::Name &&
             std::ranges::find(rule_.own_names, tree_.Text(id)) != rule_.own_names.end();
    };
    auto has_own_name = [&](NodeId id) { return HasBelow(tree_, id, is_own_name); };
    if (!rule_.own_names.empty() && AnyNode(operand, has_own_name)) {
      Refuse(hole.variable, "uses a name that the replacement binds");
    }
    if (hole.moment < Moment::InIterable) return;
    auto binds_or_waits = [&](NodeId id) {
      return HasBelow(tree_, id, [&](NodeId below) {
        Kind kind = tree_[below].kind;
        return kind == Kind::NamedExpr || kind == Kind::Yield || kind == Kind::YieldFrom ||
               kind == Kind::Await;
      });
    };
    if (AnyNode(operand, binds_or_waits)) {
      Refuse(hole.variable, "cannot stand in a function or comprehension of its own");
    }
    const Scopes& scopes = context_.scopes();
    bool is_in_class = scopes.kind(scopes.ScopeOf(plan_.node)) == ScopeKind::Class;
    auto is_name = [&](NodeId id) { return tree_[id].kind == Kind::Name; };
    if (hole.moment == Moment::Later && is_in_class && AnyNode(operand, is_name)) {
      Refuse(hole.variable, "would not see the names of its class");
    }
  }

  void Refuse(uint32_t variable, std::string_view why) {
    const Metavariable& known = rule_.variables[variable];
    plan_.reason = fmt::format("`${}{}` {}", known.is_many ? "..." : "", known.name, why);
  }

  void AddItems() {
    NodeId root = side_.root;
    bool is_hole = side_.HoleOf(root) != kNoHole;
    bool is_enclosed = !rule_.is_statement && !is_hole && !Fits(made_, root, place_);
    if (is_enclosed) AddToken("(", false);
    bool skips_comma = false;
    for (size_t i = 0; i < side_.parts.size() && plan_.reason.empty(); ++i) {
      const TemplatePart& part = side_.parts[i];
      if (part.hole != kNoHole) {
        const Hole& hole = side_.holes[part.hole];
        if (bindings_[hole.variable].is_empty()) {
          skips_comma = DropBefore(hole, i);
        } else {
          AddOperand(hole, part.is_apart);
        }
      } else if (std::exchange(skips_comma, false)) {
        // The comma behind a `$...` that stands for nothing.
      } else {
        AddToken(made_.source().Slice(part.span), part.is_apart);
      }
    }
    if (is_enclosed) AddToken(")", false);
  }

  // A `$...` that stands for nothing takes a comma along: the one behind it, for which true is
  // the answer, or else the one before it.
  bool DropBefore(const Hole& hole, size_t index) {
    const Kind kind = made_[made_parents_[hole.node.index]].kind;
    if (kind != Kind::Call && kind != Kind::List) {
      Refuse(hole.variable, "stands for nothing");
      return false;
    }
    auto is_comma = [&](size_t at) {
      return at < side_.parts.size() && made_.source().Slice(side_.parts[at].span) == ",";
    };
    if (is_comma(index + 1)) return true;
    if (index > 0 && is_comma(index - 1) && !plan_.items.empty() &&
        plan_.items.back().text == ",") {
      plan_.items.pop_back();
    }
    return false;
  }

  void AddToken(std::string_view text, bool is_apart) {
    PlanItem item;
    item.text = text;
    item.is_apart = is_apart;
    plan_.items.push_back(item);
  }

  void AddOperand(const Hole& hole, bool is_apart) {
    const Operand& operand = bindings_[hole.variable];
    PlanItem item;
    item.is_apart = is_apart;
    item.is_operand = true;
    item.operand = operand;
    item.span = {context_.OuterSpan(operand.first).begin, context_.OuterSpan(operand.last).end};
    if (VariableOf(hole).is_many) {
      CheckMany(hole, operand);
      plan_.items.push_back(item);
      return;
    }
    NodeId made_parent = made_parents_[hole.node.index];
    bool is_root = hole.node == side_.root;
    item.place = is_root ? place_ : PlaceOf(made_, made_parent, hole.node);
    bool is_parenthesized = item.span != tree_[operand.first].span;
    bool is_enclosed = !is_parenthesized && made_[hole.node].kind == Kind::Name &&
                       !FitsThere(operand.first, hole, item.place);
    if (is_parenthesized || is_enclosed) item.place = Place();
    if (is_enclosed) AddToken("(", std::exchange(item.is_apart, false));
    plan_.items.push_back(item);
    if (is_enclosed) AddToken(")", false);
  }

  bool FitsThere(NodeId operand, const Hole& hole, Place place) const {
    bool is_root = hole.node == side_.root;
    NodeId parent = context_.parent(operand);
    NodeId made_parent = made_parents_[hole.node.index];
    // What is bare where it stands may be bare at a place of the same kind: `return a, b`.
    bool is_same_place = !is_root && tree_[parent].kind == made_[made_parent].kind &&
                         tree_[operand].role == made_[hole.node].role;
    if (is_same_place && PowerOf(tree_, operand) == Power::Bare) return true;
    // Line breaks in an operand need brackets around it.
    bool has_lines = HasLineBreak(tree_.Text(operand)) && PowerOf(tree_, operand) < Power::Primary;
    return Fits(tree_, operand, place) && !has_lines;
  }

  // Keywords stand in calls only, and behind them no argument without a name.
  void CheckMany(const Hole& hole, const Operand& operand) {
    auto is_keyword = [&](NodeId id) { return tree_[id].kind == Kind::keyword; };
    if (!AnyNode(operand, is_keyword)) return;
    NodeId list = made_parents_[hole.node.index];
    bool has_more = false;
    for (NodeId other : Children(made_, list)) {
      has_more = has_more || (other > hole.node && made_[other].role == Role::Args);
    }
    if (made_[list].kind != Kind::Call || has_more) {
      Refuse(hole.variable, "holds a keyword argument, which cannot stand here");
    }
  }

  void CheckField() {
    if (context_.IsShown(plan_.node)) {
      plan_.reason = "the text of this field is part of what the program does";
    } else if (context_.IsInFString(plan_.node)) {
      for (const PlanItem& item : plan_.items) {
        if (!item.is_operand && item.text.find_first_of("\"'\\") != std::string_view::npos) {
          plan_.reason = "a quote or a backslash cannot stand in a field of an f-string";
        }
      }
    }
  }

  // Operands that stand as they did are copied; the text of the others is written.
  void ChooseCopies() {
    uint32_t end_of_last = 0;
    for (PlanItem& item : plan_.items) {
      if (!item.is_operand) continue;
      item.is_copied = item.span.begin >= end_of_last;
      if (item.is_copied) {
        end_of_last = item.span.end;
      } else if (HasLineBreak(tree_.source().Slice(item.span))) {
        plan_.reason = "the replacement would move a line";
      } else {
        item.text = tree_.source().Slice(item.span);
      }
    }
  }

  const Rule& rule_;
  const Template& side_;
  const Tree& made_;
  const RuleContext& context_;
  const Tree& tree_;
  const Bindings& bindings_;
  Place place_;
  std::vector<NodeId> made_parents_;
  Plan plan_;
};

}  // namespace

Plan MakePlan(const Rule& rule, NodeId node, const Bindings& bindings, Place place,
              const RuleContext& context) {
  return Planner(rule, node, bindings, place, context).Make();
}

}  // namespace weft
