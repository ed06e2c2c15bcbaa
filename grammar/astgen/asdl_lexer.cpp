#include "astgen/asdl_lexer.h"

#include <algorithm>

#include <fmt/format.h>

namespace astgen {
namespace {

constexpr std::string_view kSpace = " \t\r\n";
constexpr std::string_view kDigits = "0123456789";
constexpr std::string_view kNameStart = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_";
constexpr std::string_view kNameBytes =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789";
constexpr std::string_view kPunctuation = "{}()=|,?*:#";

bool Contains(std::string_view set, char byte) {
  return set.find(byte) != std::string_view::npos;
}

// The length of the run of bytes of `set` that `text` begins with.
size_t RunLength(std::string_view text, std::string_view set) {
  return std::min(text.find_first_not_of(set), text.size());
}

size_t SkippedLength(std::string_view text) {
  if (text.starts_with("--")) return std::min(text.find('\n'), text.size());
  return RunLength(text, kSpace);
}

std::string Describe(char byte) {
  if (byte > ' ' && byte <= '~') return fmt::format("unexpected `{}`", byte);
  return fmt::format("unexpected byte 0x{:02x}", static_cast<unsigned char>(byte));
}

Position Advance(Position at, std::string_view text) {
  for (char byte : text) {
    if (byte == '\n') {
      at = {at.line + 1, 1};
    } else {
      ++at.column;
    }
  }
  return at;
}

}  // namespace

std::variant<std::vector<Token>, Error> LexAsdl(std::string_view text) {
  std::vector<Token> tokens;
  Position at;
  while (!text.empty()) {
    size_t length = SkippedLength(text);
    if (length == 0) {
      TokenType type = TokenType::Punctuation;
      if (Contains(kNameStart, text[0])) {
        type = TokenType::Name;
        length = RunLength(text, kNameBytes);
      } else if (Contains(kDigits, text[0])) {
        type = TokenType::Number;
        length = RunLength(text, kDigits);
      } else if (Contains(kPunctuation, text[0])) {
        length = 1;
      } else {
        return Error{at, Describe(text[0])};
      }
      tokens.push_back({type, std::string(text.substr(0, length)), at});
    }
    at = Advance(at, text.substr(0, length));
    text.remove_prefix(length);
  }
  tokens.push_back({TokenType::End, "", at});
  return tokens;
}

}  // namespace astgen
