#pragma once

#include "base/diagnostics.h"
#include "base/line_column.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace weft {

enum class ProblemId : uint8_t {
#define PROBLEM(id, severity, format) id,
#include "driver/problems.def"
#undef PROBLEM
};

struct ProblemRow {
  std::string_view name;  // The id's spelling, stable: machine-readable output carries it.
  Severity severity;
  std::string_view format;
};

inline constexpr ProblemRow kProblemRows[] = {
#define PROBLEM(id, severity, format) {#id, Severity::severity, format},
#include "driver/problems.def"
#undef PROBLEM
};

// Something about a path: missing, unreadable, outside of the tree, not writable. Without a
// path: about the command line.
struct Problem {
  ProblemId id;
  Severity severity;
  std::string path;
  std::string message;
  LineColumn place = {};  // Line 0: about the path as a whole.
};

// What was found wrong with paths, in the order of discovery. Diagnostics are its sibling
// for places in a file.
class Problems {
 public:
  // The row's format is checked against the arguments while compiling.
  template <ProblemId kId, typename... Args>
  void Report(std::string path, Args&&... args) {
    ReportAt<kId>(std::move(path), LineColumn{}, std::forward<Args>(args)...);
  }

  template <ProblemId kId, typename... Args>
  void ReportAt(std::string path, LineColumn place, Args&&... args) {
    constexpr ProblemRow kRow = kProblemRows[static_cast<size_t>(kId)];
    constexpr std::string_view kFormat = kRow.format;
    all_.push_back({kId, kRow.severity, std::move(path),
                    fmt::format(kFormat, std::forward<Args>(args)...), place});
  }

  const std::vector<Problem>& all() const { return all_; }
  bool has_errors() const;
  void SortByPath();   // Stable.
  void SortByPlace();  // Stable.
  void Append(Problems other);

 private:
  std::vector<Problem> all_;
};

// `no such file or directory`: the system's text as a message spells it.
std::string ErrorText(std::string text);
std::string ErrorText(std::error_code error);

}  // namespace weft
