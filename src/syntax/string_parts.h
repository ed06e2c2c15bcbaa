#pragma once

#include "syntax/python_version.h"
#include "syntax/tree.h"

#include <string>
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

// Appends what `f"{ x = !r}"` shows in front of the value, which is from behind the opening brace
// up to the conversion, the format specification or the closing brace, as `python` keeps it; 3.12
// is the oldest that gets it from its tokenizer (set_fstring_expr in Parser/lexer/lexer.c).
// CPython 3.13.0 also stops at a `!=` outside of brackets, and cuts whatever follows a `#` in a
// line, be it a comment or not. 3.14 cuts comments only. `field` documents itself.
void AppendDebugText(const Tree& tree, NodeId field, PythonVersion python, std::string& text);

// Appends Interpolation.str of `field`: the same up to the `=`, if there is one.
void AppendExpressionText(const Tree& tree, NodeId field, std::string& text);

}  // namespace weft
