#include "fuzz/program_grammar.h"

#include "base/assert.h"

#include <iterator>

namespace weft::fuzz_internal {

namespace {

struct BinaryOperator {
  std::string_view text;
  Kind kind;
  Level level;
};

constexpr BinaryOperator kBinaryOperators[] = {
    {"+", Kind::Add, Level::Sum},        {"-", Kind::Sub, Level::Sum},
    {"*", Kind::Mult, Level::Term},      {"@", Kind::MatMult, Level::Term},
    {"/", Kind::Div, Level::Term},       {"%", Kind::Mod, Level::Term},
    {"**", Kind::Pow, Level::Power},     {"<<", Kind::LShift, Level::Shift},
    {">>", Kind::RShift, Level::Shift},  {"|", Kind::BitOr, Level::BitOr},
    {"^", Kind::BitXor, Level::BitXor},  {"&", Kind::BitAnd, Level::BitAnd},
    {"//", Kind::FloorDiv, Level::Term},
};

struct Comparison {
  std::string_view first;
  std::string_view second;
  Kind kind;
};

constexpr Comparison kComparisons[] = {
    {"==", "", Kind::Eq},       {"!=", "", Kind::NotEq},    {"<", "", Kind::Lt},
    {"<=", "", Kind::LtE},      {">", "", Kind::Gt},        {">=", "", Kind::GtE},
    {"is", "", Kind::Is},       {"is", "not", Kind::IsNot}, {"in", "", Kind::In},
    {"not", "in", Kind::NotIn},
};

constexpr Level Above(Level level) {
  return static_cast<Level>(static_cast<int>(level) + 1);
}

}  // namespace

void ProgramGrammar::Expression(Role role, Level at_least) {
  if (place_.is_annotated) {
    // Python takes neither `(x).y: z` nor `x[(*y,)]: z`.
    return out_.Leaf(Kind::Name, role, Name());
  }
  Within depth(depth_, depth_ + 1);
  Within place(place_);
  bool is_lone_item = place_.is_lone_item;
  place_.is_lone_item = false;
  Shape shape = PickShape();
  if (shape == Shape::Binary) {
    return Binary(role, at_least);
  }
  if (shape == Shape::Boolean) {
    return Boolean(role, at_least);
  }
  bool has_bare_colon = shape == Shape::Lambda || shape == Shape::Named;
  bool needs_parentheses = LevelOf(shape) < at_least || (place_.in_field && has_bare_colon) ||
                           (is_lone_item && shape == Shape::Tuple);
  Parenthesized(needs_parentheses, [&] { Write(shape, role); });
}

void ProgramGrammar::Binary(Role role, Level at_least) {
  const BinaryOperator& op = kBinaryOperators[choices_.Below(std::size(kBinaryOperators))];
  Parenthesized(op.level < at_least, [&] {
    bool is_power = op.level == Level::Power;
    out_.Open(Kind::BinOp, role);
    Expression(Role::Left, is_power ? Level::Await : op.level);
    out_.Open(op.kind, Role::Op);
    out_.Symbol(op.text);
    out_.Close();
    Expression(Role::Right, is_power ? Level::Factor : Above(op.level));
    out_.Close();
  });
}

void ProgramGrammar::Boolean(Role role, Level at_least) {
  bool is_or = choices_.Flip();
  Level level = is_or ? Level::Or : Level::And;
  std::string_view word = is_or ? "or" : "and";
  Parenthesized(level < at_least, [&] {
    out_.Open(Kind::BoolOp, role);
    Expression(Role::Values, Above(level));
    out_.Leaf(is_or ? Kind::Or : Kind::And, Role::Op, word);
    Expression(Role::Values, Above(level));
    while (choices_.OneIn(4)) {
      out_.Word(word);
      Expression(Role::Values, Above(level));
    }
    out_.Close();
  });
}

Shape ProgramGrammar::PickShape() {
  constexpr Shape kShapes[] = {
      Shape::Name,      Shape::Call,      Shape::Attribute, Shape::Binary,    Shape::Number,
      Shape::String,    Shape::Keyword,   Shape::Subscript, Shape::Call,      Shape::Unary,
      Shape::Not,       Shape::Boolean,   Shape::Compare,   Shape::Lambda,    Shape::Conditional,
      Shape::Tuple,     Shape::List,      Shape::Set,       Shape::Dict,      Shape::Call,
      Shape::ListComp,  Shape::SetComp,   Shape::DictComp,  Shape::Generator, Shape::Await,
      Shape::Yield,     Shape::YieldFrom, Shape::Named,     Shape::Binary,    Shape::String,
      Shape::Attribute, Shape::Name,
  };
  // The deeper, the likelier a leaf: else one expression would take all bytes.
  if (is_deep() || choices_.Below(8) < static_cast<uint32_t>(depth_)) {
    return choices_.OneIn(4) ? Shape::Number : Shape::Name;
  }
  if (IsAllowed(Shape::Await) && choices_.OneIn(6)) {
    return Shape::Await;  // It is allowed so rarely.
  }
  Shape shape = kShapes[choices_.Below(std::size(kShapes))];
  return IsAllowed(shape) ? shape : Shape::Call;
}

bool ProgramGrammar::IsAllowed(Shape shape) const {
  switch (shape) {
    case Shape::Await:
      return place_.in_async && !place_.in_annotation;
    case Shape::Yield:
      return place_.in_function && !place_.in_comprehension && !place_.in_annotation &&
             (!place_.in_async || place_.is_async_generator);
    case Shape::YieldFrom:
      return IsAllowed(Shape::Yield) && !place_.in_async;
    case Shape::Named:
      return !place_.in_annotation && !place_.in_iterable &&
             !(place_.in_class && place_.in_comprehension);
    default:
      return true;
  }
}

Level ProgramGrammar::LevelOf(Shape shape) {
  switch (shape) {
    case Shape::Yield:
    case Shape::YieldFrom:
      return Level::Yield;
    case Shape::Named:
      return Level::Named;
    case Shape::Lambda:
    case Shape::Conditional:
      return Level::Test;
    case Shape::Not:
      return Level::Not;
    case Shape::Compare:
      return Level::Comparison;
    case Shape::Unary:
      return Level::Factor;
    case Shape::Await:
      return Level::Await;
    case Shape::Call:
    case Shape::Attribute:
    case Shape::Subscript:
      return Level::Primary;
    default:
      return Level::Atom;
  }
}

void ProgramGrammar::Write(Shape shape, Role role) {
  switch (shape) {
    case Shape::Name:
      return out_.Leaf(Kind::Name, role, Name());
    case Shape::Number:
      return Number(role);
    case Shape::String:
      return String(role);
    case Shape::Keyword:
      out_.Open(Kind::Constant, role);
      if (choices_.OneIn(4)) {
        out_.Symbol("...");
      } else {
        out_.Word(choices_.Of({"None", "True", "False"}));
      }
      return out_.Close();
    case Shape::Call:
      return Call(role);
    case Shape::Attribute:
      return Attribute(role, Context::Load);
    case Shape::Subscript:
      return Subscript(role, Context::Load);
    case Shape::Unary:
    case Shape::Not:
      return Unary(role, shape == Shape::Not);
    case Shape::Compare:
      return Compare(role);
    case Shape::Conditional:
      return Conditional(role);
    case Shape::Lambda:
      return Lambda(role);
    case Shape::Tuple:
      return Tuple(role, false);
    case Shape::List:
      return Display(Kind::List, role);
    case Shape::Set:
      return Display(Kind::Set, role);
    case Shape::Dict:
      return Dict(role);
    case Shape::ListComp:
      return Comprehension(Kind::ListComp, role);
    case Shape::SetComp:
      return Comprehension(Kind::SetComp, role);
    case Shape::DictComp:
      return Comprehension(Kind::DictComp, role);
    case Shape::Generator:
      return Comprehension(Kind::GeneratorExp, role);
    case Shape::Await:
      out_.Open(Kind::Await, role);
      out_.Word("await");
      Expression(Role::Value, Level::Primary);
      return out_.Close();
    case Shape::Yield:
      return Yield(role, false);
    case Shape::YieldFrom:
      return Yield(role, true);
    case Shape::Named:
      out_.Open(Kind::NamedExpr, role);
      // Never the variable of a comprehension, which may not be bound again.
      out_.Leaf(Kind::Name, Role::Target, choices_.Of({"w", "w1", "match_"}), Context::Store);
      out_.Symbol(":=");
      Expression(Role::Value, Level::Test);
      return out_.Close();
    default:
      WEFT_ASSERT(false, "operators were written by Expression");
  }
}

void ProgramGrammar::Unary(Role role, bool is_not) {
  out_.Open(Kind::UnaryOp, role);
  if (is_not) {
    out_.Leaf(Kind::Not, Role::Op, "not");
    Expression(Role::Operand, Level::Not);
  } else {
    uint32_t pick = choices_.Below(3);
    constexpr Kind kKinds[] = {Kind::USub, Kind::UAdd, Kind::Invert};
    out_.Open(kKinds[pick], Role::Op);
    out_.Symbol(std::string_view("-+~").substr(pick, 1));
    out_.Close();
    Expression(Role::Operand, Level::Factor);
  }
  out_.Close();
}

void ProgramGrammar::Compare(Role role) {
  out_.Open(Kind::Compare, role);
  Expression(Role::Left, Level::BitOr);
  do {
    const Comparison& op = kComparisons[choices_.Below(std::size(kComparisons))];
    out_.Open(op.kind, Role::Ops);
    if (op.first.front() >= 'a') {
      out_.Word(op.first);
    } else {
      out_.Symbol(op.first);
    }
    if (!op.second.empty()) {
      out_.Word(op.second);
    }
    out_.Close();
    Expression(Role::Comparators, Level::BitOr);
  } while (choices_.OneIn(4));
  out_.Close();
}

void ProgramGrammar::Conditional(Role role) {
  out_.Open(Kind::IfExp, role);
  Expression(Role::Body, Level::Or);
  out_.Word("if");
  Expression(Role::Test, Level::Or);
  out_.Word("else");
  Expression(Role::Orelse, Level::Test);
  out_.Close();
}

void ProgramGrammar::Attribute(Role role, Context context) {
  out_.Open(Kind::Attribute, role, context);
  Expression(Role::Value, Level::Primary);
  out_.Symbol(".");
  out_.Leaf(Kind::identifier, Role::Attr, Name());
  out_.Close();
}

void ProgramGrammar::Subscript(Role role, Context context) {
  bool may_be_starred = !place_.is_annotated;
  out_.Open(Kind::Subscript, role, context);
  Expression(Role::Value, Level::Primary);
  Bracketed("[", "]", [&] {
    uint32_t num_items = 1 + (choices_.OneIn(4) ? choices_.Below(3) : 0);
    bool has_comma = choices_.OneIn(8);
    bool is_starred = may_be_starred && choices_.OneIn(8);
    bool is_tuple = num_items > 1 || has_comma || is_starred;
    if (is_tuple) {
      out_.Open(Kind::Tuple, Role::Slice);
    }
    for (uint32_t i = 0; i < num_items; ++i) {
      SliceItem(is_tuple ? Role::Elts : Role::Slice, is_starred && i == 0);
      if (i + 1 < num_items || has_comma) {
        out_.Symbol(",");
      }
    }
    if (is_tuple) {
      out_.Close();
    }
  });
  out_.Close();
}

void ProgramGrammar::SliceItem(Role role, bool is_starred) {
  if (is_starred) {
    return Starred(role, Level::Test);
  }
  if (choices_.Below(4) < 3) {
    return Expression(role, Level::Named);
  }
  out_.Open(Kind::Slice, role);
  if (choices_.Flip()) {
    Expression(Role::Lower, Level::Test);
  }
  out_.Symbol(":");
  if (choices_.Flip()) {
    Expression(Role::Upper, Level::Test);
  }
  if (choices_.Flip()) {
    out_.Symbol(":");
    if (choices_.Flip()) {
      Expression(Role::Step, Level::Test);
    }
  }
  out_.Close();
}

}  // namespace weft::fuzz_internal
