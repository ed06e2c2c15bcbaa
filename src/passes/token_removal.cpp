#include "passes/token_removal.h"

#include "base/assert.h"
#include "syntax/characters.h"

#include <algorithm>

namespace weft {
namespace {

bool IsBlank(char c) {
  return ClassOf(c) == CharacterClass::Blank;
}

// One line's part of a run.
class LineOfRun {
 public:
  LineOfRun(const Tree& tree, TokenRun run, uint32_t line)
      : tree_(tree), text_(tree.source().text()), run_(run) {
    const LineTable& lines = tree.source().lines();
    begin_ = lines.StartOf(line);
    auto size = static_cast<uint32_t>(text_.size());
    end_ = line < lines.num_lines() ? lines.StartOf(line + 1) : size;
    while (end_ > begin_ && (text_[end_ - 1] == '\n' || text_[end_ - 1] == '\r')) {
      --end_;
    }
    is_first_ = tree.tokens()[run.first].begin >= begin_;
    is_last_ = tree.tokens()[run.last].end <= end_;
  }

  // What goes; empty where the line has nothing of the run.
  Span Removed(bool has_text) const {
    const uint32_t first = is_first_ ? tree_.tokens()[run_.first].begin : begin_;
    const uint32_t stays = FirstThatStays();
    const bool has_content_before = has_text || FirstNonBlank(begin_) < first;
    if (stays < end_ && text_[stays] != '#' && text_[stays] != '\\') {
      return {first, has_text ? EndOfTokens() : stays};  // Another token.
    }
    if (stays < end_) {
      uint32_t end = has_content_before ? std::max(EndOfTokens(), first) : stays;
      return {std::min(is_first_ ? first : FirstNonBlank(begin_), end), end};
    }
    uint32_t begin = has_content_before ? first : begin_;
    while (!has_text && begin > begin_ && IsBlank(text_[begin - 1])) {
      --begin;
    }
    return {begin, end_};
  }

 private:
  uint32_t FirstNonBlank(uint32_t at) const {
    while (at < end_ && IsBlank(text_[at])) {
      ++at;
    }
    return at;
  }

  // Where the last token of the run that touches the line ends; the line's end where that goes
  // on below.
  uint32_t EndOfTokens() const {
    if (is_last_) {
      return tree_.tokens()[run_.last].end;
    }
    std::span<const Token> tokens = tree_.tokens();
    uint32_t behind = tree_.TokenAtOrAfter(end_);
    while (behind > run_.first) {
      const Token& token = tokens[--behind];
      if (!IsLayout(token.kind)) {
        return std::clamp(token.end, begin_, end_);
      }
    }
    return begin_;
  }

  // The offset of the comment, token or backslash behind the run's part of the line, else its
  // end.
  uint32_t FirstThatStays() const {
    uint32_t at = FirstNonBlank(EndOfTokens());
    bool is_line_joint = at < end_ && text_[at] == '\\';
    return is_line_joint && !GoesOn() ? end_ : at;
  }

  // True where the logical line of the run's last token goes on behind it.
  bool GoesOn() const { return !IsLayout(tree_.tokens()[run_.last + 1].kind); }

  const Tree& tree_;
  std::string_view text_;
  TokenRun run_;
  uint32_t begin_;
  uint32_t end_;  // Without the line break.
  bool is_first_;
  bool is_last_;
};

}  // namespace

bool IsLayout(TokenKind kind) {
  return kind >= TokenKind::Newline;
}

TokenRun TokensOf(const Tree& tree, NodeId node) {
  const Span span = tree[node].span;
  uint32_t first = tree.TokenAtOrAfter(span.begin);
  while (IsLayout(tree.tokens()[first].kind)) {
    ++first;
  }
  uint32_t last = tree.TokenAtOrAfter(span.end, first) - 1;
  while (IsLayout(tree.tokens()[last].kind)) {
    --last;
  }
  return {first, last};
}

void RemoveTokens(const Tree& tree, TokenRun run, std::string_view text, EditList& edits) {
  WEFT_ASSERT(run.first <= run.last, "a run has a token");
  const LineTable& lines = tree.source().lines();
  const uint32_t first_line = lines.LineOf(tree.tokens()[run.first].begin);
  const uint32_t last_line = lines.LineOf(tree.tokens()[run.last].end);
  for (uint32_t line = first_line; line <= last_line; ++line) {
    std::string_view inserted = line == first_line ? text : std::string_view();
    Span removed = LineOfRun(tree, run, line).Removed(!inserted.empty());
    if (!removed.is_empty()) {
      edits.Whole(kRootNode, removed, inserted);
    }
  }
}

}  // namespace weft
