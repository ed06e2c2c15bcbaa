#include "validate/suspect_tokens.h"

#include "base/utf8.h"
#include "syntax/literal_text.h"
#include "syntax/literals.h"

#include <string>
#include <string_view>

namespace weft {
namespace {

// Decimal integers beyond this are too long for CPython.
constexpr size_t kMaxDigits = 4300;

// Escapes other than these cannot go wrong.
bool HasRiskyEscape(std::string_view text) {
  size_t at = text.find('\\');
  while (at != std::string_view::npos && at + 1 < text.size()) {
    char next = text[at + 1];
    if (next == 'x' || next == 'u' || next == 'U' || next == 'N') {
      return true;
    }
    at = text.find('\\', at + 2);
  }
  return false;
}

class TokenScan {
 public:
  TokenScan(const Tree& tree, PythonVersion target)
      : tokens_(tree.tokens()), text_(tree.source().text()), target_(target) {}

  void Run(std::vector<uint32_t>& suspects) {
    for (size_t i = 0; i < tokens_.size(); ++i) {
      if (IsSuspect(i)) {
        suspects.push_back(tokens_[i].begin);
      }
    }
  }

 private:
  std::string_view Text(const Token& token) const {
    return text_.substr(token.begin, token.end - token.begin);
  }

  bool IsSuspect(size_t i) const {
    const Token& token = tokens_[i];
    switch (token.kind) {
      case TokenKind::String:
        return IsBadString(token) || IsBesideOtherString(i);
      case TokenKind::FStringStart:
        return target_.minor < 14 && Text(token).find_first_of("tT") != std::string_view::npos;
      case TokenKind::FStringMiddle:
        return HasRiskyEscape(Text(token)) && IsUndecodable(Text(token), false);
      case TokenKind::FieldConversion: {
        std::string_view name = Text(token).substr(1);
        return name != "r" && name != "s" && name != "a";
      }
      case TokenKind::Except:
        return tokens_[i + 1].kind == TokenKind::Star;
      case TokenKind::Comma:
        return tokens_[i + 1].kind == TokenKind::Newline ||
               tokens_[i + 1].kind == TokenKind::Semicolon ||
               (i > 0 && tokens_[i - 1].kind == TokenKind::OpenParen);
      case TokenKind::As:
        return tokens_[i + 1].kind != TokenKind::Name || tokens_[i + 2].kind == TokenKind::Dot ||
               tokens_[i + 2].kind == TokenKind::OpenBracket ||
               tokens_[i + 2].kind == TokenKind::OpenParen;
      case TokenKind::NotEqual:
        return text_[token.begin] == '<';
      case TokenKind::Less:
        return tokens_[i + 1].kind == TokenKind::Greater;
      case TokenKind::Number:
        return token.end - token.begin > kMaxDigits;
      default:
        return false;
    }
  }

  bool IsBytes(const Token& token) const {
    std::string_view text = Text(token);
    return text[0] == 'b' || text[0] == 'B' ||
           ((text[0] == 'r' || text[0] == 'R') && (text[1] == 'b' || text[1] == 'B'));
  }

  bool IsBesideOtherString(size_t i) const {
    const Token& before = tokens_[i == 0 ? 0 : i - 1];
    if (i > 0 && before.kind == TokenKind::String) {
      return IsBytes(before) != IsBytes(tokens_[i]);
    }
    return IsBytes(tokens_[i]) &&
           (before.kind == TokenKind::FStringEnd || tokens_[i + 1].kind == TokenKind::FStringStart);
  }

  bool IsBadString(const Token& token) const {
    std::string_view text = Text(token);
    auto quote = static_cast<uint32_t>(text.find_first_of("'\""));
    bool is_bytes = quote > 0 && IsBytes(token);
    if (is_bytes && AsciiPrefixLength(text) < text.size()) {
      return true;
    }
    if (!HasRiskyEscape(text)) {
      return false;
    }
    StringShape shape = ShapeOfString(text_.data(), token.begin, token.begin + quote);
    if (shape.is_raw) {
      return false;
    }
    text.remove_prefix(quote + shape.num_quotes());
    text.remove_suffix(shape.num_quotes());
    return IsUndecodable(text, shape.is_bytes);
  }

  bool IsUndecodable(std::string_view text, bool is_bytes) const {
    std::string value;
    return (is_bytes ? DecodeBytes(text, false, value) : DecodeText(text, false, target_, value))
        .has_value();
  }

  std::span<const Token> tokens_;
  std::string_view text_;
  PythonVersion target_;
};

}  // namespace

void FindSuspectTokens(const Tree& tree, PythonVersion target, std::vector<uint32_t>& suspects) {
  TokenScan(tree, target).Run(suspects);
}

}  // namespace weft
