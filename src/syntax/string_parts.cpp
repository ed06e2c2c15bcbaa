#include "syntax/string_parts.h"

#include <algorithm>

namespace weft {
namespace {

bool HasLetter(std::string_view prefix, char lower) {
  return std::any_of(prefix.begin(), prefix.end(), [&](char c) { return (c | 0x20) == lower; });
}

// Splits the text of one or more f-strings into parts.
class PartReader {
 public:
  PartReader(const Tree& tree, NodeId id)
      : tree_(tree), span_(tree[id].span), is_spec_(tree[id].role == Role::FormatSpec) {
    for (NodeId field : Children(tree, id, Role::Values)) {
      fields_.push_back(field);
    }
    if (is_spec_) {
      FindLiteralAround();
    }
  }

  std::vector<StringPart> Run() {
    uint32_t at = tree_.TokenAtOrAfter(span_.begin);
    while (at < tree_.tokens().size() && tree_.tokens()[at].begin < span_.end) {
      at = Read(at);
    }
    return std::move(parts_);
  }

 private:
  // Returns the index of the token to go on with.
  uint32_t Read(uint32_t at) {
    const Token& token = tree_.tokens()[at];
    switch (token.kind) {
      case TokenKind::String:
        parts_.push_back(
            {.type = StringPart::Type::Literal, .span = token.span(), .whole = token.span()});
        break;
      case TokenKind::FStringStart:
        SetPrefix(tree_.source().Slice(token.span()));
        break;
      case TokenKind::FStringMiddle:
        AddPieces(token.span());
        break;
      case TokenKind::FStringEnd:
        Add(StringPart::Type::End, token.span(), token.span());
        break;
      case TokenKind::FieldOpen: {
        NodeId field = fields_[next_field_++];
        Add(StringPart::Type::Field, tree_[field].span, tree_[field].span);
        parts_.back().field = field;
        return tree_.TokenAtOrAfter(tree_[field].span.end, at);
      }
      default:
        break;  // The colon in front of a specification.
    }
    return at + 1;
  }

  void SetPrefix(std::string_view start) {
    std::string_view prefix = start.substr(0, start.find_first_of("'\""));
    is_raw_ = HasLetter(prefix, 'r');
    is_template_ = HasLetter(prefix, 't');
  }

  // The prefix of the f-string that this specification is in.
  void FindLiteralAround() {
    uint32_t at = tree_.TokenAtOrAfter(span_.begin);
    for (int depth = 0; at > 0; --at) {
      TokenKind kind = tree_.tokens()[at - 1].kind;
      depth += kind == TokenKind::FStringEnd ? 1 : 0;
      if (kind == TokenKind::FStringStart && depth-- == 0) {
        return SetPrefix(tree_.source().Slice(tree_.tokens()[at - 1].span()));
      }
    }
  }

  void AddPieces(Span middle) {
    std::string_view text = tree_.source().Slice(middle);
    uint32_t begin = 0;
    auto add = [&](uint32_t end, uint32_t whole_end) {
      Add(StringPart::Type::Text, {middle.begin + begin, middle.begin + end},
          {middle.begin + begin, middle.begin + whole_end});
      begin = whole_end;
    };
    auto size = static_cast<uint32_t>(text.size());
    for (uint32_t at = 0; at < size; ++at) {
      char c = text[at];
      if (c == '{' || c == '}') {
        ++at;  // The other brace: a single one is no text.
        add(at, at + 1);
      } else if (c == '\\' && at + 1 < size) {
        char next = text[at + 1];
        bool is_named = next == 'N' && !is_raw_ && text.substr(at + 2).starts_with('{');
        if (is_named) {
          size_t end = text.find('}', at);
          if (end == std::string_view::npos) {
            break;
          }
          at = static_cast<uint32_t>(end);
          add(at + 1, at + 1);
        } else if (next != '{' && next != '}') {
          ++at;
        }
      }
    }
    if (begin < size) {
      add(size, size);
    }
  }

  void Add(StringPart::Type type, Span span, Span whole) {
    parts_.push_back({.type = type,
                      .is_raw = is_raw_,
                      .is_template = is_template_,
                      .span = span,
                      .whole = whole});
  }

  const Tree& tree_;
  Span span_;
  bool is_spec_;
  bool is_raw_ = false;
  bool is_template_ = false;
  std::vector<NodeId> fields_;
  size_t next_field_ = 0;
  std::vector<StringPart> parts_;
};

Span DebugText(const Tree& tree, NodeId field, PythonVersion python) {
  Span span = tree[field].span;
  uint32_t at = tree.TokenAtOrAfter(span.begin) + 1;
  uint32_t begin = tree.tokens()[at - 1].end;
  for (int depth = 0;; ++at) {
    const Token& token = tree.tokens()[at];
    switch (token.kind) {
      case TokenKind::OpenParen:
      case TokenKind::OpenBracket:
      case TokenKind::OpenBrace:
      case TokenKind::FieldOpen:
      case TokenKind::FStringStart:
        ++depth;
        break;
      case TokenKind::CloseParen:
      case TokenKind::CloseBracket:
      case TokenKind::CloseBrace:
      case TokenKind::FStringEnd:
        --depth;
        break;
      case TokenKind::FieldClose:
        if (depth == 0) {
          return {begin, token.begin};
        }
        --depth;
        break;
      case TokenKind::NotEqual:
        if (depth == 0 && python.minor < 14) {
          return {begin, token.begin};
        }
        break;
      case TokenKind::FieldConversion:
      case TokenKind::FieldColon:
        if (depth == 0) {
          return {begin, token.begin};
        }
        break;
      default:
        break;
    }
  }
}

// What is left of `text` without all that follows a `#`, up to the end of the line.
void AppendUncut(std::string_view text, std::string& out) {
  for (;;) {
    size_t hash = text.find('#');
    out += text.substr(0, hash);
    if (hash == std::string_view::npos) {
      return;
    }
    size_t end = text.find_first_of("\r\n", hash);
    text = end == std::string_view::npos ? "" : text.substr(end);
  }
}

// The same as CPython 3.14 does it, to which any quote ends what the last one has begun: of
// `f"{x["#"]}"` it takes `#` for a comment.
void AppendWithoutComments(std::string_view text, std::string& out) {
  char quote = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '#' && quote == 0) {
      i = std::min(text.find_first_of("\r\n", i), text.size()) - 1;
      continue;
    }
    out += c;
    if (c == '\\' && i + 1 < text.size()) {
      out += text[++i];
    } else if (c == '"' || c == '\'') {
      quote = quote == 0 ? c : quote == c ? '\0' : quote;
    }
  }
}

}  // namespace

std::vector<StringPart> PartsOfString(const Tree& tree, NodeId id) {
  return PartReader(tree, id).Run();
}

void AppendDebugText(const Tree& tree, NodeId field, PythonVersion python, std::string& text) {
  std::string_view all = tree.source().Slice(DebugText(tree, field, python));
  if (python.minor < 14) {
    AppendUncut(all, text);
  } else {
    AppendWithoutComments(all, text);
  }
}

void AppendExpressionText(const Tree& tree, NodeId field, std::string& text) {
  AppendDebugText(tree, field, PythonVersion{14}, text);
  if ((tree[field].flags & Node::kSelfDocumenting) != 0) {
    text.resize(text.rfind('='));
  }
}

}  // namespace weft
