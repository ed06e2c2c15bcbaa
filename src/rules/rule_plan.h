#pragma once

#include "rules/binding_power.h"
#include "rules/rule.h"
#include "rules/rule_match.h"

#include "syntax/scopes.h"

#include <string>
#include <string_view>
#include <vector>

namespace weft {

// A token or an operand of what takes the place of a match.
struct PlanItem {
  std::string_view text;  // Of a token; points into the rule.
  bool is_apart = false;  // A blank stands before it in the rule.
  bool is_operand = false;
  bool is_copied = false;  // It stays where it is; else its text is written.
  Operand operand;
  Span span;    // Of an operand, with parentheses around it.
  Place place;  // Where an operand comes to stand, for what may be rewritten in it.
};

// What one rule makes of one match.
struct Plan {
  const Rule* rule = nullptr;
  NodeId node;
  std::vector<PlanItem> items;
  std::string reason;  // Why the match is left alone; empty where it is not.
};

// A file in which rules are looked for.
class RuleContext {
 public:
  // Both outlive the object.
  RuleContext(const Tree& tree, const Scopes& scopes);

  const Tree& tree() const { return tree_; }
  const Scopes& scopes() const { return scopes_; }
  NodeId parent(NodeId id) const { return parents_[id.index]; }
  // With the parentheses around a node that are not another one's.
  Span OuterSpan(NodeId id) const;
  // False for what is an expression to the tree and none to a rule: a part of a literal, a
  // docstring, a pattern of `match`.
  bool IsCandidate(NodeId id) const { return (zones_[id.index] & kClosed) == 0; }
  bool IsInFString(NodeId id) const { return (zones_[id.index] & kField) != 0; }
  // The text of the source there is part of what the program does: `f"{x=}"`.
  bool IsShown(NodeId id) const { return (zones_[id.index] & kShown) != 0; }

 private:
  static constexpr uint8_t kClosed = 1;
  static constexpr uint8_t kField = 2;
  static constexpr uint8_t kShown = 4;

  const Tree& tree_;
  const Scopes& scopes_;
  std::vector<NodeId> parents_;
  std::vector<uint8_t> zones_;  // By node.
};

// `place` is where the match stands.
Plan MakePlan(const Rule& rule, NodeId node, const Bindings& bindings, Place place,
              const RuleContext& context);

}  // namespace weft
