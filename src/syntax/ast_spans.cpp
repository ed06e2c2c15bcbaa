#include "syntax/ast_spans.h"

#include <algorithm>

namespace weft {
namespace {

bool HasJoinedStrings(const Tree& tree) {
  return std::any_of(tree.nodes().begin(), tree.nodes().end(), [](const Node& node) {
    return node.kind == Kind::JoinedStr || node.kind == Kind::TemplateStr;
  });
}

}  // namespace

AstSpans::AstSpans(const Tree& tree, PythonVersion python)
    : tree_(tree), is_of_38_(python.minor == 8) {
  if (python.minor < 12 && HasJoinedStrings(tree)) {
    fstrings_.emplace(tree, python);
  }
}

Span AstSpans::SpanOfText(const JoinedValue& value) const {
  return fstrings_ ? fstrings_->SpanOfText(value.joined, value.is_last) : value.span;
}

bool AstSpans::HasUnicodeKind(const JoinedValue& value) const {
  return fstrings_ ? tree_.source().Slice(SpanOfText(value)).starts_with('u')
                   : value.has_unicode_kind;
}

Span AstSpans::SpanOf(NodeId node) const {
  Kind kind = tree_[node].kind;
  Span span = fstrings_ && !IsStmt(kind) ? fstrings_->SpanOf(node) : tree_[node].span;
  if (kind == Kind::FunctionDef || kind == Kind::AsyncFunctionDef || kind == Kind::ClassDef) {
    span.begin = BeginBehindDecorators(node);
  }
  if (is_of_38_) {
    span.end = EndIn38(node, span.end);
  }
  return span;
}

uint32_t AstSpans::BeginBehindDecorators(NodeId definition) const {
  NodeId last = kNoNode;
  for (NodeId decorator : Children(tree_, definition, Role::DecoratorList)) {
    last = decorator;
  }
  if (!last.is_valid()) {
    return tree_[definition].span.begin;
  }
  uint32_t at = tree_.TokenAtOrAfter(tree_[last].span.end);
  while (tree_.tokens()[at].kind != TokenKind::Newline) {
    ++at;
  }
  return tree_.tokens()[at + 1].begin;
}

// The parser before PEP 617 leaves out the semicolon that ends a block, the annotation of a
// keyword-only parameter, and the parentheses around an unpacked argument.
uint32_t AstSpans::EndIn38(NodeId id, uint32_t end) const {
  const Node& node = tree_[id];
  if (node.kind == Kind::arg && node.role == Role::Kwonlyargs) {
    return tree_[tree_.Child(id, Role::Arg)].span.end;
  }
  if (node.kind == Kind::Starred && (node.role == Role::Args || node.role == Role::Bases)) {
    return tree_[tree_.Child(id, Role::Value)].span.end;
  }
  bool ends_block = IsStmt(node.kind) || node.kind == Kind::ExceptHandler;
  if (ends_block && tree_.source().text()[end - 1] == ';') {
    return tree_.tokens()[tree_.TokenAtOrAfter(end - 1) - 1].end;
  }
  return end;
}

AstSpans::Position AstSpans::At(NodeId node, uint32_t offset) const {
  if (fstrings_) {
    return fstrings_->At(node, offset);
  }
  const LineTable& lines = tree_.source().lines();
  uint32_t line = lines.LineOf(offset);
  return {line, offset - lines.StartOf(line)};
}

}  // namespace weft
