#include "passes/strip_assert.h"

#include "passes/effects.h"
#include "passes/scope_effect.h"
#include "passes/statement_stripper.h"
#include "passes/token_removal.h"
#include "syntax/visitor.h"

namespace weft {
namespace {

class StripAssertPass : public Visitor<StripAssertPass> {
 public:
  StripAssertPass(const PassInput& input, PassOutput& output)
      : input_(input),
        edits_(output.edits),
        sites_(input, input.pass.name, output.sites),
        stripper_(input, output) {}

  void Run() {
    Visitor::Run(input_.tree);
    stripper_.Finish();
  }

  Walk VisitAssert(ast::Assert statement) {
    if (input_.options.assert_effects && HasEffects(input_.tree, statement.test())) {
      KeepTest(statement);
    } else {
      stripper_.Strip(statement.id(), "assert");
    }
    return Walk::Over;
  }

  Walk VisitNode(NodeId id) { return IsExpr(tree()[id].kind) ? Walk::Over : Walk::Into; }

 private:
  // `assert test, msg` becomes `test`.
  void KeepTest(ast::Assert statement) {
    Decision decision = input_.selection.SelectStatement(statement.id());
    std::string_view reason = decision.reason;
    TokenRun all = TokensOf(tree(), statement.id());
    if (decision.is_selected && IsJoinedByBackslash(all)) {
      reason = "a backslash joins its lines";
    }
    if (reason.empty() && statement.msg().is_valid()) {
      reason = ScopeEffect(tree(), input_.scopes, statement.msg());
    }
    sites_.AddPlace(statement.id(), "assert", decision, reason);
    if (!reason.empty()) {
      return;
    }
    RemoveTokens(tree(), {all.first, all.first}, "", edits_);
    if (statement.msg().is_valid()) {
      uint32_t comma = TokensOf(tree(), statement.msg()).first;
      while (tree().tokens()[comma].kind != TokenKind::Comma) {
        --comma;
      }
      RemoveTokens(tree(), {comma, all.last}, "", edits_);
    }
  }

  // Behind the keyword, or in front of the message: somewhere outside of brackets.
  bool IsJoinedByBackslash(TokenRun run) const {
    for (uint32_t i = run.first; i < run.last; ++i) {
      Span gap{tree().tokens()[i].end, tree().tokens()[i + 1].begin};
      if (tree().source().Slice(gap).find('\\') != std::string_view::npos) {
        return true;
      }
    }
    return false;
  }

  const PassInput& input_;
  EditList& edits_;
  SiteRecorder sites_;
  StatementStripper stripper_;
};

}  // namespace

void StripAssert(const PassInput& input, PassOutput& output, Diagnostics& /*diagnostics*/) {
  StripAssertPass(input, output).Run();
}

}  // namespace weft
