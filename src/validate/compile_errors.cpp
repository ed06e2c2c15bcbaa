#include "validate/compile_errors.h"

#include "syntax/characters.h"
#include "validate/repeated_names.h"

#include <algorithm>
#include <vector>

namespace weft {
namespace {

// How many elements may stand before a star in a target: one byte holds their number.
constexpr uint32_t kMaxBeforeStar = 255;

void ReportAssignment(const Tree& tree, NodeId node, NodeId at, Findings& findings) {
  findings.Report<DiagnosticId::AssignToDebug>(CompilePhase::Code, node, tree[at].span);
}

// The part of a dotted name in front of its first dot.
std::string_view FirstPart(std::string_view text) {
  const auto* end = std::find_if_not(text.begin(), text.end(), IsNameByte);
  return text.substr(0, static_cast<size_t>(end - text.begin()));
}

}  // namespace

void CheckDebugName(const Tree& tree, NodeId id, Findings& findings) {
  const Context context = tree[id].context();
  if (context == Context::Load || tree.Text(id) != kDebugName) return;
  if (context == Context::Del) {
    findings.Report<DiagnosticId::DeleteDebug>(CompilePhase::Code, id, tree[id].span);
  } else if (tree[id].role != Role::Name) {  // The name of a TypeAlias: at the statement.
    ReportAssignment(tree, id, id, findings);
  }
}

void CheckDebugAttribute(const Tree& tree, NodeId id, Findings& findings) {
  if (!tree.Text(id).ends_with(kDebugName)) return;
  // `x.__debug__ += 1` passes.
  if (tree[NodeId{id.index - 1}].kind == Kind::AugAssign) return;
  CheckDebugBinding(tree, id, id, Role::Attr, findings);
}

void CheckDefinedName(const Tree& tree, NodeId id, Findings& findings) {
  NodeId name = tree.Child(id, Role::Name);
  if (!name.is_valid() || tree[name].span.length() != kDebugName.size() ||
      tree.Text(name) != kDebugName) {
    return;
  }
  findings.Report<DiagnosticId::AssignToDebug>(CompilePhase::Code, name, DefinitionSpan(tree, id));
}

void CheckDebugAnnotation(const Tree& tree, NodeId id, Findings& findings) {
  NodeId target = tree.Child(id, Role::Target);
  if (!target.is_valid() || !tree.Text(target).ends_with(kDebugName)) return;
  if (tree.Child(id, Role::Value).is_valid()) return;  // An assignment like any other.
  const bool is_name = tree[target].kind == Kind::Name && tree.Text(target) == kDebugName;
  NodeId attr = tree[target].kind == Kind::Attribute ? tree.Child(target, Role::Attr) : kNoNode;
  if (is_name || (attr.is_valid() && tree.Text(attr) == kDebugName)) {
    ReportAssignment(tree, id, id, findings);
  }
}

void CheckDebugBinding(const Tree& tree, NodeId id, NodeId at, Role role, Findings& findings) {
  NodeId name = tree.Child(id, role);
  if (name.is_valid() && tree[name].span.length() == kDebugName.size() &&
      tree.Text(name) == kDebugName) {
    ReportAssignment(tree, at, at, findings);
  }
}

void CheckImportedName(const Tree& tree, NodeId statement, NodeId alias, Findings& findings) {
  NodeId bound = tree.Child(alias, Role::Asname);
  bound = bound.is_valid() ? bound : tree.Child(alias, Role::Name);
  if (!bound.is_valid() || tree[bound].span.length() < kDebugName.size()) return;
  if (FirstPart(tree.Text(bound)) == kDebugName) {
    ReportAssignment(tree, statement, statement, findings);
  }
}

void CheckKeywords(const Tree& tree, NodeId id, Findings& findings) {
  NameList names;
  std::vector<NodeId> keywords;
  for (NodeId child : Children(tree, id)) {
    if (tree[child].kind != Kind::keyword) continue;
    NodeId name = tree.FirstChild(child);
    if (!name.is_valid() || tree[name].role != Role::Arg) continue;
    keywords.push_back(child);
    names.Add(tree.Text(name));
  }
  if (names.size() == 0) return;
  const bool is_call = tree[id].kind == Kind::Call;
  for (size_t i = 0; i < names.size(); ++i) {
    if (names[i].size() == kDebugName.size() && names[i] == kDebugName) {
      ReportAssignment(tree, is_call ? id : keywords[i], keywords[i], findings);
      break;
    }
  }
  if (auto repetition = names.EarliestFirst()) {
    NodeId at = keywords[repetition->second];
    findings.Report<DiagnosticId::KeywordRepeated>(CompilePhase::Code, is_call ? id : at,
                                                   tree[at].span, names[repetition->second]);
  }
}

void CheckHandlers(const Tree& tree, NodeId id, Findings& findings) {
  NodeId bare;
  for (NodeId handler : Children(tree, id, Role::Handlers)) {
    if (bare.is_valid()) {
      return findings.Report<DiagnosticId::DefaultExceptNotLast>(CompilePhase::Code, bare,
                                                                 tree[bare].span);
    }
    NodeId first = tree.FirstChild(handler);
    if (first.is_valid() && tree[first].role != Role::Type) bare = handler;
  }
}

void CheckStarred(const Tree& tree, NodeId id, Findings& findings) {
  switch (tree[id].role) {
    case Role::Elts:
    case Role::Args:
    case Role::Bases:
    case Role::DefaultValue:
    case Role::Annotation:
      return;
    default:
      break;
  }
  if (tree[id].context() == Context::Store) {
    findings.Report<DiagnosticId::StarredTargetAlone>(CompilePhase::Code, id, tree[id].span);
  } else {
    findings.Report<DiagnosticId::StarredAlone>(CompilePhase::Code, id, tree[id].span);
  }
}

void CheckUnpacking(const Tree& tree, NodeId id, Findings& findings) {
  uint32_t index = 0;
  bool has_star = false;
  for (NodeId child : Children(tree, id, Role::Elts)) {
    const bool is_star = tree[child].kind == Kind::Starred;
    if (is_star && has_star) {
      return findings.Report<DiagnosticId::SeveralStarredTargets>(CompilePhase::Code, id,
                                                                  tree[id].span);
    }
    if (is_star && index > kMaxBeforeStar) {
      return findings.Report<DiagnosticId::StarredTargetTooFar>(CompilePhase::Code, id,
                                                                tree[id].span);
    }
    has_star = has_star || is_star;
    ++index;
  }
}

bool IsFoldedConstant(const Tree& tree, NodeId id) {
  for (uint32_t i = id.index; i < tree[id].next; ++i) {
    const Kind kind = tree[NodeId{i}].kind;
    const bool is_operator = kind >= Kind::Add && kind <= Kind::USub;
    if (kind != Kind::Constant && kind != Kind::UnaryOp && kind != Kind::BinOp &&
        kind != Kind::Tuple && !is_operator) {
      return false;
    }
  }
  return true;
}

Span DefinitionSpan(const Tree& tree, NodeId id) {
  Span span = tree[id].span;
  NodeId decorator;
  for (NodeId child : Children(tree, id, Role::DecoratorList)) decorator = child;
  if (!decorator.is_valid()) return span;
  std::span<const Token> tokens = tree.tokens();
  size_t at = tree.TokenAtOrAfter(tree[decorator].span.end);
  auto is_header = [](TokenKind kind) {
    return kind == TokenKind::Def || kind == TokenKind::Class || kind == TokenKind::Async;
  };
  while (!is_header(tokens[at].kind)) ++at;
  span.begin = tokens[at].begin;
  return span;
}

}  // namespace weft
