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

}  // namespace weft
