#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace weft {

class NamePattern;

// What became of one pointcut in a file, or in a run.
struct LeafUse {
  bool is_asked = false;  // Somebody wanted to know.
  bool has_matched = false;

  // While it has not matched: the names that came closest, at most kMaxNear, the closest first.
  struct Near {
    uint32_t distance;
    std::string name;
    friend auto operator<=>(const Near&, const Near&) = default;
  };
  std::vector<Near> near;

  static constexpr size_t kMaxNear = 3;

  // Takes note of a name that did not match, to be shown with `prefix` in front.
  void Miss(const NamePattern& pattern, std::string_view name, std::string_view prefix = "");

  // How far a name may be from `pattern` to be taken note of.
  static uint32_t LimitOf(const NamePattern& pattern);

  void Add(Near candidate);
};

// By leaf of the selection.
using SelectionUse = std::vector<LeafUse>;

// Adds what was seen in one file. `total` is empty or as long as `use`.
void MergeUse(const SelectionUse& use, SelectionUse& total);

}  // namespace weft
