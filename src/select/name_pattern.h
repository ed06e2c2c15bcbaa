#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace weft {

// A name of something with subscripts: `a.b[0].c[k]`. The brackets of its subscripts are kept
// apart from brackets in their keys: `a["x]y"]` has one subscript, whose key is `x]y`.
class SubscriptedName {
 public:
  SubscriptedName() = default;
  explicit SubscriptedName(std::string plain) : marked_(std::move(plain)) {}

  void Append(std::string_view text) { marked_ += text; }
  void Open() { marked_ += kOpen; }    // `[`
  void Close() { marked_ += kClose; }  // `]`
  void Clear() { marked_.clear(); }

  size_t size() const { return marked_.size(); }
  std::string_view marked() const { return marked_; }
  std::string Text() const;  // As people write it.

  // No byte of UTF-8.
  static constexpr char kOpen = '\xFE';
  static constexpr char kClose = '\xFF';

 private:
  std::string marked_;
};

// How often the letters of a name occur, in classes: tells many names apart at little cost.
class LetterCounts {
 public:
  LetterCounts() = default;
  explicit LetterCounts(std::string_view name);  // Also as SubscriptedName::marked().

  void Add(char c);

  // How many of these letters `other` has too few of; too small where names are very long.
  uint32_t LackIn(const LetterCounts& other) const;

 private:
  static constexpr size_t kNumClasses = 32;
  std::array<uint8_t, kNumClasses> counts_{};
};

// What `--only` and its like are given: a whole name, in which `*` stands for any text, also
// none, that has each `]` with its `[`. So `[*]` is any one subscript, `math.*` is whatever
// is below `math`, and `*.execute` is an `execute` of anything. A key of a subscript may
// stand in quotes, and then its `*` and brackets are itself. An empty pattern matches only
// the empty name.
class NamePattern {
 public:
  explicit NamePattern(std::string_view text);

  const std::string& text() const { return text_; }
  bool Matches(const SubscriptedName& name) const { return MatchesMarked(name.marked()); }
  bool Matches(std::string_view plain) const { return MatchesMarked(plain); }

  // True where every name that `narrower` matches is matched too. Errs on the side of false.
  bool Covers(const NamePattern& narrower) const;

  // How many letters of the pattern a name lacks that has `letters`. At 0 it may match; the
  // distance to it is never less.
  uint32_t LackIn(const LetterCounts& letters) const { return letters_.LackIn(letters); }

  // How many letters of the pattern are to be changed, left out or added for it to match
  // `name`, or `limit` where that many are not enough.
  uint32_t DistanceTo(std::string_view name, uint32_t limit) const;
  uint32_t num_literals() const { return num_literals_; }

 private:
  static constexpr char kStar = '\xFD';  // No byte of UTF-8.

  bool MatchesMarked(std::string_view name) const;
  bool MatchesByTable(std::string_view name) const;
  void Compile(std::string_view text);

  std::string text_;
  std::string marked_;     // With kStar, kOpen and kClose; equal to text_ where it has none.
  size_t first_star_ = 0;  // In marked_; its size where there is none.
  size_t num_stars_ = 0;
  uint32_t num_literals_ = 0;
  LetterCounts letters_;  // Of the literal part.
};

}  // namespace weft
