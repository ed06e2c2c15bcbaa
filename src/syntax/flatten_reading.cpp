// How a Flattener reads the concrete tree.
#include "syntax/flattener.h"

#include <algorithm>

namespace weft::flatten_internal {
namespace {

bool IsLayout(TokenKind kind) {
  return kind == TokenKind::Newline || kind == TokenKind::Indent || kind == TokenKind::Dedent;
}

}  // namespace

bool Child::is_operand() const {
  switch (token) {
    case TokenKind::EndOfFile:  // A node.
    case TokenKind::Name:
    case TokenKind::Number:
    case TokenKind::True:
    case TokenKind::False:
    case TokenKind::None:
    case TokenKind::Ellipsis:
      return true;
    default:
      return false;
  }
}

const Child* ChildList::Find(Field field) const {
  for (size_t i = 0; i < size(); ++i) {
    if ((*this)[i].field == field) {
      return &(*this)[i];
    }
  }
  return nullptr;
}

const Child* ChildList::Find(Symbol symbol) const {
  for (size_t i = 0; i < size(); ++i) {
    if ((*this)[i].symbol == symbol) {
      return &(*this)[i];
    }
  }
  return nullptr;
}

bool ChildList::HasToken(TokenKind kind) const {
  for (size_t i = 0; i < size(); ++i) {
    if (!(*this)[i].is_node() && (*this)[i].token == kind) {
      return true;
    }
  }
  return false;
}

ChildList Flattener::Gather(ConcreteRef ref) {
  size_t begin = children_.size();
  frames_.push_back({&concrete_[ref], 0, Field::None});
  while (!frames_.empty()) {
    Frame& frame = frames_.back();
    if (frame.next == frame.node->num_children) {
      frames_.pop_back();
      continue;
    }
    uint32_t i = frame.next++;
    ConcreteRef child = concrete_.children[frame.node->first_child + i];
    Field field = grammar_.FieldOf(frame.node->production, i);
    field = field == Field::None ? frame.field : field;
    if (child.is_token()) {
      children_.push_back({child, Symbol::kNone, field, KindOf(child)});
      continue;
    }
    Symbol alias = grammar_.AliasOf(frame.node->production, i);
    Symbol symbol = alias != Symbol::kNone ? alias : grammar_.SymbolOf(concrete_[child].symbol);
    if (symbol == Symbol::kNone) {
      frames_.push_back({&concrete_[child], 0, field});
    } else {
      children_.push_back({child, symbol, field, TokenKind::EndOfFile});
    }
  }
  return {&children_, begin, children_.size()};
}

Symbol Flattener::SymbolOf(ConcreteRef ref) const {
  return ref.is_token() ? Symbol::kNone : grammar_.SymbolOf(concrete_[ref].symbol);
}

uint32_t Flattener::FirstToken(ConcreteRef ref) const {
  return ref.is_token() ? ref.index() : concrete_[ref].first_token;
}

// Without the layout at the end of a suite. A `;` there counts, as in CPython.
uint32_t Flattener::LastToken(ConcreteRef ref) const {
  uint32_t last = ref.is_token() ? ref.index() : concrete_[ref].last_token;
  while (IsLayout(tokens_[last].kind) && last > 0) {
    --last;
  }
  return last;
}

Span Flattener::SpanOfTokens(uint32_t first, uint32_t last) const {
  return {tokens_[first].begin, tokens_[last].end};
}

Span Flattener::SpanOf(ConcreteRef ref) const {
  uint32_t first = FirstToken(ref);
  uint32_t last = LastToken(ref);
  if (!hoisted_.empty()) {
    auto as = std::lower_bound(
        hoisted_.begin(), hoisted_.end(), last,
        [](const Hoisted& hoisted, uint32_t token) { return hoisted.last_token < token; });
    if (as != hoisted_.end() && as->last_token == last && first <= as->first_token) {
      last = as->last_of_expression;
    }
  }
  return SpanOfTokens(first, last);
}

bool Flattener::HasOpenStar(uint32_t first_token) const {
  return first_token > 0 && (tokens_[first_token - 1].flags & token_flag::kPrefixStar) != 0 &&
         static_cast<int64_t>(first_token) - 1 > last_star_;
}

uint32_t Flattener::BeginOf(ConcreteRef ref) const {
  uint32_t first = FirstToken(ref);
  return tokens_[HasOpenStar(first) ? first - 1 : first].begin;
}

ConcreteRef Flattener::SkipInline(ConcreteRef ref) {
  while (SymbolOf(ref) == Symbol::type) {
    ref = Gather(ref)[0].ref;
  }
  return ref;
}

}  // namespace weft::flatten_internal
