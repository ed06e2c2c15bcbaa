#include "rules/rule_gap.h"

#include <algorithm>

namespace weft {
namespace {

bool IsBlank(char c) {
  return c == ' ' || c == '\t' || c == '\f';
}

std::vector<Span> TokensIn(const Tree& tree, Span gap) {
  std::vector<Span> tokens;
  for (uint32_t i = tree.TokenAtOrAfter(gap.begin); i < tree.tokens().size(); ++i) {
    Span token = tree.tokens()[i].span();
    if (token.begin >= gap.end) break;
    if (!token.is_empty()) tokens.push_back(token);
  }
  return tokens;
}

bool IsSame(const Tree& tree, Span token, const PlanItem& item) {
  return !item.is_operand && tree.source().Slice(token) == item.text;
}

std::string Joined(std::span<const PlanItem> items) {
  std::string text;
  for (const PlanItem& item : items) {
    if (!text.empty() && item.is_apart) text += ' ';
    text += item.text;
  }
  return text;
}

// The bytes to go where tokens are taken away and none is put there: with the blanks up to the
// next token, or else from the one before.
Span Widened(std::string_view source, Span span, Span gap, bool has_next) {
  if (has_next) {
    while (span.end < gap.end && IsBlank(source[span.end])) ++span.end;
  } else {
    while (span.begin > gap.begin && IsBlank(source[span.begin - 1])) --span.begin;
  }
  return span;
}

void Copy(Span span, std::vector<Piece>& pieces) {
  if (!span.is_empty()) pieces.push_back({.copied = span, .text = ""});
}

}  // namespace

bool WriteGap(const Tree& tree, Span gap, std::span<const PlanItem> items, const PlanItem* next,
              std::vector<Piece>& pieces) {
  std::string_view source = tree.source().text();
  std::vector<Span> tokens = TokensIn(tree, gap);
  size_t first = 0;
  while (first < tokens.size() && first < items.size() &&
         IsSame(tree, tokens[first], items[first])) {
    ++first;
  }
  size_t num_last = 0;
  while (first + num_last < tokens.size() && first + num_last < items.size() &&
         IsSame(tree, tokens[tokens.size() - 1 - num_last], items[items.size() - 1 - num_last])) {
    ++num_last;
  }
  const size_t end = tokens.size() - num_last;
  std::span<const PlanItem> made = items.subspan(first, items.size() - first - num_last);
  if (first == end && made.empty()) {
    Copy(gap, pieces);
    return true;
  }
  uint32_t at = first == 0 ? gap.begin : tokens[first - 1].end;
  Span removed = first == end ? Span{at, at} : Span{tokens[first].begin, tokens[end - 1].end};
  const PlanItem* behind = num_last > 0 ? &items[items.size() - num_last] : next;
  if (made.empty()) removed = Widened(source, removed, gap, behind != nullptr);
  if (source.substr(removed.begin, removed.length()).find_first_of("\n\r") !=
      std::string_view::npos) {
    return false;
  }
  if (!made.empty() && behind != nullptr && !behind->is_apart) {
    removed = Widened(source, removed, gap, true);
  }
  bool is_at_begin = first == 0 && pieces.empty();
  if (!made.empty() && !made.front().is_apart && !is_at_begin) {
    Span widened = Widened(source, removed, gap, false);
    bool is_indentation = widened.begin == 0 || source[widened.begin - 1] == '\n' ||
                          source[widened.begin - 1] == '\r';
    if (!is_indentation) removed = widened;
  }
  std::string text = Joined(made);
  // Blanks as in the rule, where the source has none.
  bool wants_before = !made.empty() && made.front().is_apart && !is_at_begin;
  if (wants_before && removed.begin > 0 && !IsBlank(source[removed.begin - 1])) {
    text.insert(0, 1, ' ');
  }
  bool wants_behind = !made.empty() && behind != nullptr && behind->is_apart;
  if (wants_behind && !IsBlank(source[removed.end])) text += ' ';
  Copy({gap.begin, removed.begin}, pieces);
  if (!text.empty()) pieces.push_back({.copied = {}, .text = std::move(text)});
  Copy({removed.end, gap.end}, pieces);
  return true;
}

}  // namespace weft
