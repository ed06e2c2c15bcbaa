#include "base/diagnostics.h"

#include <algorithm>
#include <iterator>

namespace weft {

std::string_view SeverityName(Severity severity) {
  switch (severity) {
    case Severity::Note:
      return "note";
    case Severity::Warning:
      return "warning";
    case Severity::Error:
      return "error";
  }
  return "";
}

void Diagnostics::Add(DiagnosticId id, Span span, std::string message) {
  Severity severity = kDiagnosticRows[static_cast<size_t>(id)].severity;
  all_.push_back({id, severity, span, std::move(message)});
}

bool Diagnostics::has_errors() const {
  return std::any_of(all_.begin(), all_.end(), [](const Diagnostic& diagnostic) {
    return diagnostic.severity == Severity::Error;
  });
}

void Diagnostics::Append(Diagnostics other) {
  all_.insert(all_.end(), std::make_move_iterator(other.all_.begin()),
              std::make_move_iterator(other.all_.end()));
}

}  // namespace weft
