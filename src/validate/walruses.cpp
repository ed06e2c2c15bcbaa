#include "validate/symtable_errors.h"

#include "syntax/scope_names.h"

#include <string>
#include <vector>

// `:=` in comprehensions: symtable_handle_namedexpr, symtable_extend_namedexpr_scope and the
// end of symtable_add_def_helper of Python/symtable.c.
namespace weft {
namespace {

class WalrusCheck {
 public:
  WalrusCheck(const Tree& tree, Findings& findings)
      : tree_(tree), findings_(findings), parents_(ParentTable(tree)) {}
  void Check(NodeId walrus);

 private:
  bool IsInIterable(NodeId walrus) const;
  void CheckScopes(NodeId walrus, NodeId target);
  bool BindsBefore(NodeId comprehension, NodeId from, const std::string& name) const;
  void CheckLaterLoops(NodeId comprehension, NodeId from, const std::string& name);
  std::string NameOf(NodeId id) const { return NormalizeIdentifier(tree_.Text(id)); }

  const Tree& tree_;
  Findings& findings_;
  std::vector<NodeId> parents_;
};

void WalrusCheck::Check(NodeId walrus) {
  NodeId target = tree_.Child(walrus, Role::Target);
  if (!target.is_valid()) return;
  if (IsInIterable(walrus)) {
    return findings_.Report<DiagnosticId::WalrusInIterable>(CompilePhase::Symbols, walrus,
                                                            tree_[walrus].span);
  }
  CheckScopes(walrus, target);
}

bool WalrusCheck::IsInIterable(NodeId walrus) const {
  for (NodeId at = walrus; at != kRootNode; at = parents_[at.index]) {
    NodeId parent = parents_[at.index];
    if (tree_[at].role == Role::Iter && tree_[parent].kind == Kind::comprehension) return true;
  }
  return false;
}

// From the inside out, the comprehensions around the walrus, up to the scope that binds.
void WalrusCheck::CheckScopes(NodeId walrus, NodeId target) {
  const std::string name = NameOf(target);
  bool is_in_comprehension = false;
  const char* where = nullptr;
  for (NodeId at = walrus; at != kRootNode && where == nullptr; at = parents_[at.index]) {
    NodeId scope = parents_[at.index];
    const Role role = tree_[at].role;
    switch (tree_[scope].kind) {
      case Kind::ListComp:
      case Kind::SetComp:
      case Kind::DictComp:
      case Kind::GeneratorExp:
        if (BindsBefore(scope, at, name)) {
          return findings_.Report<DiagnosticId::WalrusRebindsIteration>(
              CompilePhase::Symbols, walrus, tree_[target].span, name);
        }
        if (!is_in_comprehension) CheckLaterLoops(scope, at, name);
        is_in_comprehension = true;
        break;
      case Kind::Lambda:
      case Kind::FunctionDef:
      case Kind::AsyncFunctionDef:
        if (role == Role::Body) return;
        break;
      case Kind::ClassDef:
        if (role == Role::Body) where = "in a class body";
        if ((role == Role::Bases || role == Role::Keywords) &&
            tree_.Child(scope, Role::TypeParams).is_valid()) {
          where = "within the definition of a generic";
        }
        break;
      case Kind::TypeAlias:
        if (role == Role::Value) where = "in a type alias";
        break;
      case Kind::TypeVar:
      case Kind::ParamSpec:
      case Kind::TypeVarTuple:
        where = "in a TypeVar bound";
        break;
      default:
        break;
    }
    if (!is_in_comprehension) where = nullptr;
  }
  if (where != nullptr) {
    findings_.Report<DiagnosticId::WalrusInScope>(CompilePhase::Symbols, walrus, tree_[target].span,
                                                  where);
  }
}

// True if a target of the comprehension that symtable.c has seen before it comes to the child
// `from` is called `name`.
bool WalrusCheck::BindsBefore(NodeId comprehension, NodeId from, const std::string& name) const {
  for (NodeId generator : Children(tree_, comprehension, Role::Generators)) {
    NodeId target = tree_.Child(generator, Role::Target);
    for (uint32_t i = target.index; i < tree_[target].next; ++i) {
      const Node& node = tree_[NodeId{i}];
      if (node.kind == Kind::Name && node.context() == Context::Store && NameOf({i}) == name) {
        return true;
      }
    }
    if (generator == from) return false;
  }
  return false;
}

// A loop behind the condition that has the walrus must not bind the same name.
void WalrusCheck::CheckLaterLoops(NodeId comprehension, NodeId from, const std::string& name) {
  if (tree_[from].role != Role::Generators) return;
  for (NodeId generator : Children(tree_, comprehension, Role::Generators)) {
    if (generator <= from) continue;
    NodeId target = tree_.Child(generator, Role::Target);
    for (uint32_t i = target.index; i < tree_[target].next; ++i) {
      const Node& node = tree_[NodeId{i}];
      if (node.kind == Kind::Name && node.context() == Context::Store && NameOf({i}) == name) {
        return findings_.Report<DiagnosticId::IterationRebindsWalrus>(CompilePhase::Symbols, {i},
                                                                      node.span, name);
      }
    }
  }
}

}  // namespace

void CheckWalruses(const Tree& tree, const std::vector<NodeId>& walruses, Findings& findings) {
  if (walruses.empty()) return;
  WalrusCheck check(tree, findings);
  for (NodeId walrus : walruses) check.Check(walrus);
}

}  // namespace weft
