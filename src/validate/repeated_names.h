#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weft {

// Two places in a list of names with the same name, the first two of that name.
struct Repetition {
  size_t first;
  size_t second;
};

// A list of identifiers, compared as CPython compares them: NFKC.
class NameList {
 public:
  // `name` outlives the list.
  void Add(std::string_view name);
  void Clear();
  size_t size() const { return names_.size(); }
  std::string_view operator[](size_t i) const { return names_[i]; }

  // The repetition whose second place comes first; the one whose first place does.
  std::optional<Repetition> EarliestSecond() const;
  std::optional<Repetition> EarliestFirst() const;

 private:
  template <typename Compare>
  std::optional<Repetition> Find(Compare is_better) const;

  std::vector<std::string_view> names_;
  std::deque<std::string> normalized_;  // What names_ points to, where it is not the source.
};

}  // namespace weft
