#include "syntax/literals.h"

#include "syntax/characters.h"

#include <cstring>

namespace weft {
namespace {

constexpr char Lower(char c) {
  return static_cast<char>(c | 0x20);
}

bool IsLineBreak(char c) {
  return c == '\n' || c == '\r';
}

// True where the closing quotes of `shape` start at `at`.
bool IsAtQuotes(const char* text, uint32_t at, StringShape shape) {
  return text[at] == shape.quote &&
         (!shape.is_triple || (text[at + 1] == shape.quote && text[at + 2] == shape.quote));
}

uint32_t SkipDigits(const char* text, uint32_t at) {
  while (IsDigit(text[at]) || (text[at] == '_' && IsDigit(text[at + 1]))) {
    ++at;
  }
  return at;
}

bool IsDigitOf(char base, char c) {
  switch (base) {
    case 'x':
      return IsHexDigit(c);
    case 'o':
      return c >= '0' && c <= '7';
    default:
      return c == '0' || c == '1';
  }
}

}  // namespace

bool IsStringPrefix(std::string_view name) {
  char first = Lower(name[0]);
  if (name.size() == 1) {
    return first == 'r' || first == 'u' || first == 'b' || first == 'f' || first == 't';
  }
  char second = Lower(name[1]);
  char other = first == 'r' ? second : first;
  return (first == 'r') != (second == 'r') && (other == 'b' || other == 'f' || other == 't');
}

StringShape ShapeOfString(const char* text, uint32_t prefix, uint32_t quote) {
  StringShape shape;
  for (uint32_t i = prefix; i < quote; ++i) {
    char c = Lower(text[i]);
    shape.is_raw |= c == 'r';
    shape.is_bytes |= c == 'b';
    shape.is_format |= c == 'f' || c == 't';
    shape.is_template |= c == 't';
  }
  shape.quote = text[quote];
  shape.is_triple = text[quote + 1] == shape.quote && text[quote + 2] == shape.quote;
  return shape;
}

std::optional<uint32_t> SkipStringBody(std::string_view text, uint32_t body, StringShape shape) {
  const char* data = text.data();
  auto size = static_cast<uint32_t>(text.size());
  if (shape.is_triple) {
    // Jump from quote to quote; one counts if an even number of backslashes precedes it.
    for (uint32_t at = body;;) {
      const void* found = at < size ? std::memchr(data + at, shape.quote, size - at) : nullptr;
      if (found == nullptr) {
        return std::nullopt;
      }
      auto quote = static_cast<uint32_t>(static_cast<const char*>(found) - data);
      uint32_t backslash = quote;
      while (backslash > at && data[backslash - 1] == '\\') {
        --backslash;
      }
      bool is_escaped = (quote - backslash) % 2 == 1;
      if (!is_escaped && IsAtQuotes(data, quote, shape)) {
        return quote + 3;
      }
      at = quote + 1;
    }
  }
  for (uint32_t at = body; at < size; ++at) {
    char c = data[at];
    if (c == shape.quote) {
      return at + 1;
    }
    if (c == '\\') {
      at += data[at + 1] == '\r' && data[at + 2] == '\n' ? 2 : 1;
    } else if (IsLineBreak(c)) {
      return std::nullopt;
    }
  }
  return std::nullopt;
}

LiteralEnd SkipFStringLiteral(std::string_view text, uint32_t& at, StringShape shape,
                              bool in_spec) {
  const char* data = text.data();
  auto size = static_cast<uint32_t>(text.size());
  for (; at < size; ++at) {
    char c = data[at];
    if (IsAtQuotes(data, at, shape)) {
      return LiteralEnd::Quote;
    }
    if (c == '{') {
      if (in_spec || data[at + 1] != '{') {
        return LiteralEnd::Field;
      }
      ++at;
    } else if (c == '}') {
      if (in_spec || data[at + 1] != '}') {
        return LiteralEnd::FieldEnd;
      }
      ++at;
    } else if (IsLineBreak(c) && !shape.is_triple) {
      return in_spec ? LiteralEnd::SpecLineBreak : LiteralEnd::Unterminated;
    } else if (c == '\\') {
      char next = data[at + 1];
      if (next == '{' || next == '}') {
        continue;  // A field, or half of a doubled brace; the backslash is literal.
      }
      bool is_named = next == 'N' && data[at + 2] == '{' && !shape.is_raw;
      at += next == '\r' && data[at + 2] == '\n' ? 2 : 1;
      if (is_named) {
        while (at < size && data[at] != '}' && data[at] != shape.quote && !IsLineBreak(data[at])) {
          ++at;
        }
        at -= data[at] == '}' ? 0 : 1;
      }
    }
  }
  return LiteralEnd::Unterminated;
}

uint32_t SkipNumber(const char* text, uint32_t begin) {
  uint32_t at = begin;
  if (text[at] == '0') {
    char base = Lower(text[at + 1]);
    if (base == 'x' || base == 'o' || base == 'b') {
      uint32_t digits = at + 2;
      while (IsDigitOf(base, text[digits]) ||
             (text[digits] == '_' && IsDigitOf(base, text[digits + 1]))) {
        ++digits;
      }
      return digits > at + 2 ? digits : at + 1;
    }
  }
  at = SkipDigits(text, at);
  if (text[at] == '.') {
    ++at;
    at = IsDigit(text[at]) ? SkipDigits(text, at) : at;
  }
  if (Lower(text[at]) == 'e') {
    uint32_t digits = at + (text[at + 1] == '+' || text[at + 1] == '-' ? 2 : 1);
    if (IsDigit(text[digits])) {
      at = SkipDigits(text, digits);
    }
  }
  return Lower(text[at]) == 'j' ? at + 1 : at;
}

}  // namespace weft
