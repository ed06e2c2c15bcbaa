#include "syntax/string_repr.h"

#include "base/utf8.h"
#include "syntax/unicode_data.h"

#include <array>
#include <cstdint>

namespace weft {
namespace {

char ChooseQuote(std::string_view value) {
  bool has_single = value.find('\'') != std::string_view::npos;
  return has_single && value.find('"') == std::string_view::npos ? '"' : '\'';
}

// `\x7f` and the like.
void AppendHex(char letter, int num_digits, char32_t value, std::string& out) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  out += '\\';
  out += letter;
  for (int shift = 4 * (num_digits - 1); shift >= 0; shift -= 4) {
    out += kDigits[(value >> shift) & 15];
  }
}

// ASCII characters that stand for themselves, whatever the quote.
constexpr std::array<bool, 256> MakePlain() {
  std::array<bool, 256> plain{};
  for (size_t c = ' '; c < 0x7F; ++c) {
    plain[c] = c != '\\' && c != '\'' && c != '"';
  }
  return plain;
}

constexpr std::array<bool, 256> kPlain = MakePlain();

// An ASCII character that is not plain, or a byte.
void AppendSpecial(char c, char quote, std::string& out) {
  switch (c) {
    case '\t':
      out += "\\t";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\'':
    case '"':
      if (c == quote) {
        out += '\\';
      }
      out += c;
      return;
    default:
      AppendHex('x', 2, static_cast<uint8_t>(c), out);
  }
}

void AppendCharacter(char32_t c, std::string_view bytes, PythonVersion python, std::string& out) {
  if (IsPrintable(c, python)) {
    out += bytes;
  } else if (c < 0x100) {
    AppendHex('x', 2, c, out);
  } else if (c < 0x10000) {
    AppendHex('u', 4, c, out);
  } else {
    AppendHex('U', 8, c, out);
  }
}

}  // namespace

void AppendStringRepr(std::string_view value, PythonVersion python, std::string& out) {
  char quote = ChooseQuote(value);
  out += quote;
  for (size_t at = 0; at < value.size();) {
    size_t begin = at;
    while (at < value.size() && kPlain[static_cast<uint8_t>(value[at])]) {
      ++at;
    }
    out += value.substr(begin, at - begin);
    if (at == value.size()) {
      break;
    }
    if (static_cast<uint8_t>(value[at]) < 0x80) {
      AppendSpecial(value[at++], quote, out);
    } else {
      begin = at;
      char32_t c = NextCodePoint(value, &at);
      AppendCharacter(c, value.substr(begin, at - begin), python, out);
    }
  }
  out += quote;
}

void AppendBytesRepr(std::string_view value, std::string& out) {
  char quote = ChooseQuote(value);
  out += 'b';
  out += quote;
  for (char c : value) {
    if (kPlain[static_cast<uint8_t>(c)]) {
      out += c;
    } else {
      AppendSpecial(c, quote, out);
    }
  }
  out += quote;
}

}  // namespace weft
