#include "syntax/constant_repr.h"

#include "syntax/literal_text.h"
#include "syntax/literals.h"
#include "syntax/number_repr.h"
#include "syntax/string_repr.h"

namespace weft {
namespace {

StringShape ShapeOf(const Tree& tree, Span literal, uint32_t& quote) {
  std::string_view text = tree.source().Slice(literal);
  quote = static_cast<uint32_t>(text.find_first_of("'\""));
  return ShapeOfString(tree.source().text().data(), literal.begin, literal.begin + quote);
}

void AppendStrings(const Tree& tree, Span span, PythonVersion python, std::string& out) {
  std::string value;
  bool is_bytes = false;
  uint32_t at = tree.TokenAtOrAfter(span.begin);
  for (; at < tree.tokens().size() && tree.tokens()[at].begin < span.end; ++at) {
    const Token& token = tree.tokens()[at];
    if (token.kind == TokenKind::String) {
      uint32_t quote = 0;
      is_bytes = ShapeOf(tree, token.span(), quote).is_bytes;
      AppendLiteralValue(tree, token.span(), python, value);
    }
  }
  if (is_bytes) {
    AppendBytesRepr(value, out);
  } else {
    AppendStringRepr(value, python, out);
  }
}

}  // namespace

void AppendLiteralValue(const Tree& tree, Span literal, PythonVersion python, std::string& value) {
  uint32_t quote = 0;
  StringShape shape = ShapeOf(tree, literal, quote);
  std::string_view body = tree.source().Slice(literal);
  body.remove_prefix(quote + shape.num_quotes());
  body.remove_suffix(shape.num_quotes());
  if (shape.is_bytes) {
    DecodeBytes(body, shape.is_raw, value);
  } else {
    DecodeText(body, shape.is_raw, python, value);
  }
}

void AppendConstantRepr(const Tree& tree, NodeId constant, PythonVersion python, std::string& out) {
  std::string_view text = tree.Text(constant);
  char first = text[0];
  if (first >= '0' && first <= '9') {
    AppendNumberRepr(text, out);
  } else if (first == '.') {
    if (text == "...") {
      out += "Ellipsis";
    } else {
      AppendNumberRepr(text, out);
    }
  } else if (text == "None" || text == "True" || text == "False") {
    out += text;
  } else {
    AppendStrings(tree, tree[constant].span, python, out);
  }
}

bool HasUnicodeKind(const Tree& tree, NodeId constant) {
  std::string_view text = tree.Text(constant);
  return text[0] == 'u';
}

}  // namespace weft
