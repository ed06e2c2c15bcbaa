#pragma once

#include "syntax/tree.h"

#include <vector>

namespace weft {

// What a string expression (Constant, JoinedStr or TemplateStr), or a format specification
// (a JoinedStr in the role FormatSpec), is written with. In source order.
struct StringPart {
  enum class Type : uint8_t {
    Literal,  // A whole plain or bytes literal, prefix and quotes included.
    Text,     // Of an f-string, or of a format specification: a piece of literal text.
    Field,    // Of an f-string: a replacement field.
    End,      // The closing quotes of an f-string.
  };

  Type type = Type::Literal;
  bool is_raw = false;       // Text: whether the f-string has an `r`.
  bool is_template = false;  // Text, Field and End: of a t-string.
  NodeId field = kNoNode;    // Field: the FormattedValue or Interpolation.
  // Text: without the second of two braces, which belongs to `whole` only. One piece ends behind
  // a doubled brace or a `\N{...}`, as CPython's token FSTRING_MIDDLE does.
  Span span;
  Span whole;
};

std::vector<StringPart> PartsOfString(const Tree& tree, NodeId id);

// What `f"{ x = !r}"` shows in front of the value, comments included: from behind the opening
// brace up to the conversion, the format specification or the closing brace. CPython 3.13.0 also
// stops at a `!=` outside of brackets. `field` documents itself.
Span DebugText(const Tree& tree, NodeId field);

// Appends that text as CPython 3.12 and 3.13 keep it: whatever follows a `#` in a line is cut,
// be it a comment or not (set_fstring_expr in Parser/lexer/lexer.c).
void AppendDebugText(const Tree& tree, NodeId field, std::string& text);

}  // namespace weft
