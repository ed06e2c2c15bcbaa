#include "syntax/fstring_positions.h"

#include <algorithm>
#include <string>
#include <string_view>

namespace weft {
namespace {

bool IsField(Kind kind) {
  return kind == Kind::FormattedValue || kind == Kind::Interpolation;
}

// The literals with replacement fields, one for each field of the file in source order.
std::vector<Span> LiteralsOfFields(const Tree& tree) {
  struct Open {
    uint32_t begin;
    std::vector<size_t> fields;
  };
  std::vector<Span> literals;
  std::vector<Open> open;
  for (const Token& token : tree.tokens()) {
    if (token.kind == TokenKind::FStringStart) {
      open.push_back({token.begin, {}});
    } else if (token.kind == TokenKind::FieldOpen) {
      open.back().fields.push_back(literals.size());
      literals.push_back({open.back().begin, 0});
    } else if (token.kind == TokenKind::FStringEnd) {
      for (size_t field : open.back().fields) {
        literals[field].end = token.end;
      }
      open.pop_back();
    }
  }
  return literals;
}

// Where what is in front of a field's `=`, `!`, `:` or `}` ends.
uint32_t EndOfExpression(const Tree& tree, NodeId value) {
  uint32_t at = tree.TokenAtOrAfter(tree[value].span.end);
  for (;; ++at) {
    const Token& token = tree.tokens()[at];
    switch (token.kind) {
      case TokenKind::FieldEqual:
      case TokenKind::FieldConversion:
      case TokenKind::FieldColon:
      case TokenKind::FieldClose:
        return token.begin;
      default:
        break;
    }
  }
}

// Whether the first parenthesis of the tuple, if any, is closed before its end.
bool IsBareTuple(const Tree& tree, NodeId tuple) {
  Span span = tree[tuple].span;
  uint32_t at = tree.TokenAtOrAfter(span.begin);
  if (tree.tokens()[at].kind != TokenKind::OpenParen) {
    return true;
  }
  for (int depth = 0;; ++at) {
    const Token& token = tree.tokens()[at];
    depth += token.kind == TokenKind::OpenParen ? 1 : 0;
    depth -= token.kind == TokenKind::CloseParen ? 1 : 0;
    if (depth == 0) {
      return token.end < span.end;
    }
  }
}

// The end of the literal that begins at `begin`.
uint32_t EndOfLiteral(const Tree& tree, uint32_t begin) {
  uint32_t at = tree.TokenAtOrAfter(begin);
  for (int depth = 0;; ++at) {
    const Token& token = tree.tokens()[at];
    depth += token.kind == TokenKind::FStringStart ? 1 : 0;
    depth -= token.kind == TokenKind::FStringEnd ? 1 : 0;
    if (depth == 0 && token.end > begin) {
      return token.end;
    }
  }
}

// A string that ends in another line begins at `offset`.
bool BeginsStringOfLines(const Tree& tree, uint32_t offset) {
  const LineTable& lines = tree.source().lines();
  for (uint32_t at = tree.TokenAtOrAfter(offset); tree.tokens()[at].begin == offset; ++at) {
    TokenKind kind = tree.tokens()[at].kind;
    if (kind == TokenKind::String || kind == TokenKind::FStringStart) {
      return lines.LineOf(EndOfLiteral(tree, offset)) != lines.LineOf(offset);
    }
  }
  return false;
}

// A line break follows the brace, behind blanks at most.
bool HasLineBreakBehind(std::string_view text, uint32_t brace) {
  size_t at = text.find_first_not_of(" \t\f", brace + 1);
  return text[at] == '\n' || text[at] == '\r';
}

}  // namespace

FStringPositions::FStringPositions(const Tree& tree, PythonVersion python)
    : tree_(tree),
      contexts_(tree.nodes().size(), kNone),
      strings_(tree.nodes().size(), kNoNode),
      literals_(LiteralsOfFields(tree)),
      is_of_38_(python.minor == 8) {
  struct Open {
    NodeId node;
    uint32_t field;  // Its index, if it is one.
  };
  std::vector<Open> open;
  for (uint32_t i = 0; i < tree.nodes().size(); ++i) {
    while (!open.empty() && tree[open.back().node].next <= i) {
      open.pop_back();
    }
    const Node& node = tree[NodeId{i}];
    bool is_spec = node.role == Role::FormatSpec;
    bool is_field = IsField(node.kind);
    if (!open.empty()) {
      const Open& parent = open.back();
      bool is_expression = parent.field != kNone && !is_spec;
      contexts_[i] = is_expression ? parent.field : contexts_[parent.node.index];
      strings_[i] = is_field || is_spec ? strings_[parent.node.index] : NodeId{i};
    }
    if (is_spec) {
      specs_.emplace_back(NodeId{i}, open.back().field);
    }
    open.push_back({NodeId{i}, kNone});
    if (is_field) {
      open.back().field = static_cast<uint32_t>(fields_.size());
      // 3.8 looks for the expression in the first of several literals.
      uint32_t literal =
          python.minor == 8 ? tree[strings_[i]].span.begin : literals_[fields_.size()].begin;
      fields_.push_back(Guess(NodeId{i}, literal, python));
    }
  }
}

FStringPositions::Field FStringPositions::Guess(NodeId node, uint32_t literal,
                                                PythonVersion python) const {
  const LineTable& lines = tree_.source().lines();
  std::string_view text = tree_.source().text();
  Field field{tree_.Child(node, Role::Value), tree_[node].span.begin, 0,
              Place(contexts_[node.index], literal)};
  field.brace_line = lines.LineOf(field.brace);
  uint32_t found = field.brace;
  if (python.minor == 8) {
    // The first place in the literal where the same expression stands between braces.
    Span expression = {field.brace + 1, EndOfExpression(tree_, field.value)};
    std::string wanted = "{" + std::string(tree_.source().Slice(expression)) + "}";
    size_t at = text.substr(literal, EndOfLiteral(tree_, literal) - literal).find(wanted);
    if (at == std::string_view::npos) {
      return field;
    }
    found = literal + static_cast<uint32_t>(at);
  }
  uint32_t line = lines.LineOf(found);
  uint32_t num_lines = line - lines.LineOf(literal);
  field.position.line += num_lines;
  if (python.minor >= 10 && num_lines > 0) {
    field.position.column = 0;
  }
  if (python.minor == 8 || !HasLineBreakBehind(text, found)) {
    // 3.8 and 3.9 count from the line break on, and add that to where the literal begins.
    uint32_t from_line = found - lines.StartOf(line) + (python.minor < 10 ? 1 : 0);
    field.position.column += num_lines > 0 ? from_line : found - literal;
  }
  return field;
}

Span FStringPositions::SpanOf(NodeId node) const {
  if (tree_[node].role == Role::FormatSpec) {
    return SpanOfText(node, true);
  }
  uint32_t field = contexts_[node.index];
  if (tree_[node].kind == Kind::Tuple && field != kNone && fields_[field].value == node &&
      IsBareTuple(tree_, node)) {
    return {fields_[field].brace, EndOfExpression(tree_, node) + 1};
  }
  return tree_[strings_[node.index]].span;
}

Span FStringPositions::SpanOfText(NodeId joined, bool is_last) const {
  bool is_spec = tree_[joined].role == Role::FormatSpec;
  if (!is_spec || !is_last || is_of_38_) {
    return tree_[strings_[joined.index]].span;
  }
  auto spec = std::lower_bound(specs_.begin(), specs_.end(), std::pair(joined, 0U));
  return literals_[spec->second];
}

FStringPositions::Position FStringPositions::At(NodeId node, uint32_t offset) const {
  Position position = Place(contexts_[node.index], offset);
  if (is_of_38_ && contexts_[node.index] != kNone) {
    // 3.8 moves both ends of a string that begins in the first line of an expression.
    const Field& field = fields_[contexts_[node.index]];
    const LineTable& lines = tree_.source().lines();
    bool is_string = tree_[node].kind == Kind::Constant || tree_[node].kind == Kind::JoinedStr;
    bool moves = is_string && lines.LineOf(tree_[node].span.begin) == field.brace_line;
    if (moves && lines.LineOf(offset) != field.brace_line) {
      position.column += field.position.column;
    }
  }
  return position;
}

FStringPositions::Position FStringPositions::Place(uint32_t context, uint32_t offset) const {
  const LineTable& lines = tree_.source().lines();
  uint32_t line = lines.LineOf(offset);
  if (context == kNone) {
    return {line, offset - lines.StartOf(line)};
  }
  const Field& field = fields_[context];
  if (line == field.brace_line) {
    if (!is_of_38_ && BeginsStringOfLines(tree_, offset)) {
      // The tokenizer is in another line when it has read such a token.
      return {field.position.line, offset - field.brace};
    }
    return {field.position.line, field.position.column + offset - field.brace};
  }
  return {field.position.line + line - field.brace_line, offset - lines.StartOf(line)};
}

}  // namespace weft
