#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace weft {

// Maps byte offsets to lines. Built once per file; never changes. `\n`, `\r\n` and a
// lone `\r` each end a line, as in CPython's universal newlines. There is always a last
// line that no break ends; it is empty where the text ends with a break.
class LineTable {
 public:
  explicit LineTable(std::string_view text);
  uint32_t LineOf(uint32_t offset) const;  // 1-based
  uint32_t StartOf(uint32_t line) const;   // offset of the first byte of a 1-based line
  uint32_t num_lines() const { return static_cast<uint32_t>(starts_.size()); }

 private:
  std::vector<uint32_t> starts_;
};

// The first line break of `text` as it is spelled; `\n` where there is none.
std::string_view LineBreakStyle(std::string_view text);

}  // namespace weft
