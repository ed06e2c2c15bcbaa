#pragma once

#include "syntax/token.h"

#include <string_view>

namespace weft {

// The kind of a hard keyword, else Name.
TokenKind KeywordOrName(std::string_view name);

// True where `rest`, which directly follows a number, begins with a keyword that CPython
// lets follow one (`1if x else y`, `0or 1`); verify_end_of_number in Parser/lexer/lexer.c.
bool IsKeywordAfterNumber(std::string_view rest);

}  // namespace weft
