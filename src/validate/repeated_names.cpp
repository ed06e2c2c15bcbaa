#include "validate/repeated_names.h"

#include "syntax/scope_names.h"

#include <algorithm>
#include <numeric>

namespace weft {
namespace {

// Up to here all pairs are compared, since nearly all lists are short.
constexpr size_t kShortList = 12;

bool HasRepetition(const std::vector<std::string_view>& names) {
  for (size_t i = 1; i < names.size(); ++i) {
    for (size_t j = 0; j < i; ++j) {
      if (names[i] == names[j]) return true;
    }
  }
  return false;
}

}  // namespace

void NameList::Add(std::string_view name) {
  if (!IsAscii(name)) name = normalized_.emplace_back(NormalizeIdentifier(name));
  names_.push_back(name);
}

void NameList::Clear() {
  names_.clear();
  normalized_.clear();
}

template <typename Compare>
std::optional<Repetition> NameList::Find(Compare is_better) const {
  if (names_.size() <= kShortList && !HasRepetition(names_)) return {};
  std::vector<size_t> order(names_.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](size_t a, size_t b) { return names_[a] < names_[b]; });
  std::optional<Repetition> best;
  for (size_t i = 1; i < order.size(); ++i) {
    if (names_[order[i]] != names_[order[i - 1]]) continue;
    Repetition found{order[i - 1], order[i]};
    if (!best || is_better(found, *best)) best = found;
  }
  return best;
}

std::optional<Repetition> NameList::EarliestSecond() const {
  return Find([](Repetition a, Repetition b) { return a.second < b.second; });
}

std::optional<Repetition> NameList::EarliestFirst() const {
  return Find([](Repetition a, Repetition b) { return a.first < b.first; });
}

}  // namespace weft
