#pragma once

#include "base/diagnostics.h"
#include "base/line_column.h"
#include "driver/problems.h"
#include "driver/report.h"

#include <string_view>

namespace weft {

// A Problem or a LocatedDiagnostic on its way out. What it was made from outlives it.
struct Finding {
  std::string_view id;
  Severity severity;
  std::string_view path;
  std::string_view message;
  LineColumn begin;  // Line 0: the whole file.
  LineColumn end;
  const Excerpt* excerpt = nullptr;  // May be null.
  std::string_view exception;        // `IndentationError`: for a syntax error, Python's class.
};

Finding MakeFinding(const Problem& problem);
Finding MakeFinding(std::string_view path, const LocatedDiagnostic& diagnostic);

}  // namespace weft
