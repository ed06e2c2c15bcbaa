#pragma once

#include "astgen/description.h"

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace astgen {

enum class TokenType { Name, Number, Punctuation, End };

struct Token {
  TokenType type;
  std::string text;  // One character for punctuation.
  Position position;
};

// The tokens, closed by one of type End, or the first byte that begins none. `--` comments
// run to the end of their line.
std::variant<std::vector<Token>, Error> LexAsdl(std::string_view text);

}  // namespace astgen
