#include "rules/rule_check.h"

#include <algorithm>
#include <utility>

namespace weft {
namespace {

// A metavariable and when it is evaluated, in order of evaluation.
using Schedule = std::vector<std::pair<uint32_t, Moment>>;

Schedule ScheduleOf(const Template& side) {
  Schedule schedule;
  for (uint32_t hole : side.evaluated) {
    // The name of an attribute or a keyword is not evaluated.
    if ((*side.tree)[side.holes[hole].node].kind != Kind::Name) continue;
    schedule.emplace_back(side.holes[hole].variable, side.holes[hole].moment);
  }
  return schedule;
}

Schedule Of(const Schedule& schedule, uint32_t variable) {
  Schedule own;
  std::ranges::copy_if(schedule, std::back_inserter(own),
                       [&](const auto& entry) { return entry.first == variable; });
  return own;
}

bool IsOneHole(const Template& side) {
  return side.HoleOf(side.root) != kNoHole;
}

// Names that the replacement binds: an operand that has one would mean another thing there.
void FindOwnNames(Rule& rule) {
  if (rule.is_statement) return;
  const Tree& tree = *rule.replacement.tree;
  for (uint32_t i = 0; i < tree.nodes().size(); ++i) {
    const Node& node = tree[{i}];
    if (rule.replacement.hole_of[i] != kNoHole) continue;
    bool is_parameter = node.kind == Kind::arg;
    bool is_target = node.kind == Kind::Name && node.context() != Context::Load;
    if (is_parameter) rule.own_names.push_back(tree.Text(tree.FirstChild({i})));
    if (is_target) rule.own_names.push_back(tree.Text({i}));
  }
}

}  // namespace

std::optional<RuleError> CheckSides(Rule& rule) {
  auto is_expression = [](const Template& side) {
    return (*side.tree)[side.root].kind == Kind::Expr;
  };
  rule.is_statement = !is_expression(rule.pattern) || !is_expression(rule.replacement);
  for (Template* side : {&rule.pattern, &rule.replacement}) {
    if (!rule.is_statement) side->root = side->tree->FirstChild(side->root);
    OrderHoles(*side);
    FindParts(*side);
  }
  if (IsOneHole(rule.pattern)) {
    return RuleError{0, "a pattern that is one metavariable matches everything"};
  }
  std::vector<uint32_t> many;
  for (const Hole& hole : rule.pattern.holes) {
    if (!rule.variables[hole.variable].is_many) continue;
    if (std::ranges::find(many, hole.variable) != many.end()) {
      return RuleError{
          0, "`$..." + rule.variables[hole.variable].name + "` stands in the pattern twice"};
    }
    many.push_back(hole.variable);
  }
  return std::nullopt;
}

void FindDemands(Rule& rule) {
  FindOwnNames(rule);
  rule.needs_pure.assign(rule.variables.size(), false);
  Schedule before = ScheduleOf(rule.pattern);
  Schedule after = ScheduleOf(rule.replacement);
  for (uint32_t i = 0; i < rule.variables.size(); ++i) {
    Schedule own_before = Of(before, i);
    Schedule own_after = Of(after, i);
    if (own_before == own_after) continue;
    const Metavariable& variable = rule.variables[i];
    bool may_change = own_after.size() > own_before.size()   ? variable.may_repeat
                      : own_after.size() < own_before.size() ? variable.may_drop
                                                             : rule.may_reorder;
    rule.needs_pure[i] = !may_change;
  }
  if (rule.may_reorder) return;
  // Of those that are as often evaluated as before, whether their order is another one.
  auto is_settled = [&](const auto& entry) {
    return Of(before, entry.first) != Of(after, entry.first);
  };
  Schedule kept_before = before;
  Schedule kept_after = after;
  std::erase_if(kept_before, is_settled);
  std::erase_if(kept_after, is_settled);
  if (kept_before == kept_after) return;
  for (const auto& [variable, moment] : kept_before) rule.needs_pure[variable] = true;
}

}  // namespace weft
