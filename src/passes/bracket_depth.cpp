#include "passes/bracket_depth.h"

#include <algorithm>

namespace weft {

size_t BracketDepth(std::span<const Token> tokens) {
  size_t depth = 0;
  size_t deepest = 0;
  for (const Token& token : tokens) {
    switch (token.kind) {
      case TokenKind::OpenParen:
      case TokenKind::OpenBracket:
      case TokenKind::OpenBrace:
      case TokenKind::FieldOpen:
        deepest = std::max(deepest, ++depth);
        break;
      case TokenKind::CloseParen:
      case TokenKind::CloseBracket:
      case TokenKind::CloseBrace:
      case TokenKind::FieldClose:
        --depth;
        break;
      default:
        break;
    }
  }
  return deepest;
}

}  // namespace weft
