#include "passes/global_bindings.h"

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
      return tree.Child(id, Role::Name);
    case Kind::MatchMapping:
      return tree.Child(id, Role::Rest);
    default:
      return kNoNode;
  }
}

bool IsGlobal(const Scopes& scopes, ScopeId scope, std::string_view name) {
  if (scope == kModuleScope) {
    return true;
  }
  Binding binding = scopes.Resolve(scope, name);
  return binding == Binding::GlobalExplicit || binding == Binding::GlobalImplicit ||
         binding == Binding::Builtin;
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

GlobalBindings::GlobalBindings(const Tree& tree, const Scopes& scopes) {
  NodeId target = kNoNode;  // Of the last assignment to one plain name of the module.
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
    if (!IsGlobal(scopes, scopes.ScopeOf(id), name)) {
      continue;
    }
    GlobalBinding binding{.node = id};
    if (id == target && scopes.ScopeOf(id) == kModuleScope) {
      binding.value = value;
    } else if (kind == Kind::alias && tree[import].kind == Kind::Import) {
      bool is_renamed = tree.Child(id, Role::Asname).is_valid();
      binding.import = is_renamed ? TextOnOneLine(tree, tree.Child(id, Role::Name)) : name;
    } else if (kind == Kind::alias) {
      std::string_view module = AbsoluteModule(tree, import);
      binding.import =
          module.empty() ? "" : fmt::format("{}.{}", module, tree.Text(tree.Child(id, Role::Name)));
    }
    by_name_[name].push_back(std::move(binding));
  }
}

const std::vector<GlobalBinding>& GlobalBindings::Of(std::string_view name) const {
  static const std::vector<GlobalBinding> kNone;
  auto found = by_name_.find(name);
  return found == by_name_.end() ? kNone : found->second;
}

}  // namespace weft
