#include "passes/sites.h"

#include "passes/source_text.h"

#include "base/hash.h"
#include "syntax/views.h"

namespace weft {
namespace {

// A hash of the text of a node, the same however its tokens are spaced.
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

void SiteRecorder::Add(NodeId call, const Decision& decision, std::string_view reason_left_alone,
                       Chosen function) {
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
  bool is_left_by_pass = decision.is_selected && !reason_left_alone.empty();
  site.rule = is_left_by_pass ? std::string_view() : decision.rule;
  if (input_.options.record_chains) {
    site.chain = input_.selection.Explain(call, function);
  }
  uint64_t hash = HashOfTokens(tree, tree.As<ast::Call>(call).func(),
                               StableHash(site.qualified_name, StableHash(input_.module)));
  site.id = StableHash(std::to_string(num_equal_[hash]++), hash);
  sites_.push_back(std::move(site));
}

}  // namespace weft
