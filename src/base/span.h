#pragma once

#include <cstdint>

namespace weft {

// A half-open range of byte offsets into SourceFile::text().
struct Span {
  uint32_t begin = 0;
  uint32_t end = 0;

  constexpr uint32_t length() const { return end - begin; }
  constexpr bool is_empty() const { return begin == end; }
  constexpr bool Contains(Span other) const { return begin <= other.begin && other.end <= end; }
  friend constexpr bool operator==(Span, Span) = default;
};

}  // namespace weft
