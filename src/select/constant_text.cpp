#include "select/constant_text.h"

#include "base/utf8.h"
#include "syntax/literals.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string_view>
#include <system_error>

#include <fmt/format.h>

namespace weft {
namespace {

std::string WithoutUnderscores(std::string_view text) {
  std::string digits;
  for (char c : text) {
    if (c != '_') digits += c;
  }
  return digits;
}

// A float as repr() prints it.
std::string FloatText(double value) {
  std::string text = fmt::format("{}", value);
  return text.find_first_of(".en") == std::string::npos ? text + ".0" : text;
}

std::string IntegerText(const std::string& digits) {
  if (digits.size() > 1 && digits[0] == '0') {
    int base = digits[1] == 'x' || digits[1] == 'X'   ? 16
               : digits[1] == 'o' || digits[1] == 'O' ? 8
               : digits[1] == 'b' || digits[1] == 'B' ? 2
                                                      : 0;
    if (base == 0) return "0";
    uint64_t value = 0;
    auto [end, error] =
        std::from_chars(digits.data() + 2, digits.data() + digits.size(), value, base);
    return error == std::errc() ? fmt::format("{}", value) : digits;
  }
  return digits;
}

std::string NumberText(std::string_view spelled) {
  std::string digits = WithoutUnderscores(spelled);
  bool is_hex = digits.starts_with("0x") || digits.starts_with("0X");
  bool is_imaginary = digits.ends_with('j') || digits.ends_with('J');
  if (is_imaginary) digits.pop_back();
  if (is_hex || (!is_imaginary && digits.find_first_of(".eE") == std::string::npos)) {
    return IntegerText(digits);
  }
  double value = 0;
  auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc()) return std::string(spelled);
  std::string text = FloatText(value);
  if (!is_imaginary) return text;
  if (text.ends_with(".0")) text.resize(text.size() - 2);
  return text + "j";
}

// Reads up to `max` digits of `base` at `at` and moves behind them.
uint32_t ReadDigits(std::string_view text, size_t& at, size_t max, int base) {
  uint32_t value = 0;
  size_t size = std::min(max, text.size() - at);
  const char* begin = text.data() + at;
  auto result = std::from_chars(begin, begin + size, value, base);
  at += static_cast<size_t>(result.ptr - begin);
  return value;
}

void AppendCodePoint(std::string& out, uint32_t code) {
  constexpr uint32_t kMaxCodePoint = 0x10FFFF;
  AppendUtf8(code <= kMaxCodePoint ? char32_t{code} : U'\uFFFD', out);
}

char SimpleEscape(char c) {
  constexpr std::string_view kLetters = "\\'\"abfnrtv";
  constexpr std::string_view kValues = "\\'\"\a\b\f\n\r\t\v";
  size_t at = kLetters.find(c);
  return at == std::string_view::npos ? '\0' : kValues[at];
}

// What the backslash at `at` stands for; moves behind it.
void AppendEscape(std::string_view body, size_t& at, bool is_bytes, std::string& out) {
  char c = at + 1 < body.size() ? body[at + 1] : '\0';
  if (char simple = SimpleEscape(c); simple != '\0') {
    out += simple;
    at += 2;
  } else if (c == '\n' || c == '\r') {
    at += body.substr(at + 1).starts_with("\r\n") ? 3 : 2;
  } else if (c >= '0' && c <= '7') {
    AppendCodePoint(out, ReadDigits(body, ++at, 3, 8));
  } else if (c == 'x' || (!is_bytes && (c == 'u' || c == 'U'))) {
    at += 2;
    AppendCodePoint(out, ReadDigits(body, at, c == 'x' ? 2 : c == 'u' ? 4 : 8, 16));
  } else {
    out += '\\';
    ++at;
  }
}

// What one literal stands for.
void AppendString(std::string_view literal, std::string& out, bool& is_bytes) {
  size_t quote = literal.find_first_of("'\"");
  StringShape shape = ShapeOfString(literal.data(), 0, static_cast<uint32_t>(quote));
  is_bytes = shape.is_bytes;
  size_t begin = quote + shape.num_quotes();
  std::string_view body = literal.substr(begin, literal.size() - begin - shape.num_quotes());
  for (size_t at = 0; at < body.size();) {
    if (body[at] == '\\' && !shape.is_raw) {
      AppendEscape(body, at, is_bytes, out);
    } else {
      out += body[at++];
    }
  }
}

std::string StringText(const Tree& tree, Span span) {
  std::string text;
  bool is_bytes = false;
  for (uint32_t i = tree.TokenAtOrAfter(span.begin); tree.tokens()[i].begin < span.end; ++i) {
    const Token& token = tree.tokens()[i];
    if (token.kind == TokenKind::String) {
      AppendString(tree.source().Slice(token.span()), text, is_bytes);
    }
  }
  return is_bytes ? "b'" + text + "'" : text;
}

}  // namespace

std::string ConstantText(const Tree& tree, NodeId constant) {
  std::string_view spelled = tree.Text(constant);
  if (spelled == "...") return "Ellipsis";
  char first = spelled[0];
  if (first == '.' || (first >= '0' && first <= '9')) return NumberText(spelled);
  bool is_word = spelled == "None" || spelled == "True" || spelled == "False";
  return is_word ? std::string(spelled) : StringText(tree, tree[constant].span);
}

}  // namespace weft
