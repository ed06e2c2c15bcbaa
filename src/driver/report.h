#pragma once

#include "driver/problems.h"
#include "driver/stages.h"
#include "driver/tree_walk.h"

#include "base/diagnostics.h"
#include "base/source_file.h"
#include "print/site_table.h"
#include "select/selection_use.h"

#include <cstdint>
#include <string>
#include <vector>

namespace weft {

// What became of one input.
enum class FileOutcome : uint8_t {
  Unchanged,
  Rewritten,
  SyntaxError,  // The output is the input.
  Refused,      // Rewritten before, or not to be undone; the output is the input.
  Failed,       // Weft's own mistake; the output is the input.
  Copied,       // Not Python: a file or link brought along.
  Lost,         // Could not be read or written; `problems` says why.
};

// A part of one source line with the marked columns in it, ready to be shown. Bytes.
struct Excerpt {
  std::string text;
  uint32_t mark_begin = 0;
  uint32_t mark_end = 0;
};

// A Diagnostic that can outlive its file.
struct LocatedDiagnostic {
  DiagnosticId id;
  Severity severity;
  LineColumn begin;  // Line 0: about the whole file; there is no excerpt.
  LineColumn end;
  std::string message;
  Excerpt excerpt;
};

// A Site that can outlive its file.
struct LocatedSite {
  LineColumn begin;
  Site site;
};

// What one file's job leaves behind, once the file itself is gone from memory.
struct FileReport {
  const FoundFile* file = nullptr;  // Outlives the report.
  FileOutcome outcome = FileOutcome::Unchanged;
  std::vector<LocatedDiagnostic> diagnostics;
  Problems problems;
  std::string text;                // For standard output: the rewritten file, or its diff.
  std::string input;               // Both only where they are asked for and the
  std::string output;              // file was rewritten: the bytes before and after.
  std::string manifest;            // The file's entry, a JSON object.
  std::vector<LocatedSite> sites;  // For `explain`, in source order.
  SelectionUse selection_use;      // By pointcut of the selection.
  std::vector<PassTrace> traces;   // By pass, where they were asked for.
};

// In the order in which `diagnostics` was filled.
std::vector<LocatedDiagnostic> LocateDiagnostics(const SourceFile& source,
                                                 const Diagnostics& diagnostics);

// In source order.
std::vector<LocatedSite> LocateSites(const SourceFile& source, SiteTable sites);

}  // namespace weft
