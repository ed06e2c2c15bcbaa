#include "validate/peg_tokens.h"

#include "syntax/keywords.h"

namespace weft::peg {
namespace {

// CPython's Indent, Dedent and end of file have no place of their own: it points at what the
// lexer has read last, the character in front of the line's first token, or the line break
// that ends the file.
uint32_t PlaceOfLayout(const SourceFile& source, const Token& token) {
  std::string_view text = source.text();
  if (token.begin < text.size()) {
    uint32_t start = source.lines().StartOf(source.lines().LineOf(token.begin));
    return token.begin > start ? token.begin - 1 : token.begin;
  }
  auto end = static_cast<uint32_t>(text.size());
  if (text.ends_with("\r\n")) {
    return end - 2;
  }
  return text.ends_with('\n') || text.ends_with('\r') ? end - 1 : end;
}

}  // namespace

std::vector<PegToken> ToPegTokens(const SourceFile& source, const std::vector<Token>& tokens) {
  std::vector<PegToken> result;
  result.reserve(tokens.size());
  uint16_t level = 0;
  for (const Token& token : tokens) {
    PegToken converted{token.begin, token.end, token.begin, level, token.kind};
    switch (token.kind) {
      case TokenKind::OpenParen:
      case TokenKind::OpenBracket:
      case TokenKind::OpenBrace:
      case TokenKind::FieldOpen:
        converted.level = ++level;
        converted.kind = token.kind == TokenKind::FieldOpen ? TokenKind::OpenBrace : converted.kind;
        break;
      case TokenKind::CloseParen:
      case TokenKind::CloseBracket:
      case TokenKind::CloseBrace:
      case TokenKind::FieldClose:
        if (level > 0) --level;
        converted.level = level;
        converted.kind =
            token.kind == TokenKind::FieldClose ? TokenKind::CloseBrace : converted.kind;
        break;
      case TokenKind::FieldEqual:
        converted.kind = TokenKind::Equal;
        break;
      case TokenKind::FieldColon:
        converted.kind = TokenKind::Colon;
        break;
      case TokenKind::FieldConversion:
        converted.end = token.begin + 1;
        result.push_back(converted);
        if (token.end == converted.end) {
          continue;
        }
        converted = {token.begin + 1, token.end, token.begin + 1, level, TokenKind::Name};
        converted.kind = KeywordOrName(source.Slice(converted.span()));
        break;
      case TokenKind::Match:
      case TokenKind::Case:
      case TokenKind::Type:
        converted.kind = TokenKind::Name;
        break;
      case TokenKind::Indent:
      case TokenKind::Dedent:
      case TokenKind::EndOfFile:
        converted.place = PlaceOfLayout(source, token);
        break;
      default:
        break;
    }
    result.push_back(converted);
  }
  return result;
}

}  // namespace weft::peg
