#pragma once

#include "base/span.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace weft {

enum class Severity : uint8_t { Note, Warning, Error };

std::string_view SeverityName(Severity severity);  // `error`, `warning`, `note`

enum class DiagnosticId : uint8_t {
#define DIAGNOSTIC(id, severity, format) id,
#include "base/diagnostics.def"
#undef DIAGNOSTIC
};

struct DiagnosticRow {
  std::string_view name;  // The id's spelling, stable: machine-readable output carries it.
  Severity severity;
  std::string_view format;
};

inline constexpr DiagnosticRow kDiagnosticRows[] = {
#define DIAGNOSTIC(id, severity, format) {#id, Severity::severity, format},
#include "base/diagnostics.def"
#undef DIAGNOSTIC
};

struct Diagnostic {
  DiagnosticId id;
  Severity severity;
  Span span;  // Into the file the Diagnostics belong to.
  std::string message;
};

// What was found in one file, in the order of discovery.
class Diagnostics {
 public:
  // The row's format is checked against the arguments while compiling.
  template <DiagnosticId kId, typename... Args>
  void Report(Span span, Args&&... args) {
    constexpr DiagnosticRow kRow = kDiagnosticRows[static_cast<size_t>(kId)];
    constexpr std::string_view kFormat = kRow.format;
    all_.push_back({kId, kRow.severity, span, fmt::format(kFormat, std::forward<Args>(args)...)});
  }

  void Add(Diagnostic diagnostic) { all_.push_back(std::move(diagnostic)); }
  const std::vector<Diagnostic>& all() const { return all_; }
  // For a row that is chosen at run time.
  void Add(DiagnosticId id, Span span, std::string message);

  bool has_errors() const;
  void Append(Diagnostics other);

 private:
  std::vector<Diagnostic> all_;
};

}  // namespace weft
