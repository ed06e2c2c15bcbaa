#pragma once

#include "base/span.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace weft {

// Bytes that a codec could not decode, and why, in CPython's words. Like a Python
// UnicodeDecodeError; `codec` and `reason` are string literals.
struct DecodeError {
  Span span;
  std::string_view codec;
  std::string_view reason;

  friend bool operator==(const DecodeError&, const DecodeError&) = default;
};

// The number of leading bytes below 0x80.
size_t AsciiPrefixLength(std::string_view bytes);

// The first byte that CPython's ASCII decoder refuses.
std::optional<DecodeError> FindInvalidAscii(std::string_view bytes);

// The first thing that CPython's UTF-8 decoder refuses: no surrogates, no overlong forms,
// nothing above U+10FFFF.
std::optional<DecodeError> FindInvalidUtf8(std::string_view bytes);

void AppendUtf8(char32_t code_point, std::string& text);

// The code point that begins at `*offset` of valid UTF-8; moves `*offset` behind it.
char32_t NextCodePoint(std::string_view text, size_t* offset);

// The number of code points in `text`; for invalid UTF-8, of bytes that do not continue one.
size_t CountCodePoints(std::string_view text);

}  // namespace weft
