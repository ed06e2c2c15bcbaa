#include "select/function_facts.h"

#include "select/callee_name.h"
#include "select/pointcut.h"

namespace weft {
namespace {

bool IsInner(ScopeKind kind) {
  return kind != ScopeKind::Module && kind != ScopeKind::Class && kind != ScopeKind::Function;
}

// The module, class or function that `scope` is, or is part of.
ScopeId Around(const Scopes& scopes, ScopeId scope) {
  while (IsInner(scopes.kind(scope))) scope = scopes.parent(scope);
  return scope;
}

uint16_t KindOfDecorator(const std::string& name) {
  if (name == "classmethod" || name == "staticmethod") {
    return name == "classmethod" ? function_kind::kClassMethod : function_kind::kStaticMethod;
  }
  std::string_view last(name);
  last.remove_prefix(last.rfind('.') + 1);
  bool is_property = last == "property" || last == "cached_property" || last == "setter" ||
                     last == "getter" || last == "deleter" || last == "abstractproperty";
  return is_property ? function_kind::kProperty : 0;
}

}  // namespace

uint16_t FunctionKindsOf(const Tree& tree, const Scopes& scopes, ScopeId scope) {
  ScopeId at = Around(scopes, scope);
  if (scopes.kind(at) == ScopeKind::Module) return function_kind::kModule;
  if (scopes.kind(at) == ScopeKind::Class) return function_kind::kClass;
  NodeId definition = scopes.node(at);
  uint16_t kinds = 0;
  if (tree[definition].kind == Kind::AsyncFunctionDef) kinds |= function_kind::kAsync;
  if (scopes.is_generator(at)) kinds |= function_kind::kGenerator;
  for (NodeId decorator : Children(tree, definition, Role::DecoratorList)) {
    kinds |= KindOfDecorator(CalleeName(tree, decorator).Text());
  }
  ScopeId outer = Around(scopes, scopes.parent(at));
  bool is_method = scopes.kind(outer) == ScopeKind::Class;
  kinds |= is_method ? function_kind::kMethod : function_kind::kFunction;
  for (;; at = scopes.parent(at)) {
    if (scopes.kind(at) == ScopeKind::Module) return kinds;
    if (scopes.kind(at) != ScopeKind::Function) continue;
    NodeId function = scopes.node(at);
    if (function != definition) kinds |= function_kind::kNested;
    if (tree.Text(tree.Child(function, Role::Name)).starts_with("test")) {
      kinds |= function_kind::kTest;
    }
  }
}

std::string ScopeName(const Scopes& scopes, ScopeId scope) {
  return scope == kModuleScope ? "<module>" : WithoutLocals(scopes.qualified_name(scope));
}

ScopeId BodyScope(const Tree& tree, const Scopes& scopes, NodeId definition) {
  return scopes.ScopeOf(tree.Child(definition, Role::Body));
}

std::string WithoutLocals(std::string_view qualified_name) {
  constexpr std::string_view kLocals = "<locals>.";
  std::string result(qualified_name);
  for (size_t at = 0; (at = result.find(kLocals, at)) != std::string::npos;) {
    result.erase(at, kLocals.size());
  }
  return result;
}

}  // namespace weft
