#pragma once

#include "base/span.h"
#include "syntax/python_version.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace weft {

// Why the escapes of a piece of literal text cannot be decoded, in CPython's words.
struct EscapeError {
  enum class Type : uint8_t { Unicode, Bytes };  // A UnicodeDecodeError, or a ValueError.

  Type type;
  // Unicode: the bytes [first, last] of the text as CPython hands it to its codec, where a
  // non-ASCII character is a `\UXXXXXXXX`. Bytes: `first` is the offset of the backslash.
  size_t first;
  size_t last;
  std::string_view reason;  // A string literal; Unicode only.

  std::string Place() const;  // Unicode only: "bytes in position 0-1"
};

// Appends what the literal text `text` (between the quotes; of an f-string, a piece) stands
// for, in UTF-8 where a surrogate that was written as an escape takes three bytes of its own.
// Line breaks become "\n" (CPython's translate_newlines). Invalid escapes such as `\d` stand for
// themselves. Follows _PyUnicode_DecodeUnicodeEscapeInternal in Objects/unicodeobject.c, behind
// decode_unicode_with_escapes in Parser/string_parser.c.
std::optional<EscapeError> DecodeText(std::string_view text, bool is_raw, PythonVersion python,
                                      std::string& value);

// The same for a bytes literal: _PyBytes_DecodeEscape in Objects/bytesobject.c.
std::optional<EscapeError> DecodeBytes(std::string_view text, bool is_raw, std::string& value);

}  // namespace weft
