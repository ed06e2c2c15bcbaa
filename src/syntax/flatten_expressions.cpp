#include "syntax/flattener.h"

namespace weft::flatten_internal {

// The operands of a comma list.
void Flattener::Elements(const ChildList& children, Role role, uint8_t flags) {
  for (size_t i = 0; i < children.size(); ++i) {
    if (children[i].is_operand()) {
      Convert(children[i].ref, role, flags);
    }
  }
}

void Flattener::Tuple(const Work& work, bool is_bare) {
  ChildList children = Gather(work.ref);
  uint8_t context = work.flags & Node::kContextMask;
  // In a target, `(a)` comes as a tuple pattern of one.
  if (!is_bare && children.size() == 3 && !children.HasToken(TokenKind::Comma) &&
      !HasOpenStar(FirstToken(children[1].ref))) {
    return Convert(children[1].ref, work.role, context | Node::kParenthesized);
  }
  Span span = SpanOf(work.ref);
  if (is_bare) {
    span.begin = BeginOf(work.ref);
  }
  Open(Kind::Tuple, work.role, span, work.flags);
  Elements(children, Role::Elts, context);
  Close();
}

// `a and b and c` nests to the left in the grammar and is one BoolOp in Python.
void Flattener::BooleanOperator(const Work& work) {
  ChildList children = Gather(work.ref);
  TokenKind op = children[1].token;
  std::vector<ConcreteRef> values = {children[2].ref};
  ConcreteRef op_ref = children[1].ref;
  ConcreteRef left = children[0].ref;
  while (SymbolOf(left) == Symbol::boolean_operator) {
    ChildList inner = Gather(left);
    if (inner[1].token != op) {
      break;
    }
    values.push_back(inner[2].ref);
    op_ref = inner[1].ref;
    left = inner[0].ref;
  }
  Open(Kind::BoolOp, work.role, SpanOf(work.ref), work.flags);
  Convert(left, Role::Values);
  Leaf(op == TokenKind::And ? Kind::And : Kind::Or, Role::Op, LeafSpan(op_ref));
  for (size_t i = values.size(); i > 0; --i) {
    Convert(values[i - 1], Role::Values);
  }
  Close();
}

void Flattener::Conditional(const Work& work) {
  ChildList children = Gather(work.ref);
  Span span = SpanOf(work.ref);
  ConcreteRef body = children[0].ref;
  bool is_walrus = SymbolOf(body) == Symbol::named_expression;
  Role role = work.role;
  uint8_t flags = work.flags;
  if (is_walrus) {
    // The grammar groups `x := a if b else c` as `(x := a) if b else c`.
    ChildList parts = Gather(body);
    Open(Kind::NamedExpr, role, span, flags);
    Convert(parts.Find(Field::Name)->ref, Role::Target, kStore);
    body = parts.Find(Field::Value)->ref;
    span.begin = SpanOf(body).begin;
    role = Role::Value;
    flags = 0;
  }
  Open(Kind::IfExp, role, span, flags);
  Convert(body, Role::Body);
  Convert(children[2].ref, Role::Test);
  Convert(children[4].ref, Role::Orelse);
  Close();
  if (is_walrus) {
    Close();
  }
}

void Flattener::Comparison(const Work& work) {
  ChildList children = Gather(work.ref);
  Open(Kind::Compare, work.role, SpanOf(work.ref), work.flags);
  Convert(children[0].ref, Role::Left);
  for (size_t i = 1; i < children.size(); ++i) {
    const Child& child = children[i];
    if (child.field != Field::Operators) {
      Convert(child.ref, Role::Comparators);
    } else if (child.symbol == Symbol::not_in) {
      Leaf(Kind::NotIn, Role::Ops, LeafSpan(child.ref));
    } else if (child.symbol == Symbol::is_not) {
      Leaf(Kind::IsNot, Role::Ops, LeafSpan(child.ref));
    } else {
      Leaf(ComparisonKind(child.token), Role::Ops, LeafSpan(child.ref));
    }
  }
  Close();
}

void Flattener::NotOperator(const Work& work) {
  ChildList children = Gather(work.ref);
  Open(Kind::UnaryOp, work.role, SpanOf(work.ref), work.flags);
  Leaf(Kind::Not, Role::Op, LeafSpan(children[0].ref));
  Convert(children[1].ref, Role::Operand);
  Close();
}

void Flattener::Await(const Work& work) {
  Span span = SpanOf(work.ref);
  ConcreteRef operand = Gather(work.ref)[1].ref;
  if (SymbolOf(operand) == Symbol::binary_operator) {
    // The grammar groups `await x ** 2` as `await (x ** 2)`.
    ChildList parts = Gather(operand);
    Open(Kind::BinOp, work.role, span, work.flags);
    Open(Kind::Await, Role::Left, {span.begin, SpanOf(parts[0].ref).end});
    Convert(parts[0].ref, Role::Value);
    Close();
    Leaf(BinaryOperatorKind(parts[1].token), Role::Op, LeafSpan(parts[1].ref));
    Convert(parts[2].ref, Role::Right);
    return Close();
  }
  Open(Kind::Await, work.role, span, work.flags);
  Convert(operand, Role::Value);
  Close();
}

void Flattener::Yield(const Work& work) {
  ChildList children = Gather(work.ref);
  bool is_from = children.HasToken(TokenKind::From);
  Open(is_from ? Kind::YieldFrom : Kind::Yield, work.role, SpanOf(work.ref), work.flags);
  if (children.size() > 1) {
    Convert(children[children.size() - 1].ref, Role::Value);
  }
  Close();
}

void Flattener::Call(const Work& work) {
  ChildList children = Gather(work.ref);
  Open(Kind::Call, work.role, SpanOf(work.ref), work.flags);
  Convert(children[0].ref, Role::Func);
  const Child arguments = children[1];
  if (arguments.symbol == Symbol::generator_expression) {
    Convert(arguments.ref, Role::Args);
  } else {
    Arguments(Gather(arguments.ref), false);
  }
  Close();
}

void Flattener::Subscript(const Work& work) {
  ChildList children = Gather(work.ref);
  Open(Kind::Subscript, work.role, SpanOf(work.ref), work.flags);
  Convert(children[0].ref, Role::Value);
  ConcreteRef first = children[2].ref;
  bool is_tuple = children.HasToken(TokenKind::Comma) || HasOpenStar(FirstToken(first));
  if (is_tuple) {
    Open(Kind::Tuple, Role::Slice, {BeginOf(first), SpanOf(children[children.size() - 2].ref).end});
  }
  for (size_t i = 2; i + 1 < children.size(); ++i) {
    if (children[i].is_operand()) {
      Convert(children[i].ref, is_tuple ? Role::Elts : Role::Slice);
    }
  }
  if (is_tuple) {
    Close();
  }
  Close();
}

void Flattener::Slice(const Work& work) {
  if (HasOpenStar(FirstToken(work.ref))) {
    return;  // `a[*b:c]`: the star stays open, which Run() reports.
  }
  ChildList children = Gather(work.ref);
  Open(Kind::Slice, work.role, SpanOf(work.ref));
  constexpr Role kRoles[] = {Role::Lower, Role::Upper, Role::Step};
  size_t num_colons = 0;
  for (size_t i = 0; i < children.size(); ++i) {
    if (children[i].is_operand()) {
      WEFT_ASSERT(num_colons < std::size(kRoles), "a slice has up to two colons");
      Convert(children[i].ref, kRoles[num_colons]);
    } else {
      ++num_colons;
    }
  }
  Close();
}

// A value without a key in front of it is unpacked: `{**value}`.
void Flattener::Dictionary(const Work& work) {
  Open(Kind::Dict, work.role, SpanOf(work.ref), work.flags);
  ChildList children = Gather(work.ref);
  for (size_t i = 0; i < children.size(); ++i) {
    const Child child = children[i];
    if (child.symbol == Symbol::pair) {
      ChildList pair = Gather(child.ref);
      Convert(pair[0].ref, Role::Keys);
      Convert(pair[2].ref, Role::Values);
    } else if (child.symbol == Symbol::dictionary_splat) {
      Convert(Gather(child.ref)[1].ref, Role::Values);
    }
  }
  Close();
}

void Flattener::Comprehension(const Work& work, Kind kind) {
  ChildList children = Gather(work.ref);
  Open(kind, work.role, SpanOf(work.ref), work.flags);
  const Child* body = children.Find(Field::Body);
  if (kind == Kind::DictComp) {
    ChildList pair = Gather(body->ref);
    Convert(pair[0].ref, Role::Key);
    Convert(pair[2].ref, Role::Value);
  } else {
    Convert(body->ref, Role::Elt);
  }
  Generators(children);
  Close();
}

// Each `for` clause with the `if` clauses behind it.
void Flattener::Generators(const ChildList& children) {
  for (size_t i = 0; i < children.size(); ++i) {
    if (children[i].symbol != Symbol::for_in_clause) {
      continue;
    }
    size_t end = i + 1;
    while (end < children.size() && children[end].symbol == Symbol::if_clause) {
      ++end;
    }
    ConcreteRef last = children[end - 1].ref;
    ChildList clause = Gather(children[i].ref);
    Open(Kind::comprehension, Role::Generators, {SpanOf(children[i].ref).begin, SpanOf(last).end},
         clause.HasToken(TokenKind::Async) ? Node::kAsync : 0);
    Convert(clause.Find(Field::Left)->ref, Role::Target, kStore);
    Convert(clause.Find(Field::Right)->ref, Role::Iter);
    for (size_t k = i + 1; k < end; ++k) {
      Convert(Gather(children[k].ref)[1].ref, Role::Ifs);
    }
    Close();
  }
}

// One literal, or several that Python joins. A Constant unless one of them is an f-string
// or a t-string.
void Flattener::String(const Work& work) {
  Span span = SpanOf(work.ref);
  ChildList parts = Gather(work.ref);
  if (SymbolOf(work.ref) == Symbol::string) {
    // The literal itself: its only part.
    parts = ChildList(&children_, children_.size(), children_.size() + 1);
    children_.push_back({work.ref, Symbol::string, Field::None, TokenKind::EndOfFile});
  }
  bool is_format = false;
  bool is_template = false;
  for (size_t i = 0; i < parts.size(); ++i) {
    const Token& start = tokens_[FirstToken(parts[i].ref)];
    if (start.kind == TokenKind::FStringStart) {
      is_format = true;
      std::string_view prefix = source_.Slice(start.span());
      is_template |= prefix.substr(0, 2).find_first_of("tT") != std::string_view::npos;
    }
  }
  if (!is_format) {
    return Leaf(Kind::Constant, work.role, span, work.flags & Node::kParenthesized);
  }
  Open(is_template ? Kind::TemplateStr : Kind::JoinedStr, work.role, span, work.flags);
  for (size_t i = 0; i < parts.size(); ++i) {
    Fields(parts[i].ref, is_template);
  }
  Close();
}

// The replacement fields of a literal or of a format specification.
void Flattener::Fields(ConcreteRef string, bool is_template) {
  ChildList children = Gather(string);
  for (size_t i = 0; i < children.size(); ++i) {
    Symbol symbol = children[i].symbol;
    if (symbol == Symbol::interpolation || symbol == Symbol::format_expression) {
      FormattedField(children[i].ref, is_template);
    }
  }
}

// Recurses into format specifications, which the tokenizer lets nest no deeper than
// brackets may (200).
void Flattener::FormattedField(ConcreteRef field, bool is_template) {
  ChildList children = Gather(field);
  bool is_self_documenting = children.HasToken(TokenKind::FieldEqual);
  Open(is_template ? Kind::Interpolation : Kind::FormattedValue, Role::Values, SpanOf(field),
       is_self_documenting ? Node::kSelfDocumenting : 0);
  Convert(children.Find(Field::Expression)->ref, Role::Value);
  if (const Child* spec = children.Find(Field::FormatSpecifier)) {
    ConcreteRef spec_ref = spec->ref;
    // The specification lasts until the field's brace, literal text included.
    uint32_t end = tokens_[LastToken(field) - 1].end;
    Open(Kind::JoinedStr, Role::FormatSpec, {SpanOf(spec_ref).begin, end});
    Fields(spec_ref, false);  // Of a t-string, too, it is an f-string.
    Close();
  }
  Close();
}

// `A | B` where the grammar expects a type.
void Flattener::UnionType(const Work& work) {
  ChildList children = Gather(work.ref);
  Open(Kind::BinOp, work.role, SpanOf(work.ref), work.flags);
  Convert(children[0].ref, Role::Left);
  Leaf(Kind::BitOr, Role::Op, LeafSpan(children[1].ref));
  Convert(children[2].ref, Role::Right);
  Close();
}

}  // namespace weft::flatten_internal
