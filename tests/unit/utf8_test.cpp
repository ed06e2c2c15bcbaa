#include "base/utf8.h"

#include "support/catch.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace weft {
namespace {

std::optional<DecodeError> Error(uint32_t begin, uint32_t end, std::string_view reason) {
  return DecodeError{{begin, end}, "utf-8", reason};
}

constexpr std::string_view kBadStart = "invalid start byte";
constexpr std::string_view kBadContinuation = "invalid continuation byte";
constexpr std::string_view kCutShort = "unexpected end of data";

TEST_CASE("the ASCII prefix ends at the first byte from 0x80 on") {
  for (size_t length = 0; length < 100; ++length) {
    std::string text(length, 'x');
    CHECK(AsciiPrefixLength(text) == length);
    CHECK(AsciiPrefixLength(text + "\x80 and more of it") == length);
  }
}

TEST_CASE("every code point but the surrogates is valid UTF-8") {
  std::string all;
  for (char32_t c = 1; c <= 0x10FFFF; c += c < 0x3000 ? 1 : 251) {
    if (c < 0xD800 || c > 0xDFFF) {
      AppendUtf8(c, all);
    }
  }
  AppendUtf8(0xFFFF, all);
  AppendUtf8(0x10000, all);
  AppendUtf8(0x10FFFF, all);
  CHECK(FindInvalidUtf8(all) == std::nullopt);
}

TEST_CASE("a code point survives encoding and decoding") {
  for (char32_t c : {0x00, 0x7F, 0x80, 0x7FF, 0x800, 0xFFFD, 0xFFFF, 0x10000, 0x10FFFF}) {
    std::string text;
    AppendUtf8(c, text);
    size_t offset = 0;
    CHECK(NextCodePoint(text, &offset) == c);
    CHECK(offset == text.size());
    CHECK(CountCodePoints(text) == 1);
  }
}

TEST_CASE("a byte that begins nothing is an invalid start byte") {
  CHECK(FindInvalidUtf8("ab\x80") == Error(2, 3, kBadStart));
  CHECK(FindInvalidUtf8("\xC0\x80") == Error(0, 1, kBadStart));
  CHECK(FindInvalidUtf8("\xC1\xBF") == Error(0, 1, kBadStart));
  CHECK(FindInvalidUtf8("\xF5\x80\x80\x80") == Error(0, 1, kBadStart));
  CHECK(FindInvalidUtf8("\xFF") == Error(0, 1, kBadStart));
}

TEST_CASE("surrogates, overlong forms and what exceeds U+10FFFF are invalid") {
  CHECK(FindInvalidUtf8("\xED\xA0\x80") == Error(0, 1, kBadContinuation));
  CHECK(FindInvalidUtf8("\xE0\x9F\xBF") == Error(0, 1, kBadContinuation));
  CHECK(FindInvalidUtf8("\xF0\x8F\xBF\xBF") == Error(0, 1, kBadContinuation));
  CHECK(FindInvalidUtf8("\xF4\x90\x80\x80") == Error(0, 1, kBadContinuation));
}

TEST_CASE("an invalid continuation byte ends the bytes that are to blame") {
  CHECK(FindInvalidUtf8("\xE9x") == Error(0, 1, kBadContinuation));
  CHECK(FindInvalidUtf8("\xE2\x82x") == Error(0, 2, kBadContinuation));
  CHECK(FindInvalidUtf8("\xF0\x9F\x98x") == Error(0, 3, kBadContinuation));
}

TEST_CASE("a sequence that the text cuts short is an unexpected end") {
  CHECK(FindInvalidUtf8("a\xC3") == Error(1, 2, kCutShort));
  CHECK(FindInvalidUtf8("a\xE2\x82") == Error(1, 3, kCutShort));
  CHECK(FindInvalidUtf8("a\xF0\x9F\x98") == Error(1, 4, kCutShort));
  CHECK(FindInvalidUtf8("a\xED\xA0") == Error(1, 2, kBadContinuation));
}

TEST_CASE("an error is found behind any amount of ASCII") {
  for (uint32_t length = 0; length < 80; ++length) {
    std::string text = std::string(length, 'x') + "\xC3\xA9" + std::string(length, 'y') + "\xE9";
    CHECK(FindInvalidUtf8(text) == Error(2 * length + 2, 2 * length + 3, kCutShort));
  }
}

}  // namespace
}  // namespace weft
