#pragma once

#include <cstdint>

namespace weft {

// A place as people and CPython's SyntaxError count it.
struct LineColumn {
  uint32_t line = 0;    // 1-based
  uint32_t column = 0;  // 1-based, in code points
  friend constexpr bool operator==(LineColumn, LineColumn) = default;
};

}  // namespace weft
