#include "finding.h"

namespace weft {
namespace {

// The class that CPython raises for what the front end found.
std::string_view ExceptionName(DiagnosticId id) {
  switch (id) {
    case DiagnosticId::UnexpectedIndent:
    case DiagnosticId::UnexpectedUnindent:
    case DiagnosticId::ExpectedIndentedBlock:
    case DiagnosticId::ExpectedBlockAfter:
    case DiagnosticId::InconsistentDedent:
    case DiagnosticId::TooManyIndents:
      return "IndentationError";
    case DiagnosticId::InconsistentTabs:
      return "TabError";
    case DiagnosticId::TooComplex:
      return "MemoryError";
    default:
      return "SyntaxError";
  }
}

}  // namespace

Finding MakeFinding(const Problem& problem) {
  return {.id = kProblemRows[static_cast<size_t>(problem.id)].name,
          .severity = problem.severity,
          .path = problem.path,
          .message = problem.message,
          .begin = problem.place,
          .end = problem.place,
          .excerpt = nullptr,
          .exception = {}};
}

Finding MakeFinding(std::string_view path, const LocatedDiagnostic& diagnostic) {
  return {.id = kDiagnosticRows[static_cast<size_t>(diagnostic.id)].name,
          .severity = diagnostic.severity,
          .path = path,
          .message = diagnostic.message,
          .begin = diagnostic.begin,
          .end = diagnostic.end,
          .excerpt = &diagnostic.excerpt,
          .exception = ExceptionName(diagnostic.id)};
}

}  // namespace weft
