#pragma once

#include "passes/pass.h"
#include "passes/sites.h"
#include "passes/statement_stripper.h"
#include "syntax/visitor.h"

#include <string_view>

namespace weft {

// What passes that take out calls have in common: statements that are nothing but a call go, and
// with them what the call was given. Where evaluating that may do something, `effects` says what
// becomes of the statement:
//
//   print(f(x), y)    Leave: as it is    Keep: (f(x), y)    Drop: nothing
class CallStripper {
 public:
  // All outlive the object.
  CallStripper(const PassInput& input, PassOutput& output, ArgEffects effects);

  // Takes `statement` out, an Expr of a Call, unless there is a `reason` not to. In source order.
  void Strip(NodeId statement, std::string_view reason = {});

  // Takes out a statement that binds a name which nothing else needs.
  void StripUnused(NodeId statement, std::string_view what) {
    stripper_.StripUnused(statement, what);
  }

  // Asks for the edits; once, at the end.
  void Finish() { stripper_.Finish(); }

 private:
  void KeepArguments(NodeId statement, NodeId call);

  const PassInput& input_;
  EditList& edits_;
  ArgEffects effects_;
  SiteRecorder sites_;
  StatementStripper stripper_;
};

// Calls Take(statement, call) of the class for every statement that is nothing but a call, in
// source order.
template <typename Derived>
class CallStatementVisitor : public Visitor<Derived> {
 public:
  Walk VisitExpr(ast::Expr statement) {
    if (this->tree()[statement.value()].kind == Kind::Call) {
      static_cast<Derived&>(*this).Take(statement.id(), statement.value());
    }
    return Walk::Over;
  }

  Walk VisitNode(NodeId id) { return IsExpr(this->tree()[id].kind) ? Walk::Over : Walk::Into; }
};

}  // namespace weft
