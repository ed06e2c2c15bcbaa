#include "passes/source_text.h"

#include "base/utf8.h"

#include <fmt/format.h>

#include <iterator>

namespace weft {

std::string TextOnOneLine(const Tree& tree, NodeId id) {
  Span span = tree[id].span;
  std::string text;
  uint32_t end = span.begin;
  for (uint32_t i = tree.TokenAtOrAfter(span.begin); i < tree.tokens().size(); ++i) {
    Span token = tree.tokens()[i].span();
    if (token.begin >= span.end) {
      break;
    }
    if (token.begin > end && !text.empty()) {
      text += ' ';
    }
    text += tree.source().Slice(token);
    end = token.end;
  }
  return text;
}

std::string EscapedText(std::string_view text) {
  std::string escaped;
  for (size_t offset = 0; offset < text.size();) {
    char32_t c = NextCodePoint(text, &offset);
    if (c == U'\'' || c == U'\\') {
      escaped += '\\';
      escaped += static_cast<char>(c);
    } else if (c >= 0x20 && c < 0x7F) {
      escaped += static_cast<char>(c);
    } else if (c < 0x10000) {
      fmt::format_to(std::back_inserter(escaped), "\\u{:04x}", static_cast<uint32_t>(c));
    } else {
      fmt::format_to(std::back_inserter(escaped), "\\U{:08x}", static_cast<uint32_t>(c));
    }
  }
  return escaped;
}

std::string StringLiteral(std::string_view text) {
  return fmt::format("'{}'", EscapedText(text));
}

}  // namespace weft
