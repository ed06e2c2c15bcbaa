#pragma once

#include "base/diagnostics.h"
#include "base/source_file.h"
#include "driver/stages.h"
#include "passes/pass.h"
#include "print/prologue.h"
#include "print/site_table.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace weft {

struct RewriteResult {
  RewriteStatus status = RewriteStatus::Unchanged;
  std::string bytes;  // The output file, encoded. Empty unless Rewritten.
  SiteTable sites;
  SelectionUse selection_use;  // By pointcut of the selection; empty without one.
  std::optional<ProloguePlace> prologue;
  std::vector<PassTrace> traces;  // One for each pass, with PassOptions::trace_passes.
};

// Text in, text out: parses `source`, runs `passes` in order, verifies, prints. Reports to
// `diagnostics`. A pure function of its arguments. `module` is the dotted name that the file
// is imported by, or empty where nobody knows.
RewriteResult Rewrite(const SourceFile& source, std::string_view module,
                      std::span<const Pass* const> passes, const PassOptions& options,
                      Diagnostics& diagnostics);

}  // namespace weft
