#include "rules/binding_power.h"

namespace weft {
namespace {

Power OfOperator(Kind op) {
  switch (op) {
    case Kind::Or:
      return Power::Or;
    case Kind::And:
      return Power::And;
    case Kind::BitOr:
      return Power::BitOr;
    case Kind::BitXor:
      return Power::BitXor;
    case Kind::BitAnd:
      return Power::BitAnd;
    case Kind::LShift:
    case Kind::RShift:
      return Power::Shift;
    case Kind::Add:
    case Kind::Sub:
      return Power::Sum;
    case Kind::Pow:
      return Power::Power;
    case Kind::Not:
      return Power::Not;
    case Kind::Invert:
    case Kind::UAdd:
    case Kind::USub:
      return Power::Sign;
    default:
      return Power::Product;
  }
}

Power Above(Power power) {
  return static_cast<Power>(static_cast<uint8_t>(power) + 1);
}

Kind OperatorOf(const Tree& tree, NodeId expr) {
  return tree[tree.Child(expr, Role::Op)].kind;
}

bool IsNumber(const Tree& tree, NodeId expr) {
  char first = tree.Text(expr).front();
  return (first >= '0' && first <= '9') || first == '.';
}

bool IsParenthesizedTuple(const Tree& tree, NodeId tuple) {
  // Its own parentheses are in its span; those of its first element are not the tuple's.
  std::string_view text = tree.Text(tuple);
  if (!text.starts_with('(') || !text.ends_with(')')) return false;
  int depth = 0;
  uint32_t end = tree[tuple].span.end;
  for (uint32_t i = tree.TokenAtOrAfter(tree[tuple].span.begin);; ++i) {
    const Token& token = tree.tokens()[i];
    if (token.kind == TokenKind::OpenParen) ++depth;
    if (token.kind == TokenKind::CloseParen && --depth == 0) return token.end == end;
  }
}

}  // namespace

Power PowerOf(const Tree& tree, NodeId expr) {
  switch (tree[expr].kind) {
    case Kind::NamedExpr:
    case Kind::Yield:
    case Kind::YieldFrom:
    case Kind::Starred:
      return Power::Bare;
    case Kind::Tuple:
      return IsParenthesizedTuple(tree, expr) ? Power::Primary : Power::Bare;
    case Kind::Lambda:
      return Power::Lambda;
    case Kind::IfExp:
      return Power::Conditional;
    case Kind::BoolOp:
    case Kind::UnaryOp:
    case Kind::BinOp:
      return OfOperator(OperatorOf(tree, expr));
    case Kind::Compare:
      return Power::Comparison;
    case Kind::Await:
      return Power::Await;
    default:
      return Power::Primary;
  }
}

namespace {

Power PowerWanted(const Tree& tree, NodeId parent, NodeId child) {
  const Role role = tree[child].role;
  switch (tree[parent].kind) {
    case Kind::BoolOp:
      return Above(OfOperator(OperatorOf(tree, parent)));
    case Kind::BinOp: {
      Power power = OfOperator(OperatorOf(tree, parent));
      if (power == Power::Power) return role == Role::Left ? Power::Await : Power::Sign;
      return role == Role::Left ? power : Above(power);
    }
    case Kind::UnaryOp:
      return OfOperator(OperatorOf(tree, parent));
    case Kind::IfExp:
      return role == Role::Orelse ? Power::Lambda : Power::Or;
    case Kind::comprehension:
      return role == Role::Target ? Power::Bare : Power::Or;
    case Kind::Compare:
    case Kind::Starred:
      return Power::BitOr;
    case Kind::Dict:
      // `**mapping` stands without a key; taking all values for such costs parentheses only.
      return role == Role::Values ? Power::BitOr : Power::Lambda;
    case Kind::FormattedValue:
    case Kind::Interpolation:
      return Power::Conditional;
    case Kind::Await:
    case Kind::Subscript:
      return role == Role::Slice ? Power::Lambda : Power::Primary;
    case Kind::Call:
      return role == Role::Func ? Power::Primary : Power::Lambda;
    case Kind::Attribute:
      return Power::Primary;
    default:
      return Power::Lambda;
  }
}

}  // namespace

Place PlaceOf(const Tree& tree, NodeId parent, NodeId child) {
  bool is_before_dot = tree[parent].kind == Kind::Attribute && tree[child].role == Role::Value;
  return {PowerWanted(tree, parent, child), is_before_dot};
}

bool Fits(const Tree& tree, NodeId expr, Place place) {
  if (place.is_before_dot && tree[expr].kind == Kind::Constant && IsNumber(tree, expr)) {
    return false;
  }
  return PowerOf(tree, expr) >= place.power;
}

}  // namespace weft
