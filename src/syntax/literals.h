#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace weft {

// What the prefix and the opening quotes of a string literal say.
struct StringShape {
  char quote = '"';
  bool is_triple = false;
  bool is_raw = false;
  bool is_bytes = false;
  bool is_format = false;    // f-string or t-string
  bool is_template = false;  // t-string

  uint32_t num_quotes() const { return is_triple ? 3 : 1; }
};

// True for the prefixes of CPython 3.14, in any case and order: r u b f t br fr tr.
bool IsStringPrefix(std::string_view name);

// `prefix` and `quote` are the offsets of the prefix and of the first quote in `text`,
// which ends in a NUL.
StringShape ShapeOfString(const char* text, uint32_t prefix, uint32_t quote);

// The offset behind the closing quotes of a literal whose body starts at `body`; nothing
// where it is not terminated.
std::optional<uint32_t> SkipStringBody(std::string_view text, uint32_t body, StringShape shape);

// Why the literal text of an f-string stops.
enum class LiteralEnd : uint8_t {
  Field,          // At `{`.
  FieldEnd,       // At a `}` that is not doubled.
  SpecLineBreak,  // At a line break that ends a format specification.
  Quote,          // At the closing quotes.
  Unterminated,
};

// Moves `at` over literal text of an f-string, or of a format specification in one
// (tok_get_fstring_mode in Parser/lexer/lexer.c).
LiteralEnd SkipFStringLiteral(std::string_view text, uint32_t& at, StringShape shape, bool in_spec);

// The offset behind the number that starts at `begin`. `text` ends in a NUL.
uint32_t SkipNumber(const char* text, uint32_t begin);

}  // namespace weft
