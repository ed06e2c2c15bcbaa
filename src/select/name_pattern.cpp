#include "select/name_pattern.h"

#include <algorithm>

namespace weft {
namespace {

constexpr char kOpen = SubscriptedName::kOpen;
constexpr char kClose = SubscriptedName::kClose;

// For each kOpen of `name`, the offset of its kClose; for other bytes, their own offset. A
// bracket without its partner is on its own.
std::vector<size_t> Partners(std::string_view name) {
  std::vector<size_t> partners(name.size());
  std::vector<size_t> open;
  for (size_t i = 0; i < name.size(); ++i) {
    partners[i] = i;
    if (name[i] == kOpen) {
      open.push_back(i);
    } else if (name[i] == kClose && !open.empty()) {
      partners[open.back()] = i;
      open.pop_back();
    }
  }
  return partners;
}

// The offset behind the quoted key that begins at `at`, if a `]` follows it; else 0.
size_t EndOfQuotedKey(std::string_view text, size_t at) {
  if (at >= text.size() || (text[at] != '"' && text[at] != '\'')) {
    return 0;
  }
  const char end[] = {text[at], ']'};
  size_t close = text.find(std::string_view(end, 2), at + 1);
  return close == std::string_view::npos ? 0 : close + 1;
}

bool HasBalancedBrackets(std::string_view text) {
  size_t depth = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '[') {
      ++depth;
      if (size_t end = EndOfQuotedKey(text, i + 1); end != 0) i = end - 1;
    } else if (text[i] == ']' && depth-- == 0) {
      return false;
    }
  }
  return depth == 0;
}

}  // namespace

std::string SubscriptedName::Text() const {
  std::string text = marked_;
  std::replace(text.begin(), text.end(), kOpen, '[');
  std::replace(text.begin(), text.end(), kClose, ']');
  return text;
}

LetterCounts::LetterCounts(std::string_view name) {
  for (char c : name) Add(c);
}

void LetterCounts::Add(char c) {
  char shown = c == kOpen ? '[' : c == kClose ? ']' : c;
  uint8_t& count = counts_[static_cast<unsigned char>(shown) % kNumClasses];
  if (count < UINT8_MAX) ++count;
}

uint32_t LetterCounts::LackIn(const LetterCounts& other) const {
  uint32_t lack = 0;
  for (size_t i = 0; i < kNumClasses; ++i) {
    uint8_t ours = counts_[i];
    uint8_t theirs = other.counts_[i];
    lack += static_cast<uint8_t>(ours > theirs ? ours - theirs : 0);
  }
  return lack;
}

NamePattern::NamePattern(std::string_view text) : text_(text) {
  Compile(text);
  first_star_ = std::min(marked_.find(kStar), marked_.size());
  for (char c : marked_) {
    if (c == kStar) {
      ++num_stars_;
    } else {
      ++num_literals_;
      letters_.Add(c);
    }
  }
}

void NamePattern::Compile(std::string_view text) {
  bool has_subscripts = HasBalancedBrackets(text);
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '*') {
      marked_ += kStar;
    } else if (!has_subscripts || (text[i] != '[' && text[i] != ']')) {
      marked_ += text[i];
    } else if (text[i] == ']') {
      marked_ += kClose;
    } else {
      marked_ += kOpen;
      if (size_t end = EndOfQuotedKey(text, i + 1); end != 0) {
        marked_ += text.substr(i + 2, end - i - 3);
        i = end - 1;
      }
    }
  }
}

bool NamePattern::MatchesMarked(std::string_view name) const {
  if (num_stars_ == 0) {
    // As recompyle compares: the text, whatever its brackets belong to.
    return name == marked_ ||
           (name.size() == text_.size() &&
            std::equal(name.begin(), name.end(), text_.begin(), [](char a, char b) {
              return a == b || (a == kOpen && b == '[') || (a == kClose && b == ']');
            }));
  }
  if (name.size() < num_literals_ ||
      name.substr(0, first_star_) != std::string_view(marked_).substr(0, first_star_)) {
    return false;
  }
  if (num_stars_ > 1) {
    return MatchesByTable(name);
  }
  std::string_view tail = std::string_view(marked_).substr(first_star_ + 1);
  if (!name.ends_with(tail)) {
    return false;
  }
  std::string_view middle = name.substr(first_star_, name.size() - num_literals_);
  bool has_brackets =
      middle.find(kOpen) != std::string_view::npos || middle.find(kClose) != std::string_view::npos;
  return !has_brackets || MatchesByTable(name);
}

// Row by row from the end of the pattern: matches[j] says whether what is left of the pattern
// matches name[j:].
bool NamePattern::MatchesByTable(std::string_view name) const {
  const std::vector<size_t> partners = Partners(name);
  std::vector<char> matches(name.size() + 1, 0);
  matches[name.size()] = 1;
  for (size_t i = marked_.size(); i-- > 0;) {
    if (marked_[i] != kStar) {
      for (size_t j = 0; j < name.size(); ++j) {
        matches[j] = static_cast<char>(name[j] == marked_[i] && matches[j + 1] != 0);
      }
      matches[name.size()] = 0;
      continue;
    }
    for (size_t j = name.size(); j-- > 0;) {
      bool is_lone_bracket = (name[j] == kOpen && partners[j] == j) || name[j] == kClose;
      if (matches[j] == 0 && !is_lone_bracket) {
        matches[j] = matches[partners[j] + 1];
      }
    }
  }
  return matches[0] != 0;
}

bool NamePattern::Covers(const NamePattern& narrower) const {
  // The stars of `narrower` are bytes like others here, which only stars match.
  return marked_ == narrower.marked_ || MatchesMarked(narrower.marked_);
}

uint32_t NamePattern::DistanceTo(std::string_view name, uint32_t limit) const {
  if (LackIn(LetterCounts(name)) >= limit) return limit;
  if (num_stars_ == 0 && name.size() >= marked_.size() + limit) return limit;
  // One row of the usual table for each byte of the pattern; two back for swapped letters.
  std::vector<uint32_t> before(name.size() + 1);
  std::vector<uint32_t> row(name.size() + 1);
  std::vector<uint32_t> next(name.size() + 1);
  for (uint32_t j = 0; j <= name.size(); ++j) row[j] = j;
  char last = '\0';
  for (char marked : marked_) {
    char c = marked == kOpen ? '[' : marked == kClose ? ']' : marked;
    bool is_star = marked == kStar;
    next[0] = row[0] + (is_star ? 0 : 1);
    uint32_t least = next[0];
    for (size_t j = 1; j <= name.size(); ++j) {
      if (is_star) {
        next[j] = std::min(row[j], next[j - 1]);
      } else {
        next[j] =
            std::min({row[j] + 1, next[j - 1] + 1, row[j - 1] + (c == name[j - 1] ? 0U : 1U)});
        bool is_swapped = j > 1 && c == name[j - 2] && last == name[j - 1] && last != '\0';
        if (is_swapped) next[j] = std::min(next[j], before[j - 2] + 1);
      }
      least = std::min(least, next[j]);
    }
    if (least >= limit) return limit;
    std::swap(before, row);
    std::swap(row, next);
    last = is_star ? '\0' : c;
  }
  return std::min(row[name.size()], limit);
}

}  // namespace weft
