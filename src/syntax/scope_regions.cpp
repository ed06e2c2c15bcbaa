#include "syntax/scope_collector.h"

#include <algorithm>

// The nodes that open scopes: what of them belongs to which.
namespace weft::scope_internal {

using symbol_flag::kDefinition;
using symbol_flag::kLocal;
using symbol_flag::kParam;
using symbol_flag::kTypeParam;

void ScopeCollector::VisitFunction(NodeId id) {
  const Region outer = region();
  const size_t start = regions_.size();
  ScopeId around = outer.scope;
  ScopeId function;
  auto enter = [&] {
    if (!function.is_valid()) {
      function = NewScope(ScopeKind::Function, id, around, outer);
    }
    return function;
  };
  for (NodeId child : Children(tree_, id)) {
    switch (RoleOf(child)) {
      case Role::Body:
        Append(start, Inside(outer, NextOf(id), enter()));
        return Finish(start);
      case Role::Args:
        Append(start, Inside(outer, NextOf(child), enter()));
        break;
      case Role::TypeParams:
        around = around == outer.scope ? NewScope(ScopeKind::TypeParams, id, outer.scope, outer)
                                       : around;
        Append(start, Inside(outer, NextOf(child), around));
        break;
      case Role::Returns:
        Append(start, OfAnnotation(outer, child, around));
        break;
      case Role::Name:
        Bind(outer.scope, child, kDefinition);
        [[fallthrough]];
      default:
        Append(start, Inside(outer, NextOf(child), outer.scope));
    }
  }
  Finish(start);
}

void ScopeCollector::VisitClass(NodeId id) {
  const Region outer = region();
  const size_t start = regions_.size();
  ScopeId around = outer.scope;
  ScopeId body;
  NameId name;
  for (NodeId child : Children(tree_, id)) {
    switch (RoleOf(child)) {
      case Role::Body:
        body = NewScope(ScopeKind::Class, id, around, outer);
        Record(body).class_name = name;
        Record(body).mangling_type_params = kNoScope;
        if (around != outer.scope) {
          Note(body, ScopeTable::kDunderTypeParams, kLocal);
        }
        Append(start, Inside(outer, NextOf(id), body));
        return Finish(start);
      case Role::TypeParams:
        if (around == outer.scope) {
          around = NewScope(ScopeKind::TypeParams, id, outer.scope, outer);
          Record(around).class_name = name;
          Record(around).mangling_type_params = around;
          CollectPrivateTypeParams(id, around);
        }
        Append(start, Inside(outer, NextOf(child), around));
        break;
      case Role::Bases:
      case Role::Keywords:
        Append(start, Inside(outer, NextOf(child), around));
        break;
      case Role::Name:
        name = table_.names.Intern(tree_.Text(child));
        Bind(outer.scope, child, kDefinition);
        [[fallthrough]];
      default:
        Append(start, Inside(outer, NextOf(child), outer.scope));
    }
  }
  Finish(start);
}

void ScopeCollector::CollectPrivateTypeParams(NodeId definition, ScopeId scope) {
  auto& params = table_.private_type_params;
  const size_t start = params.size();
  for (NodeId param : Children(tree_, definition, Role::TypeParams)) {
    NodeId declared = tree_.Child(param, Role::Name);
    NameId name = declared.is_valid() ? table_.names.Intern(tree_.Text(declared)) : NameId{};
    if (name.is_valid() && table_.names.is_class_private(name)) {
      params.emplace_back(scope, name);
    }
  }
  std::sort(params.begin() + static_cast<std::ptrdiff_t>(start), params.end());
}

void ScopeCollector::VisitLambda(NodeId id) {
  const Region outer = region();
  regions_.push_back(
      Inside(outer, NextOf(id), NewScope(ScopeKind::Lambda, id, outer.scope, outer)));
}

// Defaults are evaluated where the function is defined, and for a generic function outside
// of its TypeParams scope.
void ScopeCollector::VisitArguments(NodeId id) {
  const Region outer = region();
  const size_t start = regions_.size();
  ScopeId definition = Record(outer.scope).parent;
  if (Record(definition).kind == ScopeKind::TypeParams &&
      Record(definition).node == Record(outer.scope).node) {
    definition = Record(definition).parent;
  }
  for (NodeId child : Children(tree_, id)) {
    bool is_default = RoleOf(child) == Role::Defaults || RoleOf(child) == Role::KwDefaults;
    Append(start, Inside(outer, NextOf(child), is_default ? definition : outer.scope));
  }
  Finish(start);
}

void ScopeCollector::VisitArg(NodeId id) {
  const Region outer = region();
  const size_t start = regions_.size();
  for (NodeId child : Children(tree_, id)) {
    if (RoleOf(child) == Role::Annotation) {
      Append(start, OfAnnotation(outer, child, Record(outer.scope).parent));
    } else {
      Bind(outer.scope, child, kParam);
      Append(start, Inside(outer, NextOf(child), outer.scope));
    }
  }
  Finish(start);
}

// The first iterable is evaluated outside, and everything else in the comprehension's scope.
void ScopeCollector::VisitComprehension(NodeId id) {
  const Region outer = region();
  const size_t start = regions_.size();
  ScopeId scope = NewScope(ScopeKind::Comprehension, id, outer.scope, outer);
  NodeId first = tree_.Child(id, Role::Generators);
  NodeId iter = first.is_valid() ? tree_.Child(first, Role::Iter) : kNoNode;
  if (iter.is_valid()) {
    Append(start, Inside(outer, iter.index, scope));
    Region of_iter = outer;
    of_iter.end = NextOf(iter);
    Append(start, of_iter);
  }
  Append(start, Inside(outer, NextOf(id), scope));
  Finish(start);
}

void ScopeCollector::VisitTypeAlias(NodeId id) {
  const Region outer = region();
  const size_t start = regions_.size();
  ScopeId scope = outer.scope;
  for (NodeId child : Children(tree_, id)) {
    if (RoleOf(child) == Role::TypeParams && scope == outer.scope) {
      scope = NewScope(ScopeKind::TypeParams, id, outer.scope, outer);
    } else if (RoleOf(child) == Role::Value) {
      scope = NewScope(ScopeKind::TypeAlias, id, scope, outer);
    }
    Append(start, Inside(outer, NextOf(child), scope));
  }
  Finish(start);
}

void ScopeCollector::VisitTypeParam(NodeId id) {
  const Region outer = region();
  const size_t start = regions_.size();
  for (NodeId child : Children(tree_, id)) {
    ScopeId scope = outer.scope;
    if (RoleOf(child) == Role::Name) {
      Bind(outer.scope, child, kTypeParam);
    } else {
      scope = NewScope(ScopeKind::TypeAlias, id, outer.scope, outer);
    }
    Append(start, Inside(outer, NextOf(child), scope));
  }
  Finish(start);
}

void ScopeCollector::VisitAnnAssign(NodeId id) {
  NodeId target = tree_.Child(id, Role::Target);
  NodeId annotation = tree_.Child(id, Role::Annotation);
  if (!target.is_valid() || !annotation.is_valid()) {
    return;
  }
  if ((nodes_[id.index].flags & Node::kSimple) == 0 && !tree_.Child(id, Role::Value).is_valid()) {
    unbound_target_ = target;
  }
  const Region outer = region();
  const size_t start = regions_.size();
  Append(start, Inside(outer, annotation.index, outer.scope));
  Region of_annotation = OfAnnotation(outer, annotation, outer.scope);
  // In a function body nobody asks for it, so that it is never evaluated. Its names count
  // all the same up to CPython 3.13.
  of_annotation.is_evaluated &= !IsFunctionLike(Record(outer.scope).kind);
  Append(start, of_annotation);
  Finish(start);
}

ScopeId ScopeCollector::NewScope(ScopeKind kind, NodeId node, ScopeId parent, const Region& outer) {
  ScopeId id{static_cast<uint32_t>(table_.scopes.size())};
  const ScopeRecord& above = Record(parent);
  ScopeRecord record{node, parent, kind};
  record.is_detached = above.is_detached || outer.is_detached;
  record.class_name = above.class_name;
  record.mangling_type_params = above.mangling_type_params;
  if (kind == ScopeKind::TypeParams || kind == ScopeKind::TypeAlias) {
    record.visible_class = above.kind == ScopeKind::Class ? parent : above.visible_class;
  }
  table_.scopes.push_back(record);
  return id;
}

void ScopeCollector::Append(size_t start, Region next) {
  if (regions_.size() > start) {
    Region& last = regions_.back();
    if (last.scope == next.scope && last.is_evaluated == next.is_evaluated &&
        last.is_detached == next.is_detached) {
      last.end = next.end;
      return;
    }
  }
  regions_.push_back(next);
}

void ScopeCollector::Finish(size_t start) {
  std::reverse(regions_.begin() + static_cast<std::ptrdiff_t>(start), regions_.end());
}

// Names in a scope that is detached itself have an effect, but in that scope only.
ScopeCollector::Region ScopeCollector::Inside(const Region& outer, uint32_t end,
                                              ScopeId scope) const {
  const ScopeRecord& from = table_[outer.scope];
  bool is_detached =
      scope == outer.scope ? outer.is_detached : from.is_detached && !table_[scope].is_detached;
  return {end, scope, outer.is_evaluated, is_detached};
}

ScopeCollector::Region ScopeCollector::OfAnnotation(const Region& outer, NodeId annotation,
                                                    ScopeId scope) const {
  bool is_text = table_.has_future_annotations;
  return {NextOf(annotation), scope, outer.is_evaluated && !is_text, outer.is_detached || is_text};
}

}  // namespace weft::scope_internal
