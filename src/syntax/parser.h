#pragma once

#include "syntax/concrete.h"
#include "syntax/token.h"

#include <cstdint>
#include <optional>
#include <span>

namespace weft {

// A parse that did not get through: the first token that no continuation of the program
// could start with.
struct ParseFailure {
  uint32_t token = 0;
};

// Parses `tokens`, which Tokenize() made, with the LR tables that tree-sitter generated for
// Python. Nothing where they are no sentence of the grammar; `failure` then says where.
//
// tree-sitter's own run time is not involved: its lexer and its generalised stack cost
// several times what the tables do, and its error recovery turns invalid programs into
// plausible trees. Here the first token without an action ends the parse.
std::optional<ConcreteTree> ParseTokens(std::span<const Token> tokens, ParseFailure& failure);

}  // namespace weft
