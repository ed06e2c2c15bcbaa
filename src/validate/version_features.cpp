#include "validate/version_features.h"

#include "validate/version_fstrings.h"

#include <algorithm>
#include <optional>
#include <string_view>

namespace weft {
namespace {

struct FeatureRow {
  uint8_t minor;
  std::string_view name;
};

constexpr FeatureRow kFeatures[] = {
#define FEATURE(id, minor, name) {minor, name},
#include "validate/version_features.def"
#undef FEATURE
};

const FeatureRow& RowOf(Feature feature) {
  return kFeatures[static_cast<size_t>(feature)];
}

class VersionCheck {
 public:
  VersionCheck(const Tree& tree, PythonVersion target) : tree_(tree), target_(target) {}
  void Run(const std::vector<NodeId>& nested_async);
  bool Deliver(Diagnostics& diagnostics);

 private:
  struct Use {
    Feature feature;
    Span span;
  };

  void Visit(NodeId id);
  void VisitDecorator(NodeId id);
  void VisitWith(NodeId id);
  void VisitSlice(NodeId id);
  void VisitTypeParams(NodeId id);
  void VisitHandler(NodeId id);
  bool IsBareTuple(NodeId id) const;
  NodeId StarredIn(NodeId tuple) const;
  uint32_t MatchingClose(uint32_t token) const;
  void Add(Feature feature, Span span) {
    if (RowOf(feature).minor > target_.minor) uses_.push_back({feature, span});
  }
  void Add(Feature feature, NodeId id) { Add(feature, tree_[id].span); }

  const Tree& tree_;
  PythonVersion target_;
  std::vector<Use> uses_;
};

void VersionCheck::Run(const std::vector<NodeId>& nested_async) {
  for (uint32_t i = 0; i < tree_.nodes().size(); ++i) Visit({i});
  for (NodeId id : nested_async) Add(Feature::NestedAsyncComprehension, id);
  if (target_.minor < RowOf(Feature::FStringQuote).minor) {
    for (const FStringUse& use : FindNewFStrings(tree_)) Add(use.feature, use.span);
  }
}

bool VersionCheck::Deliver(Diagnostics& diagnostics) {
  std::stable_sort(uses_.begin(), uses_.end(),
                   [](const Use& a, const Use& b) { return a.span.begin < b.span.begin; });
  for (const Use& use : uses_) {
    const FeatureRow& row = RowOf(use.feature);
    diagnostics.Report<DiagnosticId::NeedsNewerPython>(use.span, row.name, row.minor);
  }
  return uses_.empty();
}

void VersionCheck::Visit(NodeId id) {
  const Node& node = tree_[id];
  if (node.role == Role::DecoratorList) VisitDecorator(id);
  switch (node.kind) {
    case Kind::With:
    case Kind::AsyncWith:
      return VisitWith(id);
    case Kind::For:
    case Kind::AsyncFor: {
      NodeId iter = tree_.Child(id, Role::Iter);
      if (IsBareTuple(iter) && StarredIn(iter).is_valid()) {
        Add(Feature::BareStarredIterable, StarredIn(iter));
      }
      return;
    }
    case Kind::AugAssign: {
      NodeId value = tree_.Child(id, Role::Value);
      if (IsBareTuple(value) && StarredIn(value).is_valid()) {
        Add(Feature::BareStarredAugmented, StarredIn(value));
      }
      return;
    }
    case Kind::Set:
    case Kind::SetComp:
      for (NodeId child : Children(tree_, id)) {
        if (tree_[child].kind == Kind::NamedExpr && !tree_[child].is_parenthesized()) {
          Add(Feature::BareWalrusInSet, child);
        }
      }
      return;
    case Kind::Subscript:
      return VisitSlice(tree_.Child(id, Role::Slice));
    case Kind::Match:
      return Add(Feature::Match, id);
    case Kind::TryStar:
      return Add(Feature::ExceptStar, tree_.Child(id, Role::Handlers));
    case Kind::ExceptHandler:
      return VisitHandler(id);
    case Kind::arg: {
      NodeId annotation = tree_.Child(id, Role::Annotation);
      if (annotation.is_valid() && tree_[annotation].kind == Kind::Starred) {
        Add(Feature::StarredAnnotation, annotation);
      }
      return;
    }
    case Kind::FunctionDef:
    case Kind::AsyncFunctionDef:
    case Kind::ClassDef:
      return VisitTypeParams(id);
    case Kind::TypeAlias:
      return Add(Feature::TypeStatement, id);
    case Kind::TypeVar:
    case Kind::ParamSpec:
    case Kind::TypeVarTuple:
      if (NodeId value = tree_.Child(id, Role::DefaultValue); value.is_valid()) {
        Add(Feature::TypeParamDefault, value);
      }
      return;
    case Kind::TemplateStr:
      return Add(Feature::TemplateString, id);
    default:
      return;
  }
}

// Up to Python 3.8 a decorator is a dotted name, perhaps called.
void VersionCheck::VisitDecorator(NodeId id) {
  NodeId at = id;
  bool is_plain = !tree_[at].is_parenthesized();
  if (tree_[at].kind == Kind::Call) {
    at = tree_.Child(at, Role::Func);
    is_plain = is_plain && !tree_[at].is_parenthesized();
  }
  while (is_plain && tree_[at].kind == Kind::Attribute) {
    at = tree_.Child(at, Role::Value);
    is_plain = !tree_[at].is_parenthesized();
  }
  if (!is_plain || tree_[at].kind != Kind::Name) Add(Feature::RelaxedDecorator, id);
}

// `with (a as b, c):`. Without an `as`, an older Python sees a tuple, and takes it.
void VersionCheck::VisitWith(NodeId id) {
  bool has_name = false;
  for (NodeId item : Children(tree_, id, Role::Items)) {
    has_name = has_name || tree_.Child(item, Role::OptionalVars).is_valid();
  }
  if (!has_name) return;
  uint32_t at = tree_.TokenAtOrAfter(tree_[id].span.begin);
  while (tree_.tokens()[at].kind != TokenKind::With) ++at;
  const Token& open = tree_.tokens()[at + 1];
  if (open.kind != TokenKind::OpenParen) return;
  const uint32_t close = MatchingClose(at + 1);
  if (tree_.tokens()[close + 1].kind == TokenKind::Colon) {
    Add(Feature::ParenthesizedWith, {open.begin, tree_.tokens()[close].end});
  }
}

void VersionCheck::VisitSlice(NodeId id) {
  if (!id.is_valid()) return;
  if (tree_[id].kind == Kind::NamedExpr && !tree_[id].is_parenthesized()) {
    return Add(Feature::BareWalrusInIndex, id);
  }
  if (!IsBareTuple(id)) return;
  if (NodeId starred = StarredIn(id); starred.is_valid()) Add(Feature::StarredIndex, starred);
  for (NodeId element : Children(tree_, id, Role::Elts)) {
    if (tree_[element].kind == Kind::NamedExpr && !tree_[element].is_parenthesized()) {
      Add(Feature::BareWalrusInIndex, element);
    }
  }
}

void VersionCheck::VisitTypeParams(NodeId id) {
  NodeId first = tree_.Child(id, Role::TypeParams);
  if (first.is_valid()) Add(Feature::TypeParams, first);
}

void VersionCheck::VisitHandler(NodeId id) {
  NodeId type = tree_.FirstChild(id);
  if (type.is_valid() && tree_[type].role == Role::Type && IsBareTuple(type)) {
    Add(Feature::BareExceptionTypes, type);
  }
}

// A tuple without parentheses of its own. `(a), (b)` begins and ends like one that has them.
bool VersionCheck::IsBareTuple(NodeId id) const {
  if (!id.is_valid() || tree_[id].kind != Kind::Tuple) return false;
  const Span span = tree_[id].span;
  if (tree_.source().text()[span.begin] != '(') return true;
  uint32_t at = tree_.TokenAtOrAfter(span.begin);
  while (tree_.tokens()[at].kind != TokenKind::OpenParen) ++at;  // An indent is in front.
  return tree_.tokens()[MatchingClose(at)].end != span.end;
}

NodeId VersionCheck::StarredIn(NodeId tuple) const {
  for (NodeId element : Children(tree_, tuple, Role::Elts)) {
    if (tree_[element].kind == Kind::Starred) return element;
  }
  return kNoNode;
}

// The index of the token that closes the bracket that `token` opens.
uint32_t VersionCheck::MatchingClose(uint32_t token) const {
  std::span<const Token> tokens = tree_.tokens();
  uint32_t depth = 0;
  for (uint32_t at = token;; ++at) {
    switch (tokens[at].kind) {
      case TokenKind::OpenParen:
      case TokenKind::OpenBracket:
      case TokenKind::OpenBrace:
      case TokenKind::FieldOpen:
        ++depth;
        break;
      case TokenKind::CloseParen:
      case TokenKind::CloseBracket:
      case TokenKind::CloseBrace:
      case TokenKind::FieldClose:
        if (--depth == 0) return at;
        break;
      default:
        break;
    }
  }
}

}  // namespace

bool CheckVersion(const Tree& tree, PythonVersion target, const std::vector<NodeId>& nested_async,
                  Diagnostics& diagnostics) {
  VersionCheck check(tree, target);
  check.Run(nested_async);
  return check.Deliver(diagnostics);
}

}  // namespace weft
