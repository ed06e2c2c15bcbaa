#include "validate/findings.h"

#include <algorithm>
#include <numeric>

namespace weft {
namespace {

// When symtable.c visits a field, where that is not the order of the source.
int SymbolsRank(Kind parent, Role role) {
  switch (parent) {
    case Kind::FunctionDef:
    case Kind::AsyncFunctionDef:
      if (role == Role::Name) return 0;
      if (role == Role::Args) return 1;  // The defaults; annotations and names come later.
      if (role == Role::DecoratorList) return 2;
      return role == Role::Body ? 4 : 3;
    case Kind::IfExp:
      return role == Role::Test ? 0 : 1;
    case Kind::NamedExpr:
      return role == Role::Value ? 0 : 1;
    case Kind::Dict:
      return role == Role::Keys ? 0 : 1;
    case Kind::Call:
      return role == Role::Keywords ? 1 : 0;
    case Kind::ListComp:
    case Kind::SetComp:
    case Kind::GeneratorExp:
      return role == Role::Generators ? 0 : 1;
    case Kind::DictComp:
      if (role == Role::Generators) return 0;
      return role == Role::Value ? 1 : 2;
    case Kind::MatchMapping:
      return role == Role::Keys ? 0 : 1;
    default:
      return 0;
  }
}

// The same for compile.c.
int CodeRank(Kind parent, Role role) {
  switch (parent) {
    case Kind::FunctionDef:
    case Kind::AsyncFunctionDef:
      if (role == Role::DecoratorList) return 0;
      if (role == Role::Args) return 1;
      if (role == Role::Name) return 4;
      return role == Role::Body ? 3 : 2;
    case Kind::ClassDef:
      if (role == Role::DecoratorList) return 0;
      if (role == Role::TypeParams) return 1;
      if (role == Role::Body) return 2;
      return role == Role::Name ? 4 : 3;
    case Kind::TypeAlias:
      return role == Role::Name ? 1 : 0;
    case Kind::Assign:
      return role == Role::Value ? 0 : 1;
    case Kind::AnnAssign:
      if (role == Role::Value) return 0;
      return role == Role::Target ? 1 : 2;
    case Kind::For:
    case Kind::AsyncFor:
    case Kind::comprehension:
      if (role == Role::Iter) return 0;
      return role == Role::Target ? 1 : 2;
    case Kind::Try:
      if (role == Role::Body) return 0;
      if (role == Role::Orelse) return 1;
      return role == Role::Handlers ? 2 : 3;
    case Kind::IfExp:
      return role == Role::Test ? 0 : 1;
    case Kind::NamedExpr:
      return role == Role::Value ? 0 : 1;
    case Kind::Call:
      return role == Role::Keywords ? 1 : 0;
    case Kind::ListComp:
    case Kind::SetComp:
    case Kind::DictComp:
    case Kind::GeneratorExp:
      return role == Role::Generators ? 0 : 1;
    case Kind::MatchMapping:
      return role == Role::Keys ? 0 : 1;
    default:
      return 0;
  }
}

bool IsBelow(const Tree& tree, NodeId id, NodeId ancestor) {
  return ancestor.index <= id.index && id.index < tree[ancestor].next;
}

// True where the compiler, in the phase, comes to `a` before it comes to `b`.
bool ComesFirst(const Tree& tree, const std::vector<NodeId>& parents, CompilePhase phase, NodeId a,
                NodeId b) {
  if (IsBelow(tree, b, a)) return true;
  if (IsBelow(tree, a, b)) return false;
  NodeId of_a = a;
  while (!IsBelow(tree, b, parents[of_a.index])) of_a = parents[of_a.index];
  const NodeId common = parents[of_a.index];
  NodeId of_b = b;
  while (parents[of_b.index] != common) of_b = parents[of_b.index];
  auto rank = phase == CompilePhase::Code ? CodeRank : SymbolsRank;
  const int rank_a = rank(tree[common].kind, tree[of_a].role);
  const int rank_b = rank(tree[common].kind, tree[of_b].role);
  return rank_a != rank_b ? rank_a < rank_b : of_a < of_b;
}

}  // namespace

size_t Findings::FirstRaised(const Tree& tree) const {
  size_t first = 0;
  std::vector<NodeId> parents;
  for (size_t i = 1; i < keys_.size(); ++i) {
    const Key& best = keys_[first];
    if (keys_[i].phase > best.phase) continue;
    if (keys_[i].phase < best.phase) {
      first = i;
      continue;
    }
    if (best.phase == CompilePhase::Bindings || keys_[i].node == best.node) continue;
    if (parents.empty()) parents = ParentTable(tree);
    if (ComesFirst(tree, parents, best.phase, keys_[i].node, best.node)) first = i;
  }
  return first;
}

void Findings::Deliver(const Tree& tree, Diagnostics& diagnostics) const {
  if (keys_.empty()) return;
  const std::vector<Diagnostic>& found = found_.all();
  const size_t first = FirstRaised(tree);
  std::vector<size_t> order(found.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
    if (a == first || b == first) return a == first && b != first;
    return found[a].span.begin < found[b].span.begin;
  });
  for (size_t i : order) diagnostics.Add(found[i]);
}

}  // namespace weft
