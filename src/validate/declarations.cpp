#include "validate/symtable_errors.h"

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

// `global` and `nonlocal`: the cases Global_kind, Nonlocal_kind and AnnAssign_kind of
// symtable_visit_stmt, and analyze_name, in Python/symtable.c.
namespace weft {
namespace {

// What symtable.c has noted of a name in a scope so far.
namespace noted {
constexpr uint8_t kUse = 1;
constexpr uint8_t kLocal = 2;
constexpr uint8_t kParam = 4;
constexpr uint8_t kAnnotated = 8;
constexpr uint8_t kGlobal = 16;
constexpr uint8_t kNonlocal = 32;
}  // namespace noted

class DeclarationCheck {
 public:
  DeclarationCheck(const Tree& tree, const Scopes& scopes, Findings& findings)
      : tree_(tree), scopes_(scopes), findings_(findings) {}
  void Run();

 private:
  using Names = std::unordered_map<std::string, uint8_t>;

  void FindDeclaringScopes();
  void Visit(NodeId id);
  void VisitName(NodeId id);
  void VisitIdentifier(NodeId id);
  void VisitAnnAssign(NodeId id);
  void Declare(NodeId statement, NodeId identifier, bool is_global);
  void Note(ScopeId scope, std::string_view name, uint8_t flags);
  uint8_t& FlagsOf(ScopeId scope, std::string_view name);
  bool IsTracked(ScopeId scope) const { return tracked_[scope.index] != 0; }

  void Resolve();
  void ResolveNonlocal(ScopeId scope, NodeId statement, std::string_view name);

  struct Directive {
    ScopeId scope;
    std::string name;  // Mangled.
    NodeId statement;
  };

  const Tree& tree_;
  const Scopes& scopes_;
  Findings& findings_;
  std::vector<uint32_t> tracked_;  // By scope: 1 + index into names_; 0 for most.
  std::vector<Names> names_;
  std::vector<Directive> directives_;  // The first of each name in its scope.
  NodeId special_target_;              // Of an AnnAssign, looked at already.
  uint32_t text_end_ = 0;              // Behind the last annotation that stays text.
};

void DeclarationCheck::FindDeclaringScopes() {
  tracked_.resize(scopes_.num_scopes());
  auto track = [&](ScopeId scope) {
    if (IsTracked(scope)) return;
    names_.emplace_back();
    tracked_[scope.index] = static_cast<uint32_t>(names_.size());
  };
  track(kModuleScope);
  for (uint32_t i = 0; i < tree_.nodes().size(); ++i) {
    const Kind kind = tree_[NodeId{i}].kind;
    if (kind == Kind::Global || kind == Kind::Nonlocal) track(scopes_.ScopeOf({i}));
  }
}

void DeclarationCheck::Run() {
  FindDeclaringScopes();
  for (uint32_t i = 0; i < tree_.nodes().size(); ++i) Visit({i});
  Resolve();
}

void DeclarationCheck::Visit(NodeId id) {
  const Node& node = tree_[id];
  if (scopes_.has_future_annotations() &&
      (node.role == Role::Annotation || node.role == Role::Returns)) {
    text_end_ = node.next;
  }
  switch (node.kind) {
    case Kind::Name:
      return VisitName(id);
    case Kind::identifier:
      return VisitIdentifier(id);
    case Kind::AnnAssign:
      return VisitAnnAssign(id);
    case Kind::Global:
    case Kind::Nonlocal:
      for (NodeId name : Children(tree_, id, Role::Names)) {
        Declare(id, name, node.kind == Kind::Global);
      }
      return;
    default:
      return;
  }
}

void DeclarationCheck::VisitName(NodeId id) {
  if (id.index < text_end_ || id == special_target_) return;
  ScopeId scope = scopes_.ScopeOf(id);
  const bool is_load = tree_[id].context() == Context::Load;
  if (!is_load && tree_[id].role == Role::Target &&
      scopes_.kind(scope) == ScopeKind::Comprehension) {
    // A walrus binds in the function around the comprehension.
    while (scopes_.kind(scope) == ScopeKind::Comprehension) scope = scopes_.parent(scope);
    if (scopes_.kind(scope) == ScopeKind::Module) return;
  }
  if (!IsTracked(scope)) return;
  std::string_view name = tree_.Text(id);
  Note(scope, name, is_load ? noted::kUse : noted::kLocal);
  if (is_load && name == "super" && scope != kModuleScope) {
    Note(scope, "__class__", noted::kUse);
  }
}

// Names that are no expressions: of definitions, parameters, handlers and patterns.
void DeclarationCheck::VisitIdentifier(NodeId id) {
  ScopeId scope = scopes_.ScopeOf(id);
  if (!IsTracked(scope)) return;
  switch (tree_[id].role) {
    case Role::Name:
      // An import may be declared global behind it.
      if (tree_[NodeId{id.index - 1}].kind == Kind::alias) return;
      [[fallthrough]];
    case Role::Rest:
      return Note(scope, tree_.Text(id), noted::kLocal);
    case Role::Arg:
      return Note(scope, tree_.Text(id), noted::kParam);
    default:
      return;
  }
}

void DeclarationCheck::VisitAnnAssign(NodeId id) {
  NodeId target = tree_.Child(id, Role::Target);
  ScopeId scope = scopes_.ScopeOf(id);
  if (!target.is_valid() || tree_[target].kind != Kind::Name || !IsTracked(scope)) return;
  special_target_ = target;
  const bool is_simple = (tree_[id].flags & Node::kSimple) != 0;
  std::string_view name = tree_.Text(target);
  const uint8_t flags = FlagsOf(scope, name);
  if (is_simple && scope != kModuleScope && (flags & (noted::kGlobal | noted::kNonlocal)) != 0) {
    findings_.Report<DiagnosticId::DeclaredAnnotated>(
        CompilePhase::Symbols, id, tree_[id].span, name,
        (flags & noted::kGlobal) != 0 ? "global" : "nonlocal");
  }
  if (is_simple) {
    Note(scope, name, noted::kAnnotated | noted::kLocal);
  } else if (tree_.Child(id, Role::Value).is_valid()) {
    Note(scope, name, noted::kLocal);
  }
}

void DeclarationCheck::Declare(NodeId statement, NodeId identifier, bool is_global) {
  const char* what = is_global ? "global" : "nonlocal";
  const Span span = tree_[statement].span;
  ScopeId scope = scopes_.ScopeOf(statement);
  std::string_view name = tree_.Text(identifier);
  const uint8_t flags = FlagsOf(scope, name);
  if ((flags & noted::kParam) != 0) {
    findings_.Report<DiagnosticId::DeclaredParameter>(CompilePhase::Symbols, statement, span, name,
                                                      what);
  } else if ((flags & noted::kUse) != 0) {
    findings_.Report<DiagnosticId::DeclaredAfterUse>(CompilePhase::Symbols, statement, span, name,
                                                     what);
  } else if ((flags & noted::kAnnotated) != 0) {
    findings_.Report<DiagnosticId::DeclaredAnnotated>(CompilePhase::Symbols, statement, span, name,
                                                      what);
  } else if ((flags & noted::kLocal) != 0) {
    findings_.Report<DiagnosticId::DeclaredAfterAssignment>(CompilePhase::Symbols, statement, span,
                                                            name, what);
  }
  if ((flags & (noted::kGlobal | noted::kNonlocal)) == 0) {
    directives_.push_back({scope, scopes_.Mangle(scope, name), statement});
  }
  Note(scope, name, is_global ? noted::kGlobal : noted::kNonlocal);
  if (is_global) names_.front()[scopes_.Mangle(scope, name)] |= noted::kGlobal;
}

uint8_t& DeclarationCheck::FlagsOf(ScopeId scope, std::string_view name) {
  return names_[tracked_[scope.index] - 1][scopes_.Mangle(scope, name)];
}

void DeclarationCheck::Note(ScopeId scope, std::string_view name, uint8_t flags) {
  FlagsOf(scope, name) |= flags;
}

// An outer scope is decided before the ones in it; directives_ is in source order, and so are
// the scopes that can hold a statement.
void DeclarationCheck::Resolve() {
  std::vector<std::vector<const Directive*>> of_scope(scopes_.num_scopes());
  for (const Directive& directive : directives_) {
    of_scope[directive.scope.index].push_back(&directive);
  }
  for (const std::vector<const Directive*>& directives : of_scope) {
    for (const Directive* directive : directives) {
      const uint8_t flags = names_[tracked_[directive->scope.index] - 1][directive->name];
      if ((flags & noted::kNonlocal) == 0) continue;
      if ((flags & noted::kGlobal) != 0) {
        findings_.Report<DiagnosticId::NonlocalAndGlobal>(
            CompilePhase::Bindings, directive->statement, tree_[directive->statement].span,
            directive->name);
      } else {
        ResolveNonlocal(directive->scope, directive->statement, directive->name);
      }
    }
  }
}

void DeclarationCheck::ResolveNonlocal(ScopeId scope, NodeId statement, std::string_view name) {
  const Span span = tree_[statement].span;
  if (scope == kModuleScope) {
    return findings_.Report<DiagnosticId::NonlocalAtModuleLevel>(CompilePhase::Bindings, statement,
                                                                 span);
  }
  for (ScopeId at = scopes_.parent(scope); at.is_valid(); at = scopes_.parent(at)) {
    const ScopeKind kind = scopes_.kind(at);
    if (kind == ScopeKind::Module) break;
    if (kind == ScopeKind::Class) {
      if (name == "__class__") return;
      continue;
    }
    const Binding binding = scopes_.Resolve(at, name);
    if (binding == Binding::Local || binding == Binding::Cell) {
      if (kind != ScopeKind::TypeParams) return;
      return findings_.Report<DiagnosticId::NonlocalTypeParam>(CompilePhase::Bindings, statement,
                                                               span, name);
    }
    if (binding == Binding::GlobalExplicit) break;
  }
  findings_.Report<DiagnosticId::NonlocalUnbound>(CompilePhase::Bindings, statement, span, name);
}

}  // namespace

void CheckDeclarations(const Tree& tree, const Scopes& scopes, Findings& findings) {
  DeclarationCheck(tree, scopes, findings).Run();
}

}  // namespace weft
