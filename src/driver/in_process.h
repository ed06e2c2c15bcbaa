#pragma once

#include "base/diagnostics.h"
#include "base/source_file.h"
#include "driver/rewrite.h"
#include "passes/pass.h"
#include "print/printer.h"
#include "print/site_table.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace weft {

// What rewriting leaves for somebody who compiles the result in this process.
struct InProcessResult {
  RewriteStatus status = RewriteStatus::Unchanged;
  std::string text;                   // UTF-8. Empty unless Rewritten.
  std::vector<CopiedRun> runs;        // What of `text` stands in the source. As `text`.
  std::vector<std::string> prologue;  // Statements that `text` needs and does not hold.
  SiteTable sites;
};

// As Rewrite(), but the prologue is left to the caller, so that no line ever moves, and the
// text is not encoded. With `within`, only what is inside that span is rewritten.
InProcessResult RewriteInProcess(const SourceFile& source, std::string_view module,
                                 std::span<const Pass* const> passes, const PassOptions& options,
                                 std::optional<Span> within, Diagnostics& diagnostics);

}  // namespace weft
