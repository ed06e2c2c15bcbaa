#include "syntax/flattener.h"

namespace weft::flatten_internal {

// The statements of a suite, in one role.
void Flattener::Block(ConcreteRef block, Role role) {
  ChildList children = Gather(block);
  for (size_t i = 0; i < children.size(); ++i) {
    if (children[i].is_node()) {
      Convert(children[i].ref, role);
    }
  }
}

void Flattener::Module(const Work& work) {
  Open(Kind::Module, Role::None, {0, static_cast<uint32_t>(source_.text().size())});
  Block(work.ref, Role::Body);
  Close();
}

void Flattener::ExpressionStatement(const Work& work) {
  ChildList children = Gather(work.ref);
  const Child& first = children[0];
  if (first.symbol == Symbol::assignment || first.symbol == Symbol::augmented_assignment) {
    Convert(first.ref, work.role);
    return;
  }
  Span span = {BeginOf(work.ref), SpanOf(work.ref).end};
  Open(Kind::Expr, work.role, span);
  if (children.HasToken(TokenKind::Comma)) {
    Open(Kind::Tuple, Role::Value, span);
    Elements(children, Role::Elts, 0);
    Close();
  } else {
    Convert(first.ref, Role::Value);
  }
  Close();
}

// `a = b = c` nests to the right in the grammar and is one Assign in Python.
void Flattener::Assignment(const Work& work) {
  Span span = {BeginOf(work.ref), SpanOf(work.ref).end};
  ChildList children = Gather(work.ref);
  if (const Child* type = children.Find(Field::Type)) {
    ConcreteRef left = children.Find(Field::Left)->ref;
    bool is_simple = left.is_token();
    Open(Kind::AnnAssign, work.role, span, is_simple ? Node::kSimple : 0);
    Convert(left, Role::Target, kStore);
    Convert(type->ref, Role::Annotation);
    if (const Child* right = children.Find(Field::Right)) {
      Convert(right->ref, Role::Value);
    }
    return Close();
  }
  Open(Kind::Assign, work.role, span);
  ConcreteRef right;
  for (;;) {
    Convert(children.Find(Field::Left)->ref, Role::Targets, kStore);
    const Child* value = children.Find(Field::Right);
    right = value->ref;
    if (value->symbol != Symbol::assignment) {
      break;
    }
    children = Gather(right);
    if (children.Find(Field::Type) != nullptr) {
      return diagnostics_.Report<DiagnosticId::InvalidSyntax>(SpanOf(right));
    }
  }
  if (SymbolOf(right) == Symbol::augmented_assignment) {
    return diagnostics_.Report<DiagnosticId::InvalidSyntax>(SpanOf(right));
  }
  Convert(right, Role::Value);
  Close();
}

void Flattener::AugmentedAssignment(const Work& work) {
  ChildList children = Gather(work.ref);
  Open(Kind::AugAssign, work.role, {BeginOf(work.ref), SpanOf(work.ref).end});
  Convert(children.Find(Field::Left)->ref, Role::Target, kStore);
  const Child* op = children.Find(Field::Operator);
  Leaf(BinaryOperatorKind(op->token), Role::Op, LeafSpan(op->ref));
  const Child* right = children.Find(Field::Right);
  if (right->symbol == Symbol::assignment || right->symbol == Symbol::augmented_assignment) {
    return diagnostics_.Report<DiagnosticId::InvalidSyntax>(SpanOf(right->ref));
  }
  Convert(right->ref, Role::Value);
  Close();
}

// `del a, b` has two targets; `del (a, b)` has one, a tuple.
void Flattener::Delete(const Work& work) {
  Open(Kind::Delete, work.role, SpanOf(work.ref));
  const Child targets = Gather(work.ref)[1];
  if (targets.symbol == Symbol::expression_list) {
    Elements(Gather(targets.ref), Role::Targets, kDel);
  } else {
    Convert(targets.ref, Role::Targets, kDel);
  }
  Close();
}

void Flattener::ImportFrom(const Work& work) {
  Open(Kind::ImportFrom, work.role, SpanOf(work.ref));
  ChildList children = Gather(work.ref);
  for (size_t i = 0; i < children.size(); ++i) {
    const Child child = children[i];
    switch (child.symbol) {
      case Symbol::relative_import: {
        ChildList parts = Gather(child.ref);
        if (const Child* name = parts.Find(Symbol::dotted_name)) {
          Leaf(Kind::identifier, Role::Module, LeafSpan(name->ref));
        }
        break;
      }
      case Symbol::dotted_name:
        if (child.field == Field::ModuleName) {
          Leaf(Kind::identifier, Role::Module, LeafSpan(child.ref));
          break;
        }
        [[fallthrough]];
      case Symbol::aliased_import:
      case Symbol::wildcard_import:
        Convert(child.ref, Role::Names);
        break;
      default:
        break;
    }
  }
  Close();
}

// Each `elif` is an If in the `orelse` of the one before.
void Flattener::If(const Work& work) {
  ChildList children = Gather(work.ref);
  Span span = SpanOf(work.ref);
  Open(Kind::If, work.role, span);
  Convert(children.Find(Field::Condition)->ref, Role::Test);
  Block(children.Find(Symbol::block)->ref, Role::Body);
  size_t depth = 1;
  for (size_t i = 0; i < children.size(); ++i) {
    const Child child = children[i];
    if (child.symbol == Symbol::elif_clause) {
      ChildList clause = Gather(child.ref);
      Open(Kind::If, Role::Orelse, {SpanOf(child.ref).begin, span.end});
      Convert(clause.Find(Field::Condition)->ref, Role::Test);
      Block(clause.Find(Symbol::block)->ref, Role::Body);
      ++depth;
    } else if (child.symbol == Symbol::else_clause) {
      Block(Gather(child.ref).Find(Symbol::block)->ref, Role::Orelse);
    }
  }
  for (; depth > 0; --depth) {
    Close();
  }
}

void Flattener::ElseAndFinally(const ChildList& children) {
  if (const Child* clause = children.Find(Symbol::else_clause)) {
    Block(Gather(clause->ref).Find(Symbol::block)->ref, Role::Orelse);
  }
  if (const Child* clause = children.Find(Symbol::finally_clause)) {
    Block(Gather(clause->ref).Find(Symbol::block)->ref, Role::Finalbody);
  }
}

void Flattener::For(const Work& work) {
  ChildList children = Gather(work.ref);
  bool is_async = children.HasToken(TokenKind::Async);
  Open(is_async ? Kind::AsyncFor : Kind::For, work.role, SpanOf(work.ref));
  Convert(children.Find(Field::Left)->ref, Role::Target, kStore);
  Convert(children.Find(Field::Right)->ref, Role::Iter);
  Block(children.Find(Symbol::block)->ref, Role::Body);
  ElseAndFinally(children);
  Close();
}

void Flattener::While(const Work& work) {
  ChildList children = Gather(work.ref);
  Open(Kind::While, work.role, SpanOf(work.ref));
  Convert(children.Find(Field::Condition)->ref, Role::Test);
  Block(children.Find(Symbol::block)->ref, Role::Body);
  ElseAndFinally(children);
  Close();
}

void Flattener::Try(const Work& work) {
  ChildList children = Gather(work.ref);
  const Child* handler = children.Find(Symbol::except_clause);
  bool is_star =
      handler != nullptr && tokens_[FirstToken(handler->ref) + 1].kind == TokenKind::Star;
  Open(is_star ? Kind::TryStar : Kind::Try, work.role, SpanOf(work.ref));
  Block(children.Find(Symbol::block)->ref, Role::Body);
  for (size_t i = 0; i < children.size(); ++i) {
    if (children[i].symbol == Symbol::except_clause) {
      Convert(children[i].ref, Role::Handlers);
    }
  }
  ElseAndFinally(children);
  Close();
}

void Flattener::ExceptClause(const Work& work) {
  ChildList children = Gather(work.ref);
  Open(Kind::ExceptHandler, work.role, SpanOf(work.ref));
  size_t num_values = 0;
  size_t last_value = 0;
  for (size_t i = 0; i < children.size(); ++i) {
    if (children[i].field == Field::Value && children[i].is_operand()) {
      num_values += 1;
      last_value = i;
    }
  }
  if (num_values == 1) {
    const Child value = children[last_value];
    ConcreteRef as = HoistAs(value.ref);
    Convert(value.ref, Role::Type);
    if (const Child* alias = children.Find(Field::Alias)) {
      Leaf(Kind::identifier, Role::Name, LeafSpan(alias->ref));
    } else if (!as.is_token()) {
      ChildList parts = Gather(as);
      Leaf(Kind::identifier, Role::Name, LeafSpan(parts[parts.size() - 1].ref));
    }
  } else if (num_values > 1) {  // `except A, B:` of Python 3.14
    Span span = {SpanOf(children.Find(Field::Value)->ref).begin,
                 SpanOf(children[last_value].ref).end};
    Open(Kind::Tuple, Role::Type, span);
    for (size_t i = 0; i < children.size(); ++i) {
      if (children[i].field == Field::Value && children[i].is_operand()) {
        Convert(children[i].ref, Role::Elts);
      }
    }
    Close();
  }
  Block(children.Find(Symbol::block)->ref, Role::Body);
  Close();
}

// The `expression as target` node at the right edge of a conditional or lambda: Python reads
// `with a if b else c as d` as `(a if b else c) as d`. A token where there is none.
ConcreteRef Flattener::FindAs(ConcreteRef expression) {
  ConcreteRef at = expression;
  while (SymbolOf(at) == Symbol::conditional_expression || SymbolOf(at) == Symbol::lambda) {
    ChildList children = Gather(at);
    at = children[children.size() - 1].ref;
  }
  return SymbolOf(at) == Symbol::as_pattern ? at : ConcreteRef::ToToken(0);
}

// As FindAs, and takes `as` and target out of there: the expression then stands for them.
ConcreteRef Flattener::HoistAs(ConcreteRef expression) {
  ConcreteRef as = FindAs(expression);
  if (!as.is_token()) {
    hoisted_.push_back({FirstToken(as), LastToken(as), LastToken(Gather(as)[0].ref)});
  }
  return as;
}

void Flattener::WithItem(ConcreteRef value, Role role) {
  if (HasOpenStar(FirstToken(value))) {
    return;  // `with *a as b:`: the star stays open, which Run() reports.
  }
  ConcreteRef as = HoistAs(value);
  Open(Kind::withitem, role, LeafSpan(value));
  Convert(value, Role::ContextExpr);
  if (!as.is_token()) {
    ChildList parts = Gather(as);
    Convert(parts[parts.size() - 1].ref, Role::OptionalVars, kStore);
  }
  Close();
}

// True for a tuple that CPython reads as with-items in parentheses: `with (a, b):`, but not
// `with (a, *b):`.
bool Flattener::IsTupleOfWithItems(ConcreteRef value) {
  if (SymbolOf(value) != Symbol::tuple) {
    return false;
  }
  ChildList elements = Gather(value);
  for (size_t i = 0; i < elements.size(); ++i) {
    const Child& element = elements[i];
    if (element.is_operand() &&
        (HasOpenStar(FirstToken(element.ref)) || element.symbol == Symbol::named_expression ||
         element.symbol == Symbol::yield)) {
      return false;
    }
  }
  return elements.size() > 2;
}

// `with (...):` is ambiguous: the grammar may see items in parentheses or one parenthesised
// expression. CPython takes items wherever it can.
void Flattener::With(const Work& work) {
  ChildList children = Gather(work.ref);
  Open(children.HasToken(TokenKind::Async) ? Kind::AsyncWith : Kind::With, work.role,
       SpanOf(work.ref));
  ConcreteRef clause_ref = children.Find(Symbol::with_clause)->ref;
  ChildList clause = Gather(clause_ref);
  bool is_parenthesized = clause[0].token == TokenKind::OpenParen && !clause[0].is_node();
  std::vector<ConcreteRef> items;
  bool all_are_items = true;
  for (size_t i = 0; i < clause.size(); ++i) {
    if (clause[i].symbol == Symbol::with_item) {
      ConcreteRef value = Gather(clause[i].ref)[0].ref;
      items.push_back(value);
      Symbol symbol = SymbolOf(value);
      all_are_items &= !HasOpenStar(FirstToken(value)) && symbol != Symbol::named_expression;
    }
  }
  if (is_parenthesized && !all_are_items) {
    Span span = SpanOf(clause_ref);
    Open(Kind::withitem, Role::Items, span);
    bool is_tuple = clause.HasToken(TokenKind::Comma);
    if (is_tuple) {
      Open(Kind::Tuple, Role::ContextExpr, span);
    }
    for (ConcreteRef item : items) {
      Convert(item, is_tuple ? Role::Elts : Role::ContextExpr, is_tuple ? 0 : Node::kParenthesized);
    }
    if (is_tuple) {
      Close();
    }
    Close();
  } else if (!is_parenthesized && items.size() == 1 &&
             SymbolOf(items[0]) == Symbol::parenthesized_expression) {
    ConcreteRef inner = Gather(items[0])[1].ref;
    bool has_as = !FindAs(inner).is_token();
    WithItem(has_as ? inner : items[0], Role::Items);
  } else if (!is_parenthesized && items.size() == 1 && IsTupleOfWithItems(items[0])) {
    ChildList elements = Gather(items[0]);
    for (size_t i = 0; i < elements.size(); ++i) {
      if (elements[i].is_operand()) {
        WithItem(elements[i].ref, Role::Items);
      }
    }
  } else {
    for (ConcreteRef item : items) {
      WithItem(item, Role::Items);
    }
  }
  Block(children.Find(Symbol::block)->ref, Role::Body);
  Close();
}

}  // namespace weft::flatten_internal
