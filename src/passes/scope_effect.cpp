#include "passes/scope_effect.h"

namespace weft {
namespace {

// True where names that a scope does not bind may be those of a function around it.
bool IsInFunction(const Scopes& scopes, ScopeId scope) {
  for (; scope.is_valid(); scope = scopes.parent(scope)) {
    ScopeKind kind = scopes.kind(scope);
    if (kind != ScopeKind::Module && kind != ScopeKind::Class) {
      return true;
    }
  }
  return false;
}

bool HasName(const Tree& tree, NodeId id) {
  return tree.Child(id, Role::Name).is_valid() || tree.Child(id, Role::Rest).is_valid();
}

std::string_view EffectOfName(const Tree& tree, const Scopes& scopes, NodeId name, ScopeId scope) {
  if (tree[name].context() != Context::Load) {
    return scopes.ScopeOf(name) == scope ? "it binds a name" : "";
  }
  if (scopes.BindingOf(name) == Binding::Free) {
    return "it uses a name of a function around it";
  }
  // Python makes it refer to `__class__`.
  return tree.Text(name) == "super" ? "it uses `super`" : "";
}

// The effect of one node below one in `scope`.
std::string_view EffectOfNode(const Tree& tree, const Scopes& scopes, NodeId id, ScopeId scope) {
  switch (tree[id].kind) {
    case Kind::Name:
      return EffectOfName(tree, scopes, id, scope);
    case Kind::NamedExpr:
      return "it binds a name";
    case Kind::alias:
    case Kind::FunctionDef:
    case Kind::AsyncFunctionDef:
    case Kind::ClassDef:
    case Kind::TypeAlias:
      return scopes.ScopeOf(id) == scope ? "it binds a name" : "";
    case Kind::ExceptHandler:
    case Kind::MatchAs:
    case Kind::MatchStar:
    case Kind::MatchMapping:
      return scopes.ScopeOf(id) == scope && HasName(tree, id) ? "it binds a name" : "";
    case Kind::Global:
      return scopes.ScopeOf(id) == scope ? "it declares a name" : "";
    case Kind::Nonlocal:
      return "it declares a name";
    case Kind::Yield:
    case Kind::YieldFrom:
      return scopes.ScopeOf(id) == scope ? "it makes its function a generator" : "";
    default:
      return "";
  }
}

}  // namespace

std::string_view ScopeEffect(const Tree& tree, const Scopes& scopes, NodeId node) {
  const ScopeId scope = scopes.ScopeOf(node);
  const bool is_in_function = IsInFunction(scopes, scope);
  for (uint32_t i = node.index; i < tree[node].next; ++i) {
    // Elsewhere a name that is not bound is looked up where one that is bound would be.
    bool counts = is_in_function || tree[{i}].kind == Kind::Global;
    std::string_view effect = counts ? EffectOfNode(tree, scopes, {i}, scope) : "";
    if (!effect.empty()) {
      return effect;
    }
  }
  return "";
}

}  // namespace weft
