#pragma once

#include "driver/stages.h"
#include "passes/pass.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace weft {

// Sums up what each pass took, for `--time-passes`.
class PassTimes {
 public:
  explicit PassTimes(const std::vector<const Pass*>& passes);

  void Add(const std::vector<PassTrace>& traces);
  std::string Table() const;

 private:
  struct Row {
    const Pass* pass;
    uint64_t nanoseconds;
  };
  std::vector<Row> rows_;
};

// A file behind a pass, for `--print-after`: a line that names both, then the text.
std::string ShownTrace(std::string_view path, const PassTrace& trace);

}  // namespace weft
