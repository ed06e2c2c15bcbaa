#include "syntax/operators.h"

namespace weft {
namespace {

// `c`, or `c=`.
OperatorMatch OrEqual(const char* text, TokenKind plain, TokenKind with_equal) {
  return text[1] == '=' ? OperatorMatch{with_equal, 2} : OperatorMatch{plain, 1};
}

// `c`, `c=`, `cc` or `cc=`.
OperatorMatch OrDoubled(const char* text, TokenKind plain, TokenKind with_equal, TokenKind doubled,
                        TokenKind doubled_with_equal) {
  if (text[1] != text[0]) {
    return OrEqual(text, plain, with_equal);
  }
  return text[2] == '=' ? OperatorMatch{doubled_with_equal, 3} : OperatorMatch{doubled, 2};
}

}  // namespace

OperatorMatch MatchOperator(const char* text) {
  switch (text[0]) {
    case ',':
      return {TokenKind::Comma, 1};
    case '.':
      return text[1] == '.' && text[2] == '.' ? OperatorMatch{TokenKind::Ellipsis, 3}
                                              : OperatorMatch{TokenKind::Dot, 1};
    case ':':
      return OrEqual(text, TokenKind::Colon, TokenKind::ColonEqual);
    case ';':
      return {TokenKind::Semicolon, 1};
    case '=':
      return OrEqual(text, TokenKind::Equal, TokenKind::EqualEqual);
    case '!':
      return text[1] == '=' ? OperatorMatch{TokenKind::NotEqual, 2} : OperatorMatch{};
    case '+':
      return OrEqual(text, TokenKind::Plus, TokenKind::PlusEqual);
    case '-':
      return text[1] == '>' ? OperatorMatch{TokenKind::Arrow, 2}
                            : OrEqual(text, TokenKind::Minus, TokenKind::MinusEqual);
    case '*':
      return OrDoubled(text, TokenKind::Star, TokenKind::StarEqual, TokenKind::DoubleStar,
                       TokenKind::DoubleStarEqual);
    case '/':
      return OrDoubled(text, TokenKind::Slash, TokenKind::SlashEqual, TokenKind::DoubleSlash,
                       TokenKind::DoubleSlashEqual);
    case '%':
      return OrEqual(text, TokenKind::Percent, TokenKind::PercentEqual);
    case '@':
      return OrEqual(text, TokenKind::At, TokenKind::AtEqual);
    case '&':
      return OrEqual(text, TokenKind::Ampersand, TokenKind::AmpersandEqual);
    case '|':
      return OrEqual(text, TokenKind::Pipe, TokenKind::PipeEqual);
    case '^':
      return OrEqual(text, TokenKind::Caret, TokenKind::CaretEqual);
    case '~':
      return {TokenKind::Tilde, 1};
    case '<':
      return OrDoubled(text, TokenKind::Less, TokenKind::LessEqual, TokenKind::LeftShift,
                       TokenKind::LeftShiftEqual);
    case '>':
      return OrDoubled(text, TokenKind::Greater, TokenKind::GreaterEqual, TokenKind::RightShift,
                       TokenKind::RightShiftEqual);
    default:
      return {};
  }
}

}  // namespace weft
