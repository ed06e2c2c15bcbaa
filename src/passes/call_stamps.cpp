#include "passes/call_stamps.h"

namespace weft {
namespace {

// True where `callee`, called without arguments, may return its caller's names: locals(),
// vars(), dir(), by whatever name. Most builtins are known not to.
bool MayShowNames(const Tree& tree, const Scopes& scopes, NodeId callee) {
  if (tree[callee].kind == Kind::Name && scopes.IsBuiltin(callee, StarImports::Ignore)) {
    std::string_view name = tree.Text(callee);
    return name == "locals" || name == "vars" || name == "dir";
  }
  return tree[callee].kind != Kind::Attribute ||
         scopes.QualifiedImport(callee).starts_with("builtins.");
}

// Python evaluates the keywords' values after all other arguments. The last of them, or the
// last argument, or kNoNode.
NodeId LastArgument(const Tree& tree, NodeId call) {
  NodeId last_arg = kNoNode;
  NodeId last_keyword = kNoNode;
  for (NodeId child : Children(tree, call)) {
    if (tree[child].role == Role::Args) {
      last_arg = child;
    } else if (tree[child].role == Role::Keywords) {
      last_keyword = child;
    }
  }
  return last_keyword.is_valid() ? last_keyword : last_arg;
}

// A call `name()` of the builtin.
bool IsBareBuiltin(const Tree& tree, const Scopes& scopes, NodeId call, std::string_view name) {
  NodeId callee = tree.FirstChild(call);
  return !tree.NextSibling(call, callee).is_valid() && tree[callee].kind == Kind::Name &&
         tree.Text(callee) == name && scopes.IsBuiltin(callee, StarImports::Ignore);
}

}  // namespace

StartPlace FindStartPlace(const Tree& tree, const Scopes& scopes, NodeId call) {
  StartPlace place{.owner = call, .operand = LastArgument(tree, call)};
  if (!place.operand.is_valid()) {
    NodeId callee = tree.FirstChild(call);
    place.operand = callee;
    place.hides_names = MayShowNames(tree, scopes, callee);
    if (!place.hides_names && tree[callee].kind == Kind::Attribute &&
        !tree[callee].is_parenthesized()) {
      place.owner = callee;
      place.operand = tree.FirstChild(callee);
    }
    return place;
  }
  const Node& operand = tree[place.operand];
  if (operand.kind == Kind::Starred || operand.kind == Kind::keyword) {
    place.owner = place.operand;
    place.operand = tree.Child(place.operand, Role::Value);
  }
  place.is_lone_generator =
      operand.kind == Kind::GeneratorExp && operand.span.end == tree[call].span.end;
  return place;
}

NodeId FindEndPlace(const Tree& tree, NodeId call) {
  NodeId before{call.index - 1};
  return call.index > 0 && tree[before].kind == Kind::Await ? before : call;
}

NodeId FindFusedCall(const Tree& tree, NodeId operand) {
  NodeId inner = tree[operand].kind == Kind::Await ? tree.FirstChild(operand) : operand;
  return tree[inner].kind == Kind::Call ? inner : kNoNode;
}

void AddUnstampedZones(Zones& zones) {
  zones.Add(Role::Annotation, "annotations are left alone");
  zones.Add(Role::Returns, "annotations are left alone");
}

std::string_view WhyNotStamped(const Tree& tree, const Scopes& scopes,
                               const ProfiledFunction& function, NodeId call) {
  ScopeId scope = scopes.ScopeOf(call);
  std::string_view reason = WhyWithoutBegin(tree, function.begin, call, scope != function.scope);
  if (!reason.empty()) {
    return reason;
  }
  ScopeKind kind = scopes.kind(scope);
  if (kind == ScopeKind::TypeParams || kind == ScopeKind::TypeAlias) {
    return "type parameters are evaluated when somebody asks for them";
  }
  return IsBareBuiltin(tree, scopes, call, "super") ? "it has an instruction of its own" : "";
}

}  // namespace weft
