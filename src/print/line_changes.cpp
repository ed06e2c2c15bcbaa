#include "print/line_changes.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <unordered_map>

namespace weft {
namespace {

using Lines = std::span<const std::string_view>;

// Bounds the memory of Myers' algorithm (8 MB) and its time.
constexpr int kMaxEdits = 1400;

// Collects the pairs of equal lines, in order, into changes between them.
class ChangeList {
 public:
  explicit ChangeList(size_t offset) : old_at_(offset), new_at_(offset) {}

  // Lines [old_line, old_line + count) are the same on both sides.
  void AddCommon(size_t old_line, size_t new_line, size_t count) {
    if (old_line != old_at_ || new_line != new_at_) {
      changes_.push_back({old_at_, old_line, new_at_, new_line});
    }
    old_at_ = old_line + count;
    new_at_ = new_line + count;
  }

  std::vector<LineChange> Finish(size_t old_end, size_t new_end) {
    AddCommon(old_end, new_end, 0);
    return std::move(changes_);
  }

 private:
  std::vector<LineChange> changes_;
  size_t old_at_;
  size_t new_at_;
};

// Pairs the lines from the end; the longer side's surplus comes first.
std::vector<LineChange> PairFromEnd(Lines old_lines, Lines new_lines, size_t offset) {
  size_t num_pairs = std::min(old_lines.size(), new_lines.size());
  size_t old_surplus = old_lines.size() - num_pairs;
  size_t new_surplus = new_lines.size() - num_pairs;
  ChangeList changes(offset);
  for (size_t i = 0; i < num_pairs; ++i) {
    if (old_lines[old_surplus + i] == new_lines[new_surplus + i]) {
      changes.AddCommon(offset + old_surplus + i, offset + new_surplus + i, 1);
    }
  }
  return changes.Finish(offset + old_lines.size(), offset + new_lines.size());
}

// Equal lines get equal numbers, so that comparing lines is cheap.
std::vector<int> Number(Lines lines, std::unordered_map<std::string_view, int>& numbers) {
  std::vector<int> result;
  result.reserve(lines.size());
  for (std::string_view line : lines) {
    result.push_back(numbers.try_emplace(line, static_cast<int>(numbers.size())).first->second);
  }
  return result;
}

// Myers, "An O(ND) Difference Algorithm and Its Variations" (1986), the greedy form. On
// diagonal k = x - y, `reach[k]` is the largest x that d edits arrive at.
class Myers {
 public:
  Myers(const std::vector<int>& a, const std::vector<int>& b)
      : a_(a), b_(b), reach_(2 * kMaxEdits + 3) {}

  std::optional<std::vector<LineChange>> Run(size_t offset) {
    for (int d = 0; d <= kMaxEdits; ++d) {
      // Only diagonals of d's parity change, so the others still hold step d - 1.
      for (int k = -d; k <= d; k += 2) {
        int x = Slide(Step(k, d), k);
        At(k) = x;
        if (x >= Size(a_) && x - k >= Size(b_)) {
          return Trace(d, offset);
        }
      }
      history_.emplace_back(reach_.begin() + kMaxEdits + 1 - d, reach_.begin() + kMaxEdits + 2 + d);
    }
    return std::nullopt;
  }

 private:
  static int Size(const std::vector<int>& lines) { return static_cast<int>(lines.size()); }
  int& At(int k) { return reach_[k + kMaxEdits + 1]; }

  // Where diagonal `k` is entered by the d-th edit: downwards (a line of b) or to the
  // right (a line of a).
  int Step(int k, int d) {
    if (d == 0) {
      return 0;
    }
    bool is_down = k == -d || (k != d && At(k - 1) < At(k + 1));
    return is_down ? At(k + 1) : At(k - 1) + 1;
  }

  // Follows equal lines.
  int Slide(int x, int k) const {
    while (x < Size(a_) && x - k < Size(b_) && a_[x] == b_[x - k]) {
      ++x;
    }
    return x;
  }

  // Walks back from the end, through the state after each number of edits.
  std::vector<LineChange> Trace(int d, size_t offset) {
    struct Run {
      int x, y, length;
    };
    std::vector<Run> common;  // From the last to the first.
    int x = Size(a_);
    int y = Size(b_);
    for (; d > 0; --d) {
      const std::vector<int>& before = history_[d - 1];
      auto reach = [&](int k) { return before[k + d - 1]; };
      int k = x - y;
      bool is_down = k == -d || (k != d && reach(k - 1) < reach(k + 1));
      int entry = is_down ? reach(k + 1) : reach(k - 1) + 1;
      common.push_back({entry, entry - k, x - entry});
      x = is_down ? entry : entry - 1;
      y = is_down ? entry - k - 1 : entry - k;
    }
    common.push_back({0, 0, x});
    ChangeList changes(offset);
    std::reverse(common.begin(), common.end());
    for (const Run& run : common) {
      if (run.length > 0) {
        changes.AddCommon(offset + run.x, offset + run.y, run.length);
      }
    }
    return changes.Finish(offset + a_.size(), offset + b_.size());
  }

  const std::vector<int>& a_;
  const std::vector<int>& b_;
  std::vector<int> reach_;
  std::vector<std::vector<int>> history_;  // reach_[-d..d] after step d.
};

}  // namespace

std::vector<std::string_view> SplitLines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const void* found = std::memchr(text.data(), '\n', text.size());
    size_t size =
        found == nullptr ? text.size() : static_cast<const char*>(found) - text.data() + 1;
    lines.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return lines;
}

std::vector<LineChange> FindLineChanges(const std::vector<std::string_view>& old_lines,
                                        const std::vector<std::string_view>& new_lines) {
  if (old_lines.size() == new_lines.size()) {
    return PairFromEnd(old_lines, new_lines, 0);
  }
  size_t prefix =
      std::mismatch(old_lines.begin(), old_lines.end(), new_lines.begin(), new_lines.end()).first -
      old_lines.begin();
  Lines old_rest = Lines(old_lines).subspan(prefix);
  Lines new_rest = Lines(new_lines).subspan(prefix);
  while (!old_rest.empty() && !new_rest.empty() && old_rest.back() == new_rest.back()) {
    old_rest = old_rest.first(old_rest.size() - 1);
    new_rest = new_rest.first(new_rest.size() - 1);
  }
  std::unordered_map<std::string_view, int> numbers;
  std::vector<int> old_numbers = Number(old_rest, numbers);
  std::vector<int> new_numbers = Number(new_rest, numbers);
  std::optional<std::vector<LineChange>> changes = Myers(old_numbers, new_numbers).Run(prefix);
  return changes ? *std::move(changes) : PairFromEnd(old_rest, new_rest, prefix);
}

}  // namespace weft
