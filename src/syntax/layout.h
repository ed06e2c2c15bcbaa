#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace weft {

// The width of one line's leading white space, measured twice as CPython does: with tabs
// to the next multiple of eight, and with tabs as one column. Where the two disagree on
// which of two lines is deeper, the file mixes tabs and spaces inconsistently.
class Indentation {
 public:
  // Takes one character; false if it ends the indentation.
  bool Count(char c) {
    switch (c) {
      case ' ':
        ++columns_;
        ++alternate_;
        return true;
      case '\t':
        columns_ = (columns_ / 8 + 1) * 8;
        ++alternate_;
        return true;
      case '\f':
        columns_ = alternate_ = 0;
        return true;
      default:
        return false;
    }
  }

  // A backslash continues the line: the first one that follows white space settles the
  // indentation.
  void Freeze() {
    if (frozen_ == 0) {
      frozen_ = columns_;
    }
  }

  uint32_t columns() const { return frozen_ != 0 ? frozen_ : columns_; }
  uint32_t alternate() const { return frozen_ != 0 ? frozen_ : alternate_; }

 private:
  uint32_t columns_ = 0;
  uint32_t alternate_ = 0;
  uint32_t frozen_ = 0;
};

// The stack of open blocks.
class Layout {
 public:
  enum class Result : uint8_t { Same, Indent, Dedent, TooDeep, NoSuchLevel, InconsistentTabs };

  // Moves to the level of a logical line. `opens_match` says that the line above is the
  // header of a `match` statement, so that a deeper level holds its cases.
  Result Enter(const Indentation& line, bool opens_match) {
    num_dedents_ = 0;
    if (line.columns() > top().columns) {
      if (levels_.size() >= kMaxLevels) {
        return Result::TooDeep;
      }
      if (line.alternate() <= top().alternate) {
        return Result::InconsistentTabs;
      }
      levels_.push_back({line.columns(), line.alternate(), opens_match});
      return Result::Indent;
    }
    while (line.columns() < top().columns) {
      levels_.pop_back();
      ++num_dedents_;
    }
    if (line.columns() != top().columns) {
      return Result::NoSuchLevel;
    }
    if (line.alternate() != top().alternate) {
      return Result::InconsistentTabs;
    }
    return num_dedents_ == 0 ? Result::Same : Result::Dedent;
  }

  size_t depth() const { return levels_.size() - 1; }
  size_t num_dedents() const { return num_dedents_; }  // Of the last Enter().
  bool is_match_block() const { return top().is_match_block; }

 private:
  static constexpr size_t kMaxLevels = 100;  // MAXINDENT in CPython's Parser/lexer/state.h.

  struct Level {
    uint32_t columns;
    uint32_t alternate;
    bool is_match_block;
  };

  const Level& top() const { return levels_.back(); }

  std::vector<Level> levels_ = {{0, 0, false}};
  size_t num_dedents_ = 0;
};

}  // namespace weft
