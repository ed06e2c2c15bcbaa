#pragma once

#include "syntax/token.h"

#include <cstdint>

namespace weft {

struct OperatorMatch {
  TokenKind kind = TokenKind::EndOfFile;
  uint32_t length = 0;  // In bytes; zero where no operator starts here.
};

// The longest operator or delimiter at `text`, which ends in a NUL. Brackets excepted.
OperatorMatch MatchOperator(const char* text);

}  // namespace weft
