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

// A place as people and CPython's SyntaxError count it.
struct LineColumn {
  uint32_t line = 0;    // 1-based
  uint32_t column = 0;  // 1-based, in code points
  friend constexpr bool operator==(LineColumn, LineColumn) = default;
};

}  // namespace weft
