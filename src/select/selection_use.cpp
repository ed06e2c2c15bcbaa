#include "select/selection_use.h"

#include "select/name_pattern.h"

#include <algorithm>

namespace weft {

void LeafUse::Miss(const NamePattern& pattern, std::string_view name, std::string_view prefix) {
  uint32_t limit = LimitOf(pattern);
  uint32_t distance = pattern.DistanceTo(name, limit);
  if (distance < limit) Add({distance, std::string(prefix).append(name)});
}

uint32_t LeafUse::LimitOf(const NamePattern& pattern) {
  // A third of the letters may be wrong, as many as a misspelt word has at most.
  return std::max(1U, pattern.num_literals() / 3) + 1;
}

void LeafUse::Add(Near candidate) {
  auto at = std::ranges::lower_bound(near, candidate);
  if (at != near.end() && *at == candidate) return;
  near.insert(at, std::move(candidate));
  if (near.size() > kMaxNear) near.pop_back();
}

void MergeUse(const SelectionUse& use, SelectionUse& total) {
  if (total.size() < use.size()) total.resize(use.size());
  for (size_t i = 0; i < use.size(); ++i) {
    total[i].is_asked |= use[i].is_asked;
    total[i].has_matched |= use[i].has_matched;
    if (total[i].has_matched) {
      total[i].near.clear();
      continue;
    }
    for (const LeafUse::Near& near : use[i].near) total[i].Add(near);
  }
}

}  // namespace weft
