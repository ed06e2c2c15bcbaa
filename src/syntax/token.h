#pragma once

#include "base/span.h"

#include <cstdint>
#include <string_view>

namespace weft {

// What a token is. The first group has a spelling of its own (TokenSpelling); keywords
// come first in it. Soft keywords are separate kinds, because the tokenizer decides by
// context: a `match` that is a name is a Name.
enum class TokenKind : uint8_t {
#define TOKEN(kind, spelling) kind,
#include "syntax/tokens.def"
#undef TOKEN
  Name,
  Number,
  String,         // A whole plain or bytes literal, prefix and quotes included.
  FStringStart,   // Prefix and opening quotes of an f-string or t-string.
  FStringMiddle,  // Literal text; may be empty only where no token is made of it.
  FStringEnd,
  FieldOpen,        // `{` of a replacement field.
  FieldClose,       // `}` of a replacement field.
  FieldEqual,       // `=` of a self-documenting field.
  FieldConversion,  // `!r`
  FieldColon,       // `:` before a format specification.
  Stray,            // A character that begins no token; only TokenizeUpToError() makes it.
  Newline,          // End of a logical line. Its span is the line break, empty at end of file.
  Indent,           // Zero width, before the first token of the block.
  Dedent,           // Zero width, before the first token after the block.
  EndOfFile,
};

inline constexpr int kNumTokenKinds = static_cast<int>(TokenKind::EndOfFile) + 1;

// `(` for OpenParen, `if` for If; empty for kinds without a spelling of their own.
std::string_view TokenSpelling(TokenKind kind);

namespace token_flag {
// A `*` that unpacks: the parser does not see it, flatten wraps what follows in Starred.
inline constexpr uint8_t kPrefixStar = 1;
// A NAME directly before `[`; the parser sees a number, so that `x: A[i][j]` is a subscript.
inline constexpr uint8_t kSubscripted = 2;
// `= default` of a type parameter (PEP 696): parsed apart from the rest.
inline constexpr uint8_t kTypeDefault = 4;
}  // namespace token_flag

struct Token {
  uint32_t begin = 0;
  uint32_t end = 0;
  TokenKind kind = TokenKind::EndOfFile;
  uint8_t flags = 0;

  constexpr Span span() const { return {begin, end}; }
};
static_assert(sizeof(Token) == 12);

}  // namespace weft
