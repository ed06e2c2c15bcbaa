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
  NodeId callee = input_.tree.As<ast::Call>(call).func();
  Site site = MakeSite(call, callee, decision, reason_left_alone);
  site.callee = TextOnOneLine(input_.tree, callee);
  if (input_.options.record_chains) {
    site.chain = input_.selection.Explain(call, function);
  }
  sites_.push_back(std::move(site));
}

void SiteRecorder::AddPlace(NodeId node, std::string_view what, const Decision& decision,
                            std::string_view reason_left_alone) {
  if (!input_.options.record_sites) {
    return;
  }
  Site site = MakeSite(node, node, decision, reason_left_alone);
  site.callee = what;
  sites_.push_back(std::move(site));
}

// All but the callee and the chain. The id comes from the tokens of `hashed`.
Site SiteRecorder::MakeSite(NodeId node, NodeId hashed, const Decision& decision,
                            std::string_view reason_left_alone) {
  Site site;
  site.node = node;
  site.span = input_.tree[node].span;
  site.qualified_name = input_.scopes.qualified_name(input_.scopes.ScopeOf(node));
  site.pass = pass_;
  site.is_rewritten = reason_left_alone.empty();
  site.reason = reason_left_alone;
  bool is_left_by_pass = decision.is_selected && !reason_left_alone.empty();
  site.rule = is_left_by_pass ? std::string_view() : decision.rule;
  uint64_t hash =
      HashOfTokens(input_.tree, hashed, StableHash(site.qualified_name, StableHash(input_.module)));
  site.id = StableHash(std::to_string(num_equal_[hash]++), hash);
  return site;
}

}  // namespace weft
