#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace weft {

// What CPython's lexer refuses about a number, and where it points.
struct NumberError {
  enum class Type : uint8_t {
    Literal,       // "invalid decimal literal"
    Digit,         // "invalid digit '8' in octal literal"; `at` is the digit.
    LeadingZeros,  // "leading zeros in decimal integer literals ..."
  };

  Type type;
  uint32_t at;            // The last character that was read, as CPython counts.
  std::string_view base;  // `decimal`, `hexadecimal`, `octal`, `binary`, `imaginary`
};

// Reads the number that begins at `begin` as tok_get_normal_mode in CPython's
// Parser/lexer/lexer.c does; nothing where it is right. `text` ends in a NUL.
std::optional<NumberError> FindNumberError(std::string_view text, uint32_t begin);

}  // namespace weft
