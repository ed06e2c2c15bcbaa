#include "base/line_table.h"

#include "base/assert.h"

#include <algorithm>
#include <cstring>

namespace weft {
namespace {

// A guess at the usual length of a line, so that most tables are allocated once.
constexpr size_t kBytesPerLine = 24;

}  // namespace

LineTable::LineTable(std::string_view text) {
  starts_.reserve(text.size() / kBytesPerLine + 2);
  starts_.push_back(0);
  const char* begin = text.data();
  const char* end = begin + text.size();
  const char* at = begin;
  auto find = [&](char wanted) {
    const void* found = at == end ? nullptr : std::memchr(at, wanted, end - at);
    return found == nullptr ? end : static_cast<const char*>(found);
  };
  // Each is looked up again only once passed: most files have no `\r` at all, and a file
  // with nothing else must not be searched for `\n` once a line.
  const char* newline = find('\n');
  const char* carriage_return = find('\r');
  while (newline != end || carriage_return != end) {
    at = std::min(newline, carriage_return) + 1;
    if (newline != end && newline - carriage_return == 1) {
      at = newline + 1;
    }
    starts_.push_back(static_cast<uint32_t>(at - begin));
    if (newline < at) {
      newline = find('\n');
    }
    if (carriage_return < at) {
      carriage_return = find('\r');
    }
  }
}

uint32_t LineTable::LineOf(uint32_t offset) const {
  auto after = std::upper_bound(starts_.begin(), starts_.end(), offset);
  return static_cast<uint32_t>(after - starts_.begin());
}

uint32_t LineTable::StartOf(uint32_t line) const {
  WEFT_ASSERT(line >= 1 && line <= starts_.size(), "a line number lies within its file");
  return starts_[line - 1];
}

std::string_view LineBreakStyle(std::string_view text) {
  size_t first = text.find_first_of("\r\n");
  if (first == std::string_view::npos || text[first] == '\n') {
    return "\n";
  }
  return text.substr(first, 2) == "\r\n" ? "\r\n" : "\r";
}

}  // namespace weft
