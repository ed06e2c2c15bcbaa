#include "passes/sites.h"

#include "base/hash.h"
#include "syntax/views.h"

namespace weft {
namespace {

// The text of a node on one line: its tokens, with one blank where white space, comments or
// line breaks stood.
std::string TextOnOneLine(const Tree& tree, NodeId id) {
  Span span = tree[id].span;
  std::string text;
  uint32_t end = span.begin;
  for (uint32_t i = tree.TokenAtOrAfter(span.begin); i < tree.tokens().size(); ++i) {
    Span token = tree.tokens()[i].span();
    if (token.begin >= span.end) {
      break;
    }
    if (token.begin > end && !text.empty()) {
      text += ' ';
    }
    text += tree.source().Slice(token);
    end = token.end;
  }
  return text;
}

// The same for every spelling of a node, however its tokens are spaced.
uint64_t HashOfTokens(const Tree& tree, NodeId id, uint64_t hash) {
  Span span = tree[id].span;
  for (uint32_t i = tree.TokenAtOrAfter(span.begin); i < tree.tokens().size(); ++i) {
    Span token = tree.tokens()[i].span();
    if (token.begin >= span.end) {
      break;
    }
    hash = StableHash(tree.source().Slice(token), hash);
  }
  return hash;
}

}  // namespace

void SiteRecorder::Add(NodeId call, std::string_view reason_left_alone) {
  if (!input_.options.record_sites) {
    return;
  }
  const Tree& tree = input_.tree;
  Site site;
  site.node = call;
  site.span = tree[call].span;
  site.qualified_name = input_.scopes.qualified_name(input_.scopes.ScopeOf(call));
  site.callee = TextOnOneLine(tree, tree.As<ast::Call>(call).func());
  site.pass = pass_;
  site.is_rewritten = reason_left_alone.empty();
  site.reason = reason_left_alone;
  uint64_t hash = HashOfTokens(tree, tree.As<ast::Call>(call).func(),
                               StableHash(site.qualified_name, StableHash(input_.module)));
  site.id = StableHash(std::to_string(num_equal_[hash]++), hash);
  sites_.push_back(std::move(site));
}

}  // namespace weft
