#pragma once

#include "base/source_file.h"
#include "base/span.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace weft {

// What a line of C's preprocessor, or pypreprocessor's, asks for.
enum class DirectiveKind : uint8_t {
  Define,      // #define NAME [VALUE]
  Undef,       // #undef NAME
  If,          // #if EXPR
  IfDefined,   // #ifdef NAME
  IfNot,       // #ifndef NAME, #ifdefnot NAME
  Elif,        // #elif EXPR
  ElifDef,     // #elifdef NAME, #elseif NAME, #elseifdef NAME
  ElifNot,     // #elifndef NAME
  Else,        // #else
  EndIf,       // #endif [N]
  EndIfOf,     // #endififdef NAME
  EndAll,      // #endifall
  Exclude,     // #exclude
  EndExclude,  // #endexclude
  Error,       // #error TEXT
};

struct Directive {
  DirectiveKind kind;
  Span span;                  // Its line, without blanks at either end.
  std::string_view spelling;  // `#ifdef`, as written.
  std::string_view rest;      // Behind that, without blanks at either end.
};

// How directives are written.
struct DirectiveSyntax {
  std::string_view prefix;   // Begins with `#`.
  bool is_indented = false;  // Blanks may stand in front.
};

// The directive that is all of `line`, a span of `text` without its line break. None where the
// line is a comment: of another word, or of code that was commented out, `#if x:`.
std::optional<Directive> ReadDirective(std::string_view text, Span line,
                                       const DirectiveSyntax& syntax);

// For each line, from the first on, whether it begins inside of a string of several lines. Of a
// text that need not be Python: a string in one kind of quotes that is not closed ends with its
// line.
std::vector<bool> LinesInStrings(const SourceFile& source);

}  // namespace weft
