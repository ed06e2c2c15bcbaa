#include "fuzz/program_grammar.h"

namespace weft::fuzz_internal {

void ProgramGrammar::CompoundStatement(Role role) {
  switch (choices_.Below(10)) {
    case 0:
      out_.StartLine();
      return If(role, "if");
    case 1:
      return While(role);
    case 2:
    case 3:
      return For(role);
    case 4:
      return Try(role);
    case 5:
      return With(role);
    case 6:
      return Match(role);
    case 7:
      return Class(role);
    default:
      return Function(role);
  }
}

// On the line of the colon, or on indented lines of its own.
void ProgramGrammar::Block(Role role) {
  out_.Symbol(":");
  if (choices_.OneIn(4)) {
    Within is_inline(place_.is_inline, true);
    SimpleStatements(role);
    out_.EndLine();
    return;
  }
  out_.EndLine();
  out_.Indent();
  do {
    Statement(role);
  } while (choices_.Flip());
  out_.Dedent();
}

// The caller has started the line.
void ProgramGrammar::If(Role role, std::string_view keyword) {
  out_.Open(Kind::If, role);
  out_.Word(keyword);
  Expression(Role::Test, Level::Named);
  Block(Role::Body);
  if (choices_.OneIn(4)) {
    out_.StartLine();
    If(Role::Orelse, "elif");
  } else {
    Else();
  }
  out_.Close();
}

void ProgramGrammar::Else() {
  if (choices_.OneIn(4)) {
    out_.StartLine();
    out_.Word("else");
    Block(Role::Orelse);
  }
}

void ProgramGrammar::While(Role role) {
  out_.StartLine();
  out_.Open(Kind::While, role);
  out_.Word("while");
  Expression(Role::Test, Level::Named);
  {
    Within place(place_);
    place_.in_loop = true;
    Block(Role::Body);
  }
  Else();
  out_.Close();
}

void ProgramGrammar::For(Role role) {
  bool is_async = place_.in_async && choices_.Flip();
  out_.StartLine();
  out_.Open(is_async ? Kind::AsyncFor : Kind::For, role);
  if (is_async) {
    out_.Word("async");
  }
  out_.Word("for");
  Targets(Role::Target);
  out_.Word("in");
  Expressions(Role::Iter);
  {
    Within place(place_);
    place_.in_loop = true;
    Block(Role::Body);
  }
  Else();
  out_.Close();
}

void ProgramGrammar::Try(Role role) {
  bool is_star = choices_.OneIn(4);
  out_.StartLine();
  out_.Open(is_star ? Kind::TryStar : Kind::Try, role);
  out_.Word("try");
  Block(Role::Body);
  uint32_t num_handlers = is_star ? 1 + choices_.Below(2) : choices_.Below(3);
  for (uint32_t i = 0; i < num_handlers; ++i) {
    ExceptHandler(is_star, i + 1 == num_handlers);
  }
  if (num_handlers > 0) {
    Else();
  }
  if (num_handlers == 0 || choices_.OneIn(4)) {
    out_.StartLine();
    out_.Word("finally");
    Block(Role::Finalbody);
  }
  out_.Close();
}

void ProgramGrammar::ExceptHandler(bool is_star, bool is_last) {
  out_.StartLine();
  out_.Open(Kind::ExceptHandler, Role::Handlers);
  out_.Word("except");
  if (is_star) {
    out_.Symbol("*");
  }
  if (is_star || !is_last || choices_.Flip()) {
    Expression(Role::Type, Level::Test);
    if (choices_.Flip()) {
      out_.Word("as");
      out_.Leaf(Kind::identifier, Role::Name, Name());
    }
  }
  Within place(place_);
  place_.in_except_star |= is_star;
  Block(Role::Body);
  out_.Close();
}

void ProgramGrammar::With(Role role) {
  bool is_async = place_.in_async && choices_.Flip();
  out_.StartLine();
  out_.Open(is_async ? Kind::AsyncWith : Kind::With, role);
  if (is_async) {
    out_.Word("async");
  }
  out_.Word("with");
  bool has_parentheses = choices_.OneIn(3);
  if (has_parentheses) {
    out_.OpenBracket("(");
  }
  bool goes_on = true;
  for (size_t i = 0; goes_on; ++i) {
    goes_on = choices_.OneIn(3);
    WithItem(!has_parentheses && !goes_on && i == 0);
    if (goes_on || (has_parentheses && choices_.OneIn(4))) {
      out_.Symbol(",");
    }
  }
  if (has_parentheses) {
    out_.CloseBracket(")");
  }
  Block(Role::Body);
  out_.Close();
}

void ProgramGrammar::WithItem(bool is_lone) {
  out_.Open(Kind::withitem, Role::Items);
  if (choices_.Flip()) {
    Expression(Role::ContextExpr, Level::Test);
    out_.Word("as");
    Target(Role::OptionalVars, Context::Store, true);
  } else if (is_lone && choices_.OneIn(8)) {
    Tuple(Role::ContextExpr, true);  // With a star in it, it is a tuple.
  } else {
    Within place(place_);
    place_.is_lone_item = is_lone;
    Expression(Role::ContextExpr, Level::Test);
  }
  out_.Close();
}

void ProgramGrammar::Match(Role role) {
  out_.StartLine();
  out_.Open(Kind::Match, role);
  out_.Word("match");
  if (choices_.OneIn(4)) {
    Expressions(Role::Subject);
  } else {
    Expression(Role::Subject, Level::Named);
  }
  out_.Symbol(":");
  out_.EndLine();
  out_.Indent();
  bool goes_on = true;
  while (goes_on) {
    goes_on = choices_.Flip();
    MatchCase(!goes_on);
  }
  out_.Dedent();
  out_.Close();
}

// Only the last case may match anything without a guard.
void ProgramGrammar::MatchCase(bool is_last) {
  out_.StartLine();
  out_.Open(Kind::match_case, Role::Cases);
  out_.Word("case");
  captures_.clear();
  bool has_guard = choices_.OneIn(3);
  bool is_refutable = !is_last && !has_guard;
  if (choices_.OneIn(4)) {
    SequencePattern(Role::Pattern, "", "");
  } else {
    Pattern(Role::Pattern, is_refutable);
  }
  if (has_guard) {
    out_.Word("if");
    Expression(Role::Guard, Level::Named);
  }
  Block(Role::Body);
  out_.Close();
}

}  // namespace weft::fuzz_internal
