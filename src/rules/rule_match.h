#pragma once

#include "rules/rule.h"

#include "syntax/scopes.h"

#include <optional>
#include <vector>

namespace weft {

// What a metavariable stands for: one node, or `$...` neighbours, which may be none.
struct Operand {
  NodeId first;  // Invalid where there is none.
  NodeId last;
  bool is_empty() const { return !first.is_valid(); }
};

// By variable.
using Bindings = std::vector<Operand>;

// Whether two subtrees are the same but for parentheses, spacing, and how literals are written.
bool IsSameTree(const Tree& tree, NodeId a, NodeId b);

// What the variables of `rule` stand for where its pattern is the subtree at `node` and its
// conditions hold; nothing where not.
std::optional<Bindings> MatchRule(const Rule& rule, const Tree& tree, const Scopes& scopes,
                                  NodeId node);

// A name or a constant: evaluating it more or less often, or at another time, is no difference.
bool IsPure(const Tree& tree, NodeId node);

}  // namespace weft
