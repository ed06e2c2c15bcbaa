#include "passes/name_bindings.h"

#include "passes/source_text.h"

#include <fmt/format.h>

namespace weft {
namespace {

// The leaf that holds the name that a node binds, or the node itself for a Name; or kNoNode.
NodeId NameOf(const Tree& tree, NodeId id) {
  switch (tree[id].kind) {
    case Kind::Name:
      return tree[id].context() == Context::Load ? kNoNode : id;
    case Kind::alias: {
      NodeId asname = tree.Child(id, Role::Asname);
      return asname.is_valid() ? asname : tree.Child(id, Role::Name);
    }
    case Kind::FunctionDef:
    case Kind::AsyncFunctionDef:
    case Kind::ClassDef:
    case Kind::ExceptHandler:
    case Kind::MatchAs:
    case Kind::MatchStar:
    case Kind::TypeVar:
    case Kind::ParamSpec:
    case Kind::TypeVarTuple:
      return tree.Child(id, Role::Name);
    case Kind::MatchMapping:
      return tree.Child(id, Role::Rest);
    case Kind::arg:
      return tree.Child(id, Role::Arg);
    default:
      return kNoNode;
  }
}

// The scope that holds the value of `name`, as `scope` sees it.
ScopeId OwnerOf(const Scopes& scopes, ScopeId scope, std::string_view name) {
  while (scope != kModuleScope) {
    Binding binding = scopes.Resolve(scope, name);
    if (binding == Binding::Local || binding == Binding::Cell) {
      return scope;
    }
    scope = binding == Binding::Free ? scopes.parent(scope) : kModuleScope;
  }
  return scope;
}

// The module of `from module import ...`; empty where it is relative.
std::string_view AbsoluteModule(const Tree& tree, NodeId import_from) {
  NodeId module = tree.Child(import_from, Role::Module);
  if (!module.is_valid()) {
    return "";
  }
  uint32_t first = tree.TokenAtOrAfter(tree[module].span.begin);
  return tree.tokens()[first - 1].kind == TokenKind::From ? tree.Text(module) : "";
}

}  // namespace

NameBindings::NameBindings(const Tree& tree, const Scopes& scopes) : tree_(tree), scopes_(scopes) {
  NodeId target = kNoNode;  // Of the last assignment to one plain name.
  NodeId value = kNoNode;
  NodeId import = kNoNode;  // The last import.
  for (uint32_t i = 0; i < tree.nodes().size(); ++i) {
    const NodeId id{i};
    const Kind kind = tree[id].kind;
    if (kind == Kind::Assign || kind == Kind::AnnAssign) {
      bool is_assign = kind == Kind::Assign;
      target = tree.Child(id, is_assign ? Role::Targets : Role::Target);
      value = tree.Child(id, Role::Value);
    } else if (kind == Kind::Import || kind == Kind::ImportFrom) {
      import = id;
    }
    NodeId leaf = NameOf(tree, id);
    if (!leaf.is_valid()) {
      continue;
    }
    std::string_view name = tree.Text(leaf);
    if (kind == Kind::alias && !tree.Child(id, Role::Asname).is_valid()) {
      name = name.substr(0, name.find('.'));
    }
    const ScopeId scope = scopes.ScopeOf(id);
    const ScopeId owner = OwnerOf(scopes, scope, name);
    NameBinding binding{.node = id};
    if (id == target && scope == owner) {
      binding.value = value;
    } else if (kind == Kind::alias && tree[import].kind == Kind::Import) {
      bool is_renamed = tree.Child(id, Role::Asname).is_valid();
      binding.import = is_renamed ? TextOnOneLine(tree, tree.Child(id, Role::Name)) : name;
    } else if (kind == Kind::alias) {
      std::string_view module = AbsoluteModule(tree, import);
      binding.import =
          module.empty() ? "" : fmt::format("{}.{}", module, tree.Text(tree.Child(id, Role::Name)));
    }
    by_scope_[owner.index][name].push_back(std::move(binding));
  }
}

const std::vector<NameBinding>& NameBindings::OfGlobal(std::string_view name) const {
  static const std::vector<NameBinding> kNone;
  auto names = by_scope_.find(kModuleScope.index);
  if (names == by_scope_.end()) {
    return kNone;
  }
  auto found = names->second.find(name);
  return found == names->second.end() ? kNone : found->second;
}

const std::vector<NameBinding>& NameBindings::Of(NodeId name) const {
  static const std::vector<NameBinding> kNone;
  const ScopeId scope = scopes_.ScopeOf(name);
  if (scopes_.Mangle(scope, tree_.Text(name)) != tree_.Text(name)) {
    return kNone;
  }
  const ScopeId owner = OwnerOf(scopes_, scope, tree_.Text(name));
  if (owner == kModuleScope) {
    return scopes_.has_star_import() ? kNone : OfGlobal(tree_.Text(name));
  }
  auto names = by_scope_.find(owner.index);
  if (scopes_.kind(owner) == ScopeKind::Class || names == by_scope_.end()) {
    return kNone;
  }
  auto found = names->second.find(tree_.Text(name));
  return found == names->second.end() ? kNone : found->second;
}

std::vector<std::string> NameBindings::ImportsOf(NodeId expr) const {
  std::string dots;
  while (tree_[expr].kind == Kind::Attribute) {
    dots.insert(0, fmt::format(".{}", tree_.Text(tree_.Child(expr, Role::Attr))));
    expr = tree_.Child(expr, Role::Value);
  }
  std::vector<std::string> imports;
  if (tree_[expr].kind != Kind::Name) {
    return imports;
  }
  for (const NameBinding& binding : Of(expr)) {
    if (binding.import.empty()) {
      return {};
    }
    imports.push_back(binding.import + dots);
  }
  return imports;
}

}  // namespace weft
