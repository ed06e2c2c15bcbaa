#include "rules/template.h"

#include <algorithm>
#include <utility>

namespace weft {
namespace {

// A node whose holes come next, and when what is in it is evaluated.
struct Step {
  NodeId node;
  Moment moment;
};

// Source order is the order of evaluation, but for these.
int RankOf(Kind parent, Role role) {
  switch (parent) {
    case Kind::Assign:
    case Kind::AnnAssign:
      return role == Role::Value ? 0 : 1;
    case Kind::IfExp:
      return role == Role::Test ? 0 : 1;
    case Kind::ListComp:
    case Kind::SetComp:
    case Kind::DictComp:
    case Kind::GeneratorExp:
      return role == Role::Generators ? 0 : 1;
    case Kind::comprehension:
      return role == Role::Iter ? 0 : 1;
    default:
      return 0;
  }
}

Moment Later(Moment outer, Moment own) {
  return std::max(outer, own);
}

// When the `index`th child below `parent` is evaluated.
Moment MomentOf(const Tree& tree, NodeId parent, NodeId child, size_t index) {
  const Role role = tree[child].role;
  switch (tree[parent].kind) {
    case Kind::BoolOp: {
      bool is_first = role == Role::Values && index == 0;
      return is_first ? Moment::Always : Moment::Sometimes;
    }
    case Kind::Compare:
      // left, op, comparator; what follows a comparison that fails is not looked at.
      return index > 2 ? Moment::Sometimes : Moment::Always;
    case Kind::IfExp:
      return role == Role::Test ? Moment::Always : Moment::Sometimes;
    case Kind::Assert:
      return role == Role::Msg ? Moment::Sometimes : Moment::Always;
    case Kind::Lambda:
      return role == Role::Body ? Moment::Later : Moment::Always;
    case Kind::ListComp:
    case Kind::SetComp:
    case Kind::DictComp:
    case Kind::GeneratorExp:
      return role == Role::Generators && index == 1 ? Moment::Always : Moment::Later;
    case Kind::comprehension:
      return role == Role::Iter ? Moment::InIterable : Moment::Later;
    default:
      return Moment::Always;
  }
}

// The first iterable of a comprehension is its only part that is evaluated at once; the element
// stands before the generators, so that the first of these is the second child, or the third.
size_t IndexAmongGenerators(const Tree& tree, NodeId parent, NodeId child) {
  size_t index = 1;
  for (NodeId other : Children(tree, parent, Role::Generators)) {
    if (other == child) break;
    ++index;
  }
  return index;
}

}  // namespace

void OrderHoles(Template& side) {
  const Tree& tree = *side.tree;
  std::vector<Step> stack = {{side.root, Moment::Always}};
  while (!stack.empty()) {
    Step step = stack.back();
    stack.pop_back();
    if (uint32_t hole = side.HoleOf(step.node); hole != kNoHole) {
      side.holes[hole].moment = step.moment;
      side.evaluated.push_back(hole);
      continue;
    }
    const Kind kind = tree[step.node].kind;
    std::vector<std::pair<int, Step>> children;
    size_t index = 0;
    for (NodeId child : Children(tree, step.node)) {
      size_t at = tree[child].role == Role::Generators
                      ? IndexAmongGenerators(tree, step.node, child)
                      : index;
      Moment moment = Later(step.moment, MomentOf(tree, step.node, child, at));
      children.emplace_back(RankOf(kind, tree[child].role), Step{child, moment});
      ++index;
    }
    std::ranges::stable_sort(children, {}, [](const auto& child) { return child.first; });
    for (size_t i = children.size(); i > 0; --i) stack.push_back(children[i - 1].second);
  }
}

}  // namespace weft
