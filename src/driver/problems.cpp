#include "driver/problems.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace weft {

bool Problems::has_errors() const {
  return std::ranges::any_of(
      all_, [](const Problem& problem) { return problem.severity == Severity::Error; });
}

void Problems::SortByPath() {
  std::ranges::stable_sort(all_, {}, &Problem::path);
}

void Problems::SortByPlace() {
  std::ranges::stable_sort(all_, [](const Problem& a, const Problem& b) {
    return std::pair(a.place.line, a.place.column) < std::pair(b.place.line, b.place.column);
  });
}

void Problems::Append(Problems other) {
  std::ranges::move(other.all_, std::back_inserter(all_));
}

std::string ErrorText(std::error_code error) {
  return ErrorText(error.message());
}

std::string ErrorText(std::string text) {
  if (text.size() > 1 && text[0] >= 'A' && text[0] <= 'Z' && text[1] >= 'a' && text[1] <= 'z') {
    text[0] = static_cast<char>(text[0] - 'A' + 'a');
  }
  return text;
}

}  // namespace weft
