#include "select/selection.h"

#include <algorithm>
#include <span>
#include <utility>

#include <fmt/format.h>

namespace weft {
namespace {

bool AsksForCall(const PointcutExpr& expr, std::span<const Pointcut> leaves) {
  if (expr.op == PointcutExpr::Op::Leaf) {
    PointcutKind kind = leaves[expr.leaf].kind;
    return kind == PointcutKind::Call || kind == PointcutKind::Callee;
  }
  return std::ranges::any_of(
      expr.operands, [&](const PointcutExpr& operand) { return AsksForCall(operand, leaves); });
}

bool AsksForFunction(const PointcutExpr& expr, std::span<const Pointcut> leaves) {
  if (expr.op == PointcutExpr::Op::Leaf) {
    return !AsksForCall(expr, leaves);
  }
  return std::ranges::any_of(
      expr.operands, [&](const PointcutExpr& operand) { return AsksForFunction(operand, leaves); });
}

// Makes the leaves of `expr` count from `first` on, and puts operands that no call is needed
// for in front of the others: they are known for whole functions.
void Settle(PointcutExpr& expr, uint32_t first, std::span<const Pointcut> leaves) {
  expr.leaf += first;
  for (PointcutExpr& operand : expr.operands) Settle(operand, first, leaves);
  // Not std::ranges: clang 14 rejects g++ 12's <ranges>.
  std::stable_partition(expr.operands.begin(), expr.operands.end(),
                        [&](const PointcutExpr& operand) { return !AsksForCall(operand, leaves); });
}

}  // namespace

void Selection::AddRule(std::string text, std::vector<Pointcut> leaves, bool excludes) {
  std::vector<PointcutExpr> operands;
  for (uint32_t i = 0; i < leaves.size(); ++i) operands.push_back(LeafExpr(i));
  PointcutExpr expr = OrExpr(std::move(operands));
  AddRule(std::move(text), std::move(leaves), excludes ? NotExpr(std::move(expr)) : expr);
}

void Selection::AddRule(std::string text, std::vector<Pointcut> leaves, PointcutExpr expr) {
  auto first = static_cast<uint32_t>(leaves_.size());
  for (Pointcut& leaf : leaves) {
    leaf.rule = static_cast<uint32_t>(rules_.size());
    leaves_.push_back(std::move(leaf));
  }
  Settle(expr, first, leaves_);
  bool excludes = expr.op == PointcutExpr::Op::Not;
  std::string refusal = fmt::format("{} `{}`", excludes ? "excluded by" : "not selected by", text);
  bool names_functions = !excludes && AsksForFunction(expr, leaves_);
  bool asks_for_call = AsksForCall(expr, leaves_);
  rules_.push_back({.expr = std::move(expr),
                    .text = std::move(text),
                    .refusal = std::move(refusal),
                    .names_functions = names_functions,
                    .asks_for_call = asks_for_call});
}

bool Selection::needs_index() const {
  return std::ranges::any_of(leaves_, [](const Pointcut& leaf) {
    bool is_resolved = leaf.kind == PointcutKind::Call || leaf.kind == PointcutKind::Decorated ||
                       leaf.kind == PointcutKind::Base;
    return is_resolved && !leaf.pattern.text().starts_with("builtins.");
  });
}

}  // namespace weft
