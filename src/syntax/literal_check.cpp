#include "syntax/literal_check.h"

#include "base/utf8.h"
#include "syntax/characters.h"
#include "syntax/literal_text.h"
#include "syntax/literals.h"
#include "syntax/string_parts.h"

#include <optional>
#include <string>

namespace weft {
namespace {

// sys.int_info.default_max_str_digits
constexpr size_t kMaxDigits = 4300;

// Checks the parts of one string expression in order.
class StringChecker {
 public:
  StringChecker(const Tree& tree, PythonVersion target, Diagnostics& diagnostics)
      : tree_(tree), target_(target), diagnostics_(diagnostics) {}

  bool Run(NodeId id) {
    for (const StringPart& part : PartsOfString(tree_, id)) {
      if (!Check(part)) {
        return false;
      }
    }
    if (error_) {  // Of a format specification: CPython forgets to make it a SyntaxError.
      Report(*error_, error_part_);
      return false;
    }
    if (has_bytes_ && has_text_) {
      diagnostics_.Report<DiagnosticId::BytesBesideText>(SpanBehind(tree_[id].span.end));
      return false;
    }
    return true;
  }

 private:
  bool Check(const StringPart& part) {
    switch (part.type) {
      case StringPart::Type::Literal:
        return CheckWhole(part.span);
      case StringPart::Type::Text:
        CheckText(part.span, tree_.source().Slice(part.span), part.is_raw);
        break;
      case StringPart::Type::Field:
        if ((tree_[part.field].flags & Node::kSelfDocumenting) != 0 && target_.minor < 14) {
          std::string text;
          AppendDebugText(tree_, part.field, target_, text);
          CheckText(part.span, text, part.is_raw);
        }
        break;
      case StringPart::Type::End:
        has_text_ = true;
        if (error_) {  // CPython decodes an f-string when it has seen its end.
          Report(*error_, part.span);
          return false;
        }
        break;
    }
    return true;
  }

  void CheckText(Span span, std::string_view text, bool is_raw) {
    if (!error_ && text.find('\\') != std::string_view::npos) {
      std::string value;
      error_ = DecodeText(text, is_raw, target_, value);
      error_part_ = span;
    }
  }

  bool CheckWhole(Span literal) {
    std::string_view text = tree_.source().Slice(literal);
    auto quote = static_cast<uint32_t>(text.find_first_of("'\""));
    StringShape shape =
        ShapeOfString(tree_.source().text().data(), literal.begin, literal.begin + quote);
    (shape.is_bytes ? has_bytes_ : has_text_) = true;
    if (shape.is_bytes && AsciiPrefixLength(text) < text.size()) {
      diagnostics_.Report<DiagnosticId::NonAsciiBytes>(literal);
      return false;
    }
    if (shape.is_raw || text.find('\\') == std::string_view::npos) {
      return true;
    }
    std::string_view body = text.substr(quote + shape.num_quotes());
    body.remove_suffix(shape.num_quotes());
    std::string value;
    std::optional<EscapeError> error =
        shape.is_bytes ? DecodeBytes(body, false, value) : DecodeText(body, false, target_, value);
    if (error) {
      Report(*error, literal);
    }
    return !error;
  }

  void Report(const EscapeError& error, Span span) {
    if (error.type == EscapeError::Type::Bytes) {
      diagnostics_.Report<DiagnosticId::BadBytesEscape>(span, error.first);
    } else {
      diagnostics_.Report<DiagnosticId::BadUnicodeEscape>(span, error.Place(), error.reason);
    }
  }

  // What CPython's parser has read when it joins literals: the token behind them. The line
  // break of a line with a comment is a token that begins with the comment.
  Span SpanBehind(uint32_t end) {
    const Token& token = tree_.tokens()[tree_.TokenAtOrAfter(end)];
    std::string_view text = tree_.source().text();
    if (token.kind == TokenKind::Newline) {
      size_t begin = text.find_first_not_of(" \t\f", end);
      if (begin < token.begin && text[begin] == '#') {
        return {static_cast<uint32_t>(begin), token.begin};
      }
    }
    return token.span();
  }

  const Tree& tree_;
  PythonVersion target_;
  Diagnostics& diagnostics_;
  bool has_bytes_ = false;
  bool has_text_ = false;
  std::optional<EscapeError> error_;  // Of the f-string that is being read.
  Span error_part_;
};

bool CheckNumber(std::string_view number, Span span, Diagnostics& diagnostics) {
  size_t num_digits = 0;
  for (char c : number) {
    if (c == '_') {
      continue;
    }
    if (!IsDigit(c)) {
      return true;  // Another base, or no integer.
    }
    ++num_digits;
  }
  if (num_digits <= kMaxDigits) {
    return true;
  }
  diagnostics.Report<DiagnosticId::TooManyDigits>(span, kMaxDigits, num_digits);
  return false;
}

}  // namespace

bool CheckLiteral(const Tree& tree, NodeId literal, PythonVersion target,
                  Diagnostics& diagnostics) {
  const Node& node = tree[literal];
  if (node.kind == Kind::Constant) {
    std::string_view text = tree.Text(literal);
    if (IsDigit(text[0]) || text[0] == '.') {
      return CheckNumber(text, node.span, diagnostics);
    }
    if (text == "None" || text == "True" || text == "False") {
      return true;
    }
  }
  return StringChecker(tree, target, diagnostics).Run(literal);
}

}  // namespace weft
