#include "select/pointcut.h"

#include <algorithm>
#include <cctype>
#include <iterator>
#include <utility>

#include <fmt/format.h>

namespace weft {
namespace {

struct Word {
  std::string_view name;
  PointcutKind kind;
};

constexpr Word kWords[] = {
    {"base", PointcutKind::Base},     {"call", PointcutKind::Call},
    {"callee", PointcutKind::Callee}, {"decorated", PointcutKind::Decorated},
    {"kind", PointcutKind::Kind},     {"within", PointcutKind::Within},
};

bool IsBlank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool IsWordByte(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-';
}

std::string_view Trim(std::string_view text) {
  while (!text.empty() && IsBlank(text.front())) text.remove_prefix(1);
  while (!text.empty() && IsBlank(text.back())) text.remove_suffix(1);
  return text;
}

// The offset behind the quoted text that begins at `at`; npos where it does not end.
size_t SkipQuoted(std::string_view text, size_t at) {
  size_t close = text.find(text[at], at + 1);
  return close == std::string_view::npos ? close : close + 1;
}

// The offset of the `,` or `)` that ends the pattern at `at`, or of the end of the text.
// Brackets are counted; what they enclose ends nothing, and neither do quotes.
size_t EndOfPattern(std::string_view text, size_t at, std::string_view ends) {
  size_t depth = 0;
  while (at < text.size()) {
    char c = text[at];
    if (c == '"' || c == '\'') {
      size_t behind = SkipQuoted(text, at);
      at = behind == std::string_view::npos ? at + 1 : behind;
      continue;
    }
    if (depth == 0 && ends.find(c) != std::string_view::npos) break;
    depth += c == '[' ? 1 : 0;
    depth -= c == ']' && depth > 0 ? 1 : 0;
    ++at;
  }
  return at;
}

// A pattern that stands in quotes as a whole is what is between them.
std::string_view WithoutQuotes(std::string_view text) {
  bool is_quoted =
      text.size() > 1 && (text[0] == '"' || text[0] == '\'') && SkipQuoted(text, 0) == text.size();
  return is_quoted ? text.substr(1, text.size() - 2) : text;
}

class PointcutParser {
 public:
  PointcutParser(std::string_view text, std::vector<Pointcut>& leaves)
      : text_(text), leaves_(leaves) {}

  std::optional<PointcutError> Run(PointcutExpr& expr) {
    SkipBlanks();
    if (at_ == text_.size()) {
      Fail("an expression is missing");
    } else {
      expr = ParseOr(0);
      if (!error_ && at_ < text_.size()) {
        Fail(text_[at_] == ')' ? "this `)` has no `(`" : "`&&`, `||` or the end is expected here");
      }
    }
    return std::move(error_);
  }

 private:
  // The first thing that is wrong counts.
  PointcutExpr Fail(std::string message, size_t offset) {
    if (!error_) error_ = PointcutError{offset, std::move(message)};
    return {};
  }
  PointcutExpr Fail(std::string message) { return Fail(std::move(message), at_); }

  void SkipBlanks() {
    while (at_ < text_.size() && IsBlank(text_[at_])) ++at_;
  }

  bool Accept(std::string_view symbol) {
    SkipBlanks();
    if (!text_.substr(at_).starts_with(symbol)) return false;
    at_ += symbol.size();
    SkipBlanks();
    return true;
  }

  PointcutExpr ParseOr(int depth) {
    std::vector<PointcutExpr> operands;
    do {
      operands.push_back(ParseAnd(depth));
    } while (!error_ && Accept("||"));
    return OrExpr(std::move(operands));
  }

  PointcutExpr ParseAnd(int depth) {
    std::vector<PointcutExpr> operands;
    do {
      operands.push_back(ParseNot(depth));
    } while (!error_ && Accept("&&"));
    return AndExpr(std::move(operands));
  }

  PointcutExpr ParseNot(int depth) {
    bool is_negated = false;
    while (Accept("!")) is_negated = !is_negated;
    PointcutExpr operand = ParsePrimary(depth);
    return is_negated ? NotExpr(std::move(operand)) : operand;
  }

  PointcutExpr ParsePrimary(int depth) {
    size_t begin = at_;
    if (!Accept("(")) return ParseWord();
    if (depth == PointcutExpr::kMaxDepth) return Fail("too many parentheses nest here", begin);
    PointcutExpr inner = ParseOr(depth + 1);
    if (!error_ && !Accept(")")) return Fail("this `(` is not closed", begin);
    return inner;
  }

  PointcutExpr ParseWord() {
    size_t begin = at_;
    while (at_ < text_.size() && IsWordByte(text_[at_])) ++at_;
    std::string_view name = text_.substr(begin, at_ - begin);
    if (name.empty()) {
      return Fail(at_ == text_.size() ? "something is missing at the end"
                                      : "call, callee, within, decorated, base, kind, `!` or `(` "
                                        "is expected here");
    }
    const Word* word = std::ranges::find(kWords, name, &Word::name);
    if (word == std::end(kWords)) {
      return Fail(fmt::format("`{}` is none of call, callee, within, decorated, base, kind", name),
                  begin);
    }
    SkipBlanks();
    size_t open = at_;
    if (!Accept("(")) return Fail(fmt::format("`{}` needs a pattern in parentheses", name));
    std::vector<PointcutExpr> operands;
    do {
      operands.push_back(ParsePattern(word->kind));
    } while (!error_ && Accept(","));
    if (!error_ && !Accept(")")) return Fail("this `(` is not closed", open);
    return OrExpr(std::move(operands));
  }

  PointcutExpr ParsePattern(PointcutKind kind) {
    SkipBlanks();
    size_t begin = at_;
    at_ = EndOfPattern(text_, at_, ",)");
    std::string_view given = Trim(text_.substr(begin, at_ - begin));
    if (given.empty()) return Fail("a pattern is missing here", begin);
    std::string_view pattern = WithoutQuotes(given);
    if (kind == PointcutKind::Within) {
      leaves_.push_back(MakeWithin(pattern));
    } else if (kind == PointcutKind::Kind) {
      const FunctionKindRow* row = FindFunctionKind(pattern);
      if (row == nullptr) return Fail(fmt::format("no kind is called `{}`", pattern), begin);
      leaves_.push_back({.kind = kind, .pattern = NamePattern(pattern), .function_kind = row->bit});
    } else {
      leaves_.push_back({.kind = kind, .pattern = NamePattern(pattern)});
    }
    return LeafExpr(static_cast<uint32_t>(leaves_.size() - 1));
  }

  std::string_view text_;
  std::vector<Pointcut>& leaves_;
  size_t at_ = 0;
  std::optional<PointcutError> error_;
};

}  // namespace

std::optional<PointcutError> ParsePointcut(std::string_view text, std::vector<Pointcut>& leaves,
                                           PointcutExpr& expr) {
  return PointcutParser(text, leaves).Run(expr);
}

std::vector<std::string> SplitPatterns(std::string_view text) {
  std::vector<std::string> parts;
  for (size_t at = 0;; ++at) {
    size_t end = EndOfPattern(text, at, ",");
    parts.emplace_back(Trim(text.substr(at, end - at)));
    at = end;
    if (at == text.size()) return parts;
  }
}

}  // namespace weft
