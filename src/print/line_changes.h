#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace weft {

// Lines [old_begin, old_end) of one text became lines [new_begin, new_end) of another.
struct LineChange {
  size_t old_begin;
  size_t old_end;
  size_t new_begin;
  size_t new_end;

  friend bool operator==(const LineChange&, const LineChange&) = default;
};

// `text` cut behind each `\n`.
std::vector<std::string_view> SplitLines(std::string_view text);

// What differs, in order, with at least one common line between any two changes. Line n is
// paired with line n where both sides have the same number of lines. Else a shortest list
// is found, or, where that would take too long, the extra lines are taken to stand before
// all other differences.
std::vector<LineChange> FindLineChanges(const std::vector<std::string_view>& old_lines,
                                        const std::vector<std::string_view>& new_lines);

}  // namespace weft
