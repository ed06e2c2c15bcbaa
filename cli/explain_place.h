#pragma once

#include "base/line_column.h"

#include <optional>
#include <string>
#include <string_view>

namespace weft {

// `FILE:LINE` or `FILE:LINE:COL`; the column is 0 where none is given.
struct ExplainPlace {
  std::string file;  // Normalized.
  LineColumn at;

  bool Contains(LineColumn begin) const;
};

// Nothing where `text` is of another form.
std::optional<ExplainPlace> ParseExplainPlace(std::string_view text);

}  // namespace weft
