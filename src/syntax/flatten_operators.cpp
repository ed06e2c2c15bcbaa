#include "syntax/flattener.h"

namespace weft::flatten_internal {

Kind BinaryOperatorKind(TokenKind token) {
  switch (token) {
    case TokenKind::Plus:
    case TokenKind::PlusEqual:
      return Kind::Add;
    case TokenKind::Minus:
    case TokenKind::MinusEqual:
      return Kind::Sub;
    case TokenKind::Star:
    case TokenKind::StarEqual:
      return Kind::Mult;
    case TokenKind::At:
    case TokenKind::AtEqual:
      return Kind::MatMult;
    case TokenKind::Slash:
    case TokenKind::SlashEqual:
      return Kind::Div;
    case TokenKind::Percent:
    case TokenKind::PercentEqual:
      return Kind::Mod;
    case TokenKind::DoubleStar:
    case TokenKind::DoubleStarEqual:
      return Kind::Pow;
    case TokenKind::LeftShift:
    case TokenKind::LeftShiftEqual:
      return Kind::LShift;
    case TokenKind::RightShift:
    case TokenKind::RightShiftEqual:
      return Kind::RShift;
    case TokenKind::Pipe:
    case TokenKind::PipeEqual:
      return Kind::BitOr;
    case TokenKind::Caret:
    case TokenKind::CaretEqual:
      return Kind::BitXor;
    case TokenKind::Ampersand:
    case TokenKind::AmpersandEqual:
      return Kind::BitAnd;
    case TokenKind::DoubleSlash:
    case TokenKind::DoubleSlashEqual:
      return Kind::FloorDiv;
    default:
      WEFT_ASSERT(false, "a binary operator has a binary operator's token");
  }
}

Kind UnaryOperatorKind(TokenKind token) {
  switch (token) {
    case TokenKind::Tilde:
      return Kind::Invert;
    case TokenKind::Not:
      return Kind::Not;
    case TokenKind::Plus:
      return Kind::UAdd;
    case TokenKind::Minus:
      return Kind::USub;
    default:
      WEFT_ASSERT(false, "a unary operator has a unary operator's token");
  }
}

Kind ComparisonKind(TokenKind token) {
  switch (token) {
    case TokenKind::EqualEqual:
      return Kind::Eq;
    case TokenKind::NotEqual:
      return Kind::NotEq;
    case TokenKind::Less:
      return Kind::Lt;
    case TokenKind::LessEqual:
      return Kind::LtE;
    case TokenKind::Greater:
      return Kind::Gt;
    case TokenKind::GreaterEqual:
      return Kind::GtE;
    case TokenKind::Is:
      return Kind::Is;
    case TokenKind::In:
      return Kind::In;
    default:
      WEFT_ASSERT(false, "a comparison has a comparison's token");
  }
}

}  // namespace weft::flatten_internal
