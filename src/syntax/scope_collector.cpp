#include "syntax/scope_collector.h"

#include "syntax/characters.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace weft {
namespace scope_internal {

using symbol_flag::kGlobal;
using symbol_flag::kImport;
using symbol_flag::kLocal;
using symbol_flag::kNonlocal;
using symbol_flag::kUse;
using symbol_flag::kWalrus;

ScopeTable ScopeCollector::Run() {
  table_.names.Intern("super");
  table_.names.Intern("__class__");
  table_.names.Intern("__type_params__");
  table_.scope_of.resize(nodes_.size());
  table_.scopes.push_back({kRootNode, kNoScope, ScopeKind::Module});
  const auto end = static_cast<uint32_t>(nodes_.size());
  regions_.push_back({end, kModuleScope});
  for (uint32_t i = 0; i < end;) {
    while (region().end <= i) {
      regions_.pop_back();
    }
    i = ScanRegion(i);
  }
  return std::move(table_);
}

// Returns where the region ends or another one begins.
uint32_t ScopeCollector::ScanRegion(uint32_t begin) {
  const Region current = region();
  const size_t num_regions = regions_.size();
  const uint32_t unevaluated = current.is_evaluated ? 0 : ScopeTable::kUnevaluatedBit;
  for (uint32_t i = begin; i < current.end; ++i) {
    table_.scope_of[i] = current.scope.index | unevaluated;
    Visit({i});
    if (regions_.size() != num_regions) {
      return i + 1;
    }
  }
  return current.end;
}

void ScopeCollector::Visit(NodeId id) {
  switch (nodes_[id.index].kind) {
    case Kind::Name:
      return VisitName(id);
    case Kind::FunctionDef:
    case Kind::AsyncFunctionDef:
      return VisitFunction(id);
    case Kind::ClassDef:
      return VisitClass(id);
    case Kind::Lambda:
      return VisitLambda(id);
    case Kind::arguments:
      return VisitArguments(id);
    case Kind::arg:
      return VisitArg(id);
    case Kind::ListComp:
    case Kind::SetComp:
    case Kind::DictComp:
    case Kind::GeneratorExp:
      return VisitComprehension(id);
    case Kind::TypeAlias:
      return VisitTypeAlias(id);
    case Kind::TypeVar:
    case Kind::ParamSpec:
    case Kind::TypeVarTuple:
      return VisitTypeParam(id);
    case Kind::AnnAssign:
      return VisitAnnAssign(id);
    case Kind::NamedExpr:
      return VisitNamedExpr(id);
    case Kind::Import:
      return VisitImport(id);
    case Kind::ImportFrom:
      return VisitImportFrom(id);
    case Kind::Global:
      return Declare(id, kGlobal);
    case Kind::Nonlocal:
      return Declare(id, kNonlocal);
    case Kind::ExceptHandler:
      return VisitHandler(id);
    case Kind::MatchAs:
    case Kind::MatchStar:
      return BindChild(id, Role::Name);
    case Kind::MatchMapping:
      return BindChild(id, Role::Rest);
    case Kind::Yield:
    case Kind::YieldFrom:
      Record(region().scope).is_generator = true;
      return;
    default:  // Neither names nor scopes of its own; most kinds.
      return;
  }
}

void ScopeCollector::VisitNamedExpr(NodeId id) {
  NodeId target = tree_.Child(id, Role::Target);
  ScopeId comprehension = region().scope;
  if (!target.is_valid() || region().is_detached ||
      Record(comprehension).kind != ScopeKind::Comprehension) {
    return;
  }
  ScopeId binder = comprehension;
  while (Record(binder).kind == ScopeKind::Comprehension) {
    binder = Record(binder).parent;
  }
  NameId name = Mangled(comprehension, table_.names.Intern(tree_.Text(target)));
  switch (Record(binder).kind) {
    case ScopeKind::Module:
      Note(comprehension, name, kGlobal);
      return Note(binder, name, kGlobal);
    case ScopeKind::Function:
    case ScopeKind::Lambda:
      Note(comprehension, name, kWalrus);
      return Note(binder, name, kLocal);
    default:  // CPython rejects it in class bodies and type scopes.
      return;
  }
}

void ScopeCollector::VisitName(NodeId id) {
  if (region().is_detached || id == unbound_target_) {
    return;
  }
  ScopeId scope = region().scope;
  NameId name = table_.names.Intern(tree_.Text(id));
  bool is_load = nodes_[id.index].context() == Context::Load;
  Note(scope, Mangled(scope, name), is_load ? kUse : kLocal);
  // A `super()` without arguments reads `__class__`.
  if (is_load && name == ScopeTable::kSuper && IsFunctionLike(Record(scope).kind)) {
    Note(scope, ScopeTable::kDunderClass, kUse);
  }
}

void ScopeCollector::VisitImport(NodeId id) {
  for (NodeId alias : Children(tree_, id, Role::Names)) {
    Import(id, alias);
  }
}

void ScopeCollector::VisitImportFrom(NodeId id) {
  NodeId module = tree_.Child(id, Role::Module);
  bool is_future = false;
  if (module.is_valid() && tree_.Text(module) == "__future__") {
    uint32_t before = tree_.TokenAtOrAfter(tree_[module].span.begin) - 1;
    is_future = tree_.tokens()[before].kind == TokenKind::From;
  }
  for (NodeId alias : Children(tree_, id, Role::Names)) {
    if (tree_.Text(alias) == "*") {
      table_.has_star_import = true;
      continue;
    }
    NodeId name = tree_.Child(alias, Role::Name);
    if (is_future && name.is_valid() && tree_.Text(name) == "annotations") {
      table_.has_future_annotations = true;
    }
    Import(id, alias);
  }
}

// `import a.b` binds `a`.
void ScopeCollector::Import(NodeId statement, NodeId alias) {
  NodeId bound = tree_.Child(alias, Role::Asname);
  bound = bound.is_valid() ? bound : tree_.Child(alias, Role::Name);
  if (!bound.is_valid()) {
    return;
  }
  std::string_view text = tree_.Text(bound);
  const auto* end = std::find_if_not(text.begin(), text.end(), IsNameByte);
  text = text.substr(0, static_cast<size_t>(end - text.begin()));
  ScopeId scope = region().scope;
  NameId name = Mangled(scope, table_.names.Intern(text));
  Note(scope, name, kImport);
  table_.imports.push_back({scope, name, statement, alias});
}

void ScopeCollector::VisitHandler(NodeId id) {
  for (NodeId child : Children(tree_, id)) {
    if (RoleOf(child) == Role::Name) {
      return Bind(region().scope, child, kLocal);
    }
    if (RoleOf(child) == Role::Body) {
      return;
    }
  }
}

void ScopeCollector::Declare(NodeId id, uint16_t flag) {
  ScopeId scope = region().scope;
  Record(scope).has_global |= flag == kGlobal;
  for (NodeId child : Children(tree_, id, Role::Names)) {
    Bind(scope, child, flag);
    if (flag == kGlobal && scope != kModuleScope) {
      Note(kModuleScope, Mangled(scope, table_.names.Intern(tree_.Text(child))), flag);
    }
  }
}

void ScopeCollector::BindChild(NodeId id, Role role) {
  NodeId child = tree_.Child(id, role);
  if (child.is_valid()) {
    Bind(region().scope, child, kLocal);
  }
}

void ScopeCollector::Note(ScopeId scope, NameId name, uint16_t flags) {
  if (name.index >= last_symbol_.size()) {
    last_symbol_.resize(table_.names.size(), kNoSymbol);
  }
  uint32_t& last = last_symbol_[name.index];
  if (last != kNoSymbol && table_.symbols[last].scope == scope) {
    table_.symbols[last].flags |= flags;
    return;
  }
  last = static_cast<uint32_t>(table_.symbols.size());
  table_.symbols.push_back({scope, name, flags});
}

void ScopeCollector::Bind(ScopeId scope, NodeId identifier, uint16_t flags) {
  Note(scope, Mangled(scope, table_.names.Intern(tree_.Text(identifier))), flags);
}

NameId ScopeCollector::Mangled(ScopeId scope, NameId name) {
  if (!table_.names.is_class_private(name) || !table_.IsMangled(scope, name)) {
    return name;
  }
  return table_.names.InternCopy(
      MangleName(table_.names[Record(scope).class_name], table_.names[name]));
}

}  // namespace scope_internal

ScopeTable CollectScopes(const Tree& tree) {
  return scope_internal::ScopeCollector(tree).Run();
}

}  // namespace weft
