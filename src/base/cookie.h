#pragma once

#include "base/span.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace weft {

// A PEP 263 declaration such as `# -*- coding: latin-1 -*-`.
struct Cookie {
  std::string encoding;  // As written, but every spelling of utf-8 and latin-1 that the
                         // tokenizer knows is `utf-8` and `iso-8859-1`.
  Span span;             // Of the encoding's name.
  uint32_t line;         // 1 or 2

  friend bool operator==(const Cookie&, const Cookie&) = default;
};

// Finds the cookie as CPython's tokenizer does. `bytes` begins behind any byte order mark.
std::optional<Cookie> FindCookie(std::string_view bytes);

}  // namespace weft
