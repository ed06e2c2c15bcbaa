#pragma once

#include "base/diagnostics.h"
#include "base/source_file.h"
#include "syntax/token.h"

#include <optional>
#include <vector>

namespace weft {

// Splits a file into CPython's tokens (Parser/lexer/lexer.c), without comments and without
// line breaks inside brackets. Also settles by context what an LALR grammar cannot: which
// `match`, `case` and `type` are keywords, which stars unpack (token_flag).
//
// Nothing where the file has a lexical error; that error is reported then. What it accepts
// has balanced brackets (at most 200 deep), consistent indentation (at most 100 deep), a
// block behind every line that ends in a colon, and ends in Newline, Dedents, EndOfFile.
std::optional<std::vector<Token>> Tokenize(const SourceFile& source, Diagnostics& diagnostics);

// The tokens in front of the first lexical error, or all of them, for whoever wants to know
// what is wrong with a file.
struct TokensUpToError {
  std::vector<Token> tokens;  // Ends in EndOfFile, or in front of the error.
  Diagnostics errors;         // Empty, or the error.

  // An opening bracket that is unmatched at the end of the file or at the error, if any, and
  // whether the file ends there (the error is then about that bracket).
  std::optional<uint32_t> open_bracket;
};

// Splits a file as CPython's lexer does, which leaves to the parser what Tokenize() finds
// early: a wrong indentation is an Indent, a missing block is none, and a character that
// begins no token is Stray, `<>` included. A Newline behind a comment begins where the comment
// does. Without `has_templates`, a t-string is a name and a string.
TokensUpToError TokenizeUpToError(const SourceFile& source, bool has_templates);

}  // namespace weft
