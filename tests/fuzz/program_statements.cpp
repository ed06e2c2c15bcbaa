#include "fuzz/program_grammar.h"

namespace weft::fuzz_internal {

void ProgramGrammar::Statement(Role role) {
  if (!place_.is_inline && num_blocks_ < kMaxBlocks && choices_.Below(3) > 1) {
    Within num_blocks(num_blocks_, num_blocks_ + 1);
    CompoundStatement(role);
    return;
  }
  out_.StartLine();
  SimpleStatements(role);
  out_.EndLine();
}

// One line of them.
void ProgramGrammar::SimpleStatements(Role role) {
  SimpleStatement(role);
  while (choices_.OneIn(6)) {
    out_.Symbol(";");
    if (choices_.OneIn(4)) {
      return;
    }
    SimpleStatement(role);
  }
}

void ProgramGrammar::SimpleStatement(Role role) {
  switch (choices_.Below(24)) {
    case 0:
      return out_.Leaf(Kind::Pass, role, "pass");
    case 1:
    case 2:
      return Assign(role);
    case 3:
      return AugAssign(role);
    case 4:
      return AnnAssign(role);
    case 5:
      return Delete(role);
    case 6:
      return Import(role);
    case 7:
      return ImportFrom(role);
    case 8:
      return Declaration(role);
    case 9:
    case 10:
      return Return(role);
    case 11:
      return Raise(role);
    case 12:
      return Assert(role);
    case 13:
      return options_.is_modern ? TypeAlias(role) : ExpressionStatement(role);
    case 14:
    case 15:
      if (place_.in_loop && !place_.in_except_star) {
        return choices_.Flip() ? out_.Leaf(Kind::Break, role, "break")
                               : out_.Leaf(Kind::Continue, role, "continue");
      }
      [[fallthrough]];
    default:
      return ExpressionStatement(role);
  }
}

void ProgramGrammar::ExpressionStatement(Role role) {
  out_.Open(Kind::Expr, role);
  RightSide(Role::Value);
  out_.Close();
}

void ProgramGrammar::RightSide(Role role) {
  bool is_from = choices_.OneIn(2);
  Shape shape = is_from ? Shape::YieldFrom : Shape::Yield;
  if (choices_.OneIn(8) && IsAllowed(shape)) {
    Yield(role, is_from);
  } else {
    Expressions(role);
  }
}

void ProgramGrammar::Assign(Role role) {
  out_.Open(Kind::Assign, role);
  do {
    Targets(Role::Targets);
    out_.Symbol("=");
  } while (choices_.OneIn(4));
  RightSide(Role::Value);
  out_.Close();
}

void ProgramGrammar::AugAssign(Role role) {
  struct Operator {
    Kind kind;
    std::string_view text;
  };
  auto op = choices_.Of<Operator>({{Kind::Add, "+="},
                                   {Kind::Sub, "-="},
                                   {Kind::Mult, "*="},
                                   {Kind::MatMult, "@="},
                                   {Kind::Div, "/="},
                                   {Kind::Mod, "%="},
                                   {Kind::Pow, "**="},
                                   {Kind::LShift, "<<="},
                                   {Kind::RShift, ">>="},
                                   {Kind::BitOr, "|="},
                                   {Kind::BitXor, "^="},
                                   {Kind::BitAnd, "&="},
                                   {Kind::FloorDiv, "//="}});
  out_.Open(Kind::AugAssign, role);
  Target(Role::Target, Context::Store, false);
  out_.Open(op.kind, Role::Op);
  out_.Symbol(op.text);
  out_.Close();
  RightSide(Role::Value);
  out_.Close();
}

void ProgramGrammar::AnnAssign(Role role) {
  out_.Open(Kind::AnnAssign, role);
  {
    Within is_annotated(place_.is_annotated, true);
    Target(Role::Target, Context::Store, false);
  }
  out_.Symbol(":");
  {
    Within annotation(place_.in_annotation, true);
    Expression(Role::Annotation, Level::Test);
  }
  if (choices_.Flip()) {
    out_.Symbol("=");
    RightSide(Role::Value);
  }
  out_.Close();
}

void ProgramGrammar::Delete(Role role) {
  out_.Open(Kind::Delete, role);
  out_.Word("del");
  bool goes_on = true;
  while (goes_on) {
    Target(Role::Targets, Context::Del, true);
    goes_on = choices_.OneIn(4);
    if (goes_on || choices_.OneIn(8)) {
      out_.Symbol(",");
    }
  }
  out_.Close();
}

// A leaf: `a`, or `a.b.c`.
void ProgramGrammar::ImportedName(bool may_be_dotted) {
  out_.Word(Name());
  while (may_be_dotted && choices_.OneIn(3)) {
    out_.Symbol(".");
    out_.Word(Name());
  }
}

void ProgramGrammar::Import(Role role) {
  out_.Open(Kind::Import, role);
  out_.Word("import");
  bool goes_on = true;
  while (goes_on) {
    out_.Open(Kind::alias, Role::Names);
    out_.Open(Kind::identifier, Role::Name);
    ImportedName(true);
    out_.Close();
    if (choices_.OneIn(3)) {
      out_.Word("as");
      out_.Leaf(Kind::identifier, Role::Asname, Name());
    }
    out_.Close();
    goes_on = choices_.OneIn(3);
    if (goes_on) {
      out_.Symbol(",");
    }
  }
  out_.Close();
}

void ProgramGrammar::ImportFrom(Role role) {
  out_.Open(Kind::ImportFrom, role);
  out_.Word("from");
  uint32_t num_dots = choices_.Below(3) == 2 ? choices_.Below(8) : 0;
  for (uint32_t i = 0; i < num_dots; ++i) {
    // Three dots in a row are one token.
    if (num_dots - i >= 3 && choices_.Flip()) {
      out_.Symbol("...");
      i += 2;
    } else {
      out_.Symbol(".");
    }
  }
  if (num_dots == 0 || choices_.Flip()) {
    // Not `__future__`, which must come first.
    out_.Open(Kind::identifier, Role::Module);
    out_.Word(choices_.Of({"a", "match", "type", "sys", "print"}));
    while (choices_.OneIn(3)) {
      out_.Symbol(".");
      out_.Word(Name());
    }
    out_.Close();
  }
  out_.Word("import");
  if (place_.is_module && choices_.OneIn(8)) {
    out_.Open(Kind::alias, Role::Names);
    out_.Open(Kind::identifier, Role::Name);
    out_.Symbol("*");
    out_.Close();
    out_.Close();
    out_.Close();
    return;
  }
  bool has_parentheses = choices_.Flip();
  if (has_parentheses) {
    out_.OpenBracket("(");
  }
  bool goes_on = true;
  while (goes_on) {
    out_.Open(Kind::alias, Role::Names);
    out_.Leaf(Kind::identifier, Role::Name, Name());
    if (choices_.OneIn(3)) {
      out_.Word("as");
      out_.Leaf(Kind::identifier, Role::Asname, Name());
    }
    out_.Close();
    goes_on = choices_.OneIn(3);
    if (goes_on || (has_parentheses && choices_.OneIn(4))) {
      out_.Symbol(",");
    }
  }
  if (has_parentheses) {
    out_.CloseBracket(")");
  }
  out_.Close();
}

void ProgramGrammar::FutureImport() {
  if (choices_.Flip()) {
    out_.StartLine();
    out_.Open(Kind::Expr, Role::Body);
    out_.Open(Kind::Constant, Role::Value);
    out_.Symbol(choices_.Of({"\"doc\"", "r'''doc'''", "'d' 'oc'"}));
    out_.Close();
    out_.Close();
    out_.EndLine();
  }
  out_.StartLine();
  out_.Open(Kind::ImportFrom, Role::Body);
  out_.Word("from");
  out_.Leaf(Kind::identifier, Role::Module, "__future__");
  out_.Word("import");
  out_.Open(Kind::alias, Role::Names);
  out_.Leaf(Kind::identifier, Role::Name, choices_.Of({"annotations", "division"}));
  out_.Close();
  out_.Close();
  out_.EndLine();
}

// Names that are used for nothing else, since Python wants the declaration to come first.
void ProgramGrammar::Declaration(Role role) {
  bool is_nonlocal = !cells_.empty() && choices_.Flip();
  out_.Open(is_nonlocal ? Kind::Nonlocal : Kind::Global, role);
  out_.Word(is_nonlocal ? "nonlocal" : "global");
  bool goes_on = true;
  while (goes_on) {
    auto pick = static_cast<size_t>(choices_.Below(4));
    out_.Leaf(Kind::identifier, Role::Names,
              is_nonlocal ? cells_[pick % cells_.size()] : "g" + std::to_string(pick));
    goes_on = choices_.OneIn(3);
    if (goes_on) {
      out_.Symbol(",");
    }
  }
  out_.Close();
}

void ProgramGrammar::Return(Role role) {
  if (!place_.in_function || place_.in_except_star) {
    return ExpressionStatement(role);
  }
  out_.Open(Kind::Return, role);
  out_.Word("return");
  if (!place_.is_async_generator && choices_.Below(4) > 0) {
    Expressions(Role::Value);
  }
  out_.Close();
}

void ProgramGrammar::Raise(Role role) {
  out_.Open(Kind::Raise, role);
  out_.Word("raise");
  if (choices_.Below(4) > 0) {
    Expression(Role::Exc, Level::Test);
    if (choices_.Flip()) {
      out_.Word("from");
      Expression(Role::Cause, Level::Test);
    }
  }
  out_.Close();
}

void ProgramGrammar::Assert(Role role) {
  out_.Open(Kind::Assert, role);
  out_.Word("assert");
  Expression(Role::Test, Level::Test);
  if (choices_.Flip()) {
    out_.Symbol(",");
    Expression(Role::Msg, Level::Test);
  }
  out_.Close();
}

}  // namespace weft::fuzz_internal
