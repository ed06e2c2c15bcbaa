#include "syntax/flattener.h"

namespace weft::flatten_internal {

void Flattener::Match(const Work& work) {
  ChildList children = Gather(work.ref);
  Open(Kind::Match, work.role, SpanOf(work.ref));
  const ConcreteRef first = children.Find(Field::Subject)->ref;
  size_t colon = 1;
  while (children[colon].is_node() || children[colon].token != TokenKind::Colon) {
    ++colon;
  }
  bool is_tuple = children[1].field == Field::Subject &&
                  (children[colon - 1].token == TokenKind::Comma ||
                   children[2].token == TokenKind::Comma || HasOpenStar(FirstToken(first)));
  if (is_tuple) {
    Open(Kind::Tuple, Role::Subject, {BeginOf(first), SpanOf(children[colon - 1].ref).end});
  }
  for (size_t i = 1; i < colon; ++i) {
    if (children[i].is_operand()) {
      Convert(children[i].ref, is_tuple ? Role::Elts : Role::Subject);
    }
  }
  if (is_tuple) {
    Close();
  }
  ChildList cases = Gather(children.Find(Symbol::block)->ref);
  for (size_t i = 0; i < cases.size(); ++i) {
    if (cases[i].symbol == Symbol::case_clause) {
      Convert(cases[i].ref, Role::Cases);
    }
  }
  Close();
}

void Flattener::CaseClause(const Work& work) {
  ChildList children = Gather(work.ref);
  Open(Kind::match_case, work.role, SpanOf(work.ref));
  size_t end = 1;
  bool is_sequence = false;
  for (; children[end].symbol == Symbol::case_pattern || children[end].token == TokenKind::Comma;
       ++end) {
    is_sequence |= children[end].token == TokenKind::Comma;
  }
  // `case *rest:` without a comma is no pattern of Python's; `case *rest,:` is.
  if (is_sequence) {
    Open(Kind::MatchSequence, Role::Pattern,
         {SpanOf(children[1].ref).begin, SpanOf(children[end - 1].ref).end});
  }
  for (size_t i = 1; i < end; ++i) {
    if (children[i].is_node()) {
      ConvertPattern(children[i].ref, is_sequence ? Role::Patterns : Role::Pattern);
    }
  }
  if (is_sequence) {
    Close();
  }
  if (const Child* guard = children.Find(Field::Guard)) {
    Convert(Gather(guard->ref)[1].ref, Role::Guard);
  }
  Block(children.Find(Symbol::block)->ref, Role::Body);
  Close();
}

void Flattener::ExpandPattern(const Work& work) {
  if (work.ref.is_token()) {
    switch (KindOf(work.ref)) {
      case TokenKind::True:
      case TokenKind::False:
      case TokenKind::None:
        return Leaf(Kind::MatchSingleton, work.role, LeafSpan(work.ref));
      case TokenKind::Name:
        Open(Kind::MatchAs, work.role, LeafSpan(work.ref));
        if (source_.Slice(LeafSpan(work.ref)) != "_") {
          Leaf(Kind::identifier, Role::Name, LeafSpan(work.ref));
        }
        return Close();
      default:
        Open(Kind::MatchValue, work.role, LeafSpan(work.ref));
        Convert(work.ref, Role::Value);
        return Close();
    }
  }
  ChildList children = Gather(work.ref);
  switch (SymbolOf(work.ref)) {
    case Symbol::case_pattern:
      return PatternRun(children, 0, children.size(), work.role);
    case Symbol::list_pattern:
      return SequencePattern(work, children);
    case Symbol::tuple_pattern:
      if (children.size() == 3 && !children.HasToken(TokenKind::Comma)) {
        return ConvertPattern(children[1].ref, work.role);
      }
      return SequencePattern(work, children);
    case Symbol::union_pattern:
      return OrPattern(work, children);
    case Symbol::dict_pattern:
      return MappingPattern(work, children);
    case Symbol::class_pattern:
      return ClassPattern(work, children);
    case Symbol::as_pattern:
      return AsPattern(work, children);
    case Symbol::dotted_name:
      return NamePattern(work, children);
    case Symbol::splat_pattern:
      Open(Kind::MatchStar, work.role, SpanOf(work.ref));
      if (source_.Slice(LeafSpan(children[1].ref)) != "_") {
        Leaf(Kind::identifier, Role::Name, LeafSpan(children[1].ref));
      }
      return Close();
    case Symbol::complex_pattern:
      Open(Kind::MatchValue, work.role, SpanOf(work.ref));
      ValueRun(children, 0, children.size(), Role::Value);
      return Close();
    case Symbol::string:
    case Symbol::concatenated_string:
      Open(Kind::MatchValue, work.role, SpanOf(work.ref));
      Convert(work.ref, Role::Value);
      return Close();
    default:
      return diagnostics_.Report<DiagnosticId::InvalidSyntax>(SpanOf(work.ref));
  }
}

void Flattener::SequencePattern(const Work& work, const ChildList& children) {
  Open(Kind::MatchSequence, work.role, SpanOf(work.ref));
  for (size_t i = 0; i < children.size(); ++i) {
    if (children[i].is_node()) {
      ConvertPattern(children[i].ref, Role::Patterns);
    }
  }
  Close();
}

// One simple pattern: a node or token, or a minus and the number behind it, which the
// grammar leaves side by side.
void Flattener::PatternRun(const ChildList& children, size_t begin, size_t end, Role role) {
  if (end == begin + 1) {
    return ConvertPattern(children[begin].ref, role);
  }
  Open(Kind::MatchValue, role,
       SpanOfTokens(FirstToken(children[begin].ref), LastToken(children[end - 1].ref)));
  ValueRun(children, begin, end, Role::Value);
  Close();
}

// A number, `-1`, or a complex literal `-1 + 2j`.
void Flattener::ValueRun(const ChildList& children, size_t begin, size_t end, Role role) {
  uint32_t first = FirstToken(children[begin].ref);
  bool is_negative = children[begin].token == TokenKind::Minus;
  size_t left_end = begin + (is_negative ? 2 : 1);
  bool is_complex = left_end < end;
  if (is_complex) {
    Open(Kind::BinOp, role, SpanOfTokens(first, LastToken(children[end - 1].ref)));
  }
  Role left_role = is_complex ? Role::Left : role;
  if (is_negative) {
    Open(Kind::UnaryOp, left_role, SpanOfTokens(first, LastToken(children[begin + 1].ref)));
    Leaf(Kind::USub, Role::Op, LeafSpan(children[begin].ref));
    Convert(children[begin + 1].ref, Role::Operand);
    Close();
  } else {
    Convert(children[begin].ref, left_role);
  }
  if (is_complex) {
    Leaf(BinaryOperatorKind(children[left_end].token), Role::Op, LeafSpan(children[left_end].ref));
    Convert(children[left_end + 1].ref, Role::Right);
    Close();
  }
}

void Flattener::OrPattern(const Work& work, const ChildList& children) {
  Open(Kind::MatchOr, work.role, SpanOf(work.ref));
  for (size_t begin = 0; begin < children.size();) {
    size_t end = begin;
    while (end < children.size() && children[end].token != TokenKind::Pipe) {
      ++end;
    }
    PatternRun(children, begin, end, Role::Patterns);
    begin = end + 1;
  }
  Close();
}

void Flattener::MappingPattern(const Work& work, const ChildList& children) {
  Open(Kind::MatchMapping, work.role, SpanOf(work.ref));
  for (size_t i = 0; i < children.size(); ++i) {
    const Child child = children[i];
    if (child.symbol == Symbol::splat_pattern) {
      Leaf(Kind::identifier, Role::Rest, LeafSpan(Gather(child.ref)[1].ref));
    } else if (child.field == Field::Key) {
      size_t end = i + 1;
      while (children[end].field == Field::Key) {
        ++end;
      }
      if (child.symbol == Symbol::dotted_name) {
        DottedName(child.ref, Role::Keys);
      } else if (child.symbol == Symbol::complex_pattern) {
        ChildList parts = Gather(child.ref);
        ValueRun(parts, 0, parts.size(), Role::Keys);
      } else {
        ValueRun(children, i, end, Role::Keys);
      }
      i = end - 1;
    } else if (child.field == Field::Value) {
      ConvertPattern(child.ref, Role::Patterns);
    }
  }
  Close();
}

void Flattener::ClassPattern(const Work& work, const ChildList& children) {
  Open(Kind::MatchClass, work.role, SpanOf(work.ref));
  DottedName(children[0].ref, Role::Cls);
  for (size_t i = 1; i < children.size(); ++i) {
    if (children[i].symbol != Symbol::case_pattern) {
      continue;
    }
    const Child inner = Gather(children[i].ref)[0];
    if (inner.symbol == Symbol::keyword_pattern) {
      KeywordPattern(inner.ref, nullptr);
      continue;
    }
    if (inner.symbol == Symbol::as_pattern) {
      // The grammar groups `x=1 as y` as `(x=1) as y`.
      ChildList as = Gather(inner.ref);
      ChildList pattern = Gather(as[0].ref);
      if (pattern[0].symbol == Symbol::keyword_pattern) {
        const Child name = as[as.size() - 1];
        KeywordPattern(pattern[0].ref, &name);
        continue;
      }
    }
    ConvertPattern(children[i].ref, Role::Patterns);
  }
  Close();
}

void Flattener::KeywordPattern(ConcreteRef keyword, const Child* alias_name) {
  ChildList parts = Gather(keyword);
  Leaf(Kind::identifier, Role::KwdAttrs, LeafSpan(parts[0].ref));
  if (alias_name == nullptr) {
    return PatternRun(parts, 2, parts.size(), Role::KwdPatterns);
  }
  Open(Kind::MatchAs, Role::KwdPatterns,
       SpanOfTokens(FirstToken(parts[2].ref), LastToken(alias_name->ref)));
  PatternRun(parts, 2, parts.size(), Role::Pattern);
  Leaf(Kind::identifier, Role::Name, LeafSpan(alias_name->ref));
  Close();
}

void Flattener::AsPattern(const Work& work, const ChildList& children) {
  Open(Kind::MatchAs, work.role, SpanOf(work.ref));
  ConvertPattern(children[0].ref, Role::Pattern);
  Leaf(Kind::identifier, Role::Name, LeafSpan(children[children.size() - 1].ref));
  Close();
}

// A bare name captures, `_` matches anything, a dotted name is a value.
void Flattener::NamePattern(const Work& work, const ChildList& children) {
  Span span = SpanOf(work.ref);
  if (children.size() > 1) {
    Open(Kind::MatchValue, work.role, span);
    DottedName(work.ref, Role::Value);
    return Close();
  }
  Open(Kind::MatchAs, work.role, span);
  if (source_.Slice(span) != "_") {
    Leaf(Kind::identifier, Role::Name, span);
  }
  Close();
}

// `a.b.c` as the Attribute chain that it is in an expression.
void Flattener::DottedName(ConcreteRef ref, Role role) {
  ChildList children = Gather(ref);
  uint32_t first = FirstToken(ref);
  for (size_t i = children.size(); i > 1; i -= 2) {
    Open(Kind::Attribute, role, SpanOfTokens(first, LastToken(children[i - 1].ref)));
    role = Role::Value;
  }
  Convert(children[0].ref, role);
  for (size_t i = 2; i < children.size(); i += 2) {
    Leaf(Kind::identifier, Role::Attr, LeafSpan(children[i].ref));
    Close();
  }
}

}  // namespace weft::flatten_internal
