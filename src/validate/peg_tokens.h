#pragma once

#include "base/source_file.h"
#include "syntax/tokenizer.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace weft::peg {

// A token as CPython's parser sees it: soft keywords are names, braces and colons of a field
// are braces and colons, and a conversion is two tokens.
struct PegToken {
  uint32_t begin;
  uint32_t end;
  uint32_t place;  // Where CPython points when the token is the last it has read.
  uint16_t level;  // Open brackets behind the token.
  TokenKind kind;

  Span span() const { return {begin, end}; }
};

std::vector<PegToken> ToPegTokens(const SourceFile& source, const std::vector<Token>& tokens);

}  // namespace weft::peg
