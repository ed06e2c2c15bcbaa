#include "passes/call_stripper.h"

#include "passes/effects.h"
#include "passes/source_text.h"
#include "passes/token_removal.h"

#include <string>

namespace weft {
namespace {

bool DoArgumentsAct(const Tree& tree, const Scopes& scopes, NodeId call) {
  const NodeId func = tree.Child(call, Role::Func);
  bool act = false;
  for (NodeId child : Children(tree, call)) {
    act = act || (child != func && HasEffects(tree, scopes, child));
  }
  return act;
}

// Why the parentheses of `call` with what is in them would not do as a statement.
std::string_view WhyNotAlone(const Tree& tree, NodeId call) {
  for (NodeId child : Children(tree, call)) {
    if (tree[child].role == Role::Keywords || tree[child].kind == Kind::Starred) {
      return "its arguments cannot stand alone";
    }
  }
  const LineTable& lines = tree.source().lines();
  const TokenRun func = TokensOf(tree, tree.Child(call, Role::Func));
  if (tree.tokens()[func.last + 1].kind != TokenKind::OpenParen) {
    return "its callee is in parentheses";
  }
  bool is_on_one_line = lines.LineOf(tree.tokens()[func.first].begin) ==
                        lines.LineOf(tree.tokens()[func.last + 1].begin);
  return is_on_one_line ? "" : "its callee takes several lines";
}

}  // namespace

CallStripper::CallStripper(const PassInput& input, PassOutput& output, ArgEffects effects)
    : input_(input),
      edits_(output.edits),
      effects_(effects),
      sites_(input, input.pass.name, output.sites),
      stripper_(input, output) {
}

void CallStripper::Strip(NodeId statement, std::string_view reason) {
  const Tree& tree = input_.tree;
  const NodeId call = tree.Child(statement, Role::Value);
  bool acts = reason.empty() && DoArgumentsAct(tree, input_.scopes, call);
  if (acts && effects_ == ArgEffects::Keep) {
    KeepArguments(statement, call);
    return;
  }
  if (acts && effects_ == ArgEffects::Leave) {
    reason = "evaluating its arguments may do something";
  }
  stripper_.Strip(statement, TextOnOneLine(tree, tree.Child(call, Role::Func)), reason);
}

// `print(f(x), y)` becomes `(f(x), y)`.
void CallStripper::KeepArguments(NodeId statement, NodeId call) {
  const Tree& tree = input_.tree;
  const NodeId func = tree.Child(call, Role::Func);
  const Decision decision = input_.selection.SelectStatement(statement);
  std::string_view reason = decision.is_selected ? WhyNotAlone(tree, call) : decision.reason;
  sites_.AddPlace(statement, TextOnOneLine(tree, func), decision, reason);
  if (reason.empty()) {
    RemoveTokens(tree, TokensOf(tree, func), "", edits_);
  }
}

}  // namespace weft
