#include "rules/rule_plan.h"

namespace weft {

RuleContext::RuleContext(const Tree& tree, const Scopes& scopes)
    : tree_(tree), scopes_(scopes), parents_(ParentTable(tree)), zones_(tree.nodes().size()) {
  for (uint32_t i = 1; i < zones_.size(); ++i) {
    const Node& node = tree[{i}];
    const NodeId parent = parents_[i];
    const Kind above = tree[parent].kind;
    uint8_t zone = zones_[parent.index];
    bool is_literal_part = node.kind == Kind::Constant && above == Kind::JoinedStr;
    bool is_text = node.kind == Kind::Constant && above == Kind::Expr;
    // A field and the guard of a case are open again.
    if (above == Kind::match_case || above == Kind::FormattedValue) zone &= ~kClosed;
    if (is_literal_part || is_text || IsPattern(node.kind)) zone |= kClosed;
    if (above == Kind::TemplateStr && node.kind == Kind::Constant) zone |= kClosed;
    if (node.kind == Kind::JoinedStr && node.role == Role::FormatSpec) zone |= kClosed;
    if (node.kind == Kind::FormattedValue) {
      zone |= kField;
      if ((node.flags & Node::kSelfDocumenting) != 0) zone |= kShown;
    }
    if (node.kind == Kind::Interpolation) zone |= kField | kShown;
    zones_[i] = zone;
  }
}

Span RuleContext::OuterSpan(NodeId id) const {
  Span span = tree_[id].span;
  if (!tree_[id].is_parenthesized()) return span;
  Span around = tree_[parent(id)].span;
  // The last parenthesis of a call is its own.
  if (tree_[parent(id)].kind == Kind::Call) --around.end;
  uint32_t behind = tree_.TokenAtOrAfter(span.end);
  uint32_t before = tree_.TokenAtOrAfter(span.begin);
  while (before > 0 && behind < tree_.tokens().size()) {
    --before;
    while (before > 0 && tree_.tokens()[before].span().is_empty()) --before;
    const Token& open = tree_.tokens()[before];
    const Token& close = tree_.tokens()[behind];
    bool is_pair = open.kind == TokenKind::OpenParen && close.kind == TokenKind::CloseParen;
    if (!is_pair || !around.Contains({open.begin, close.end})) break;
    span = {open.begin, close.end};
    ++behind;
  }
  return span;
}

}  // namespace weft
