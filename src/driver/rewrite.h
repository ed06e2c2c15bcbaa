#pragma once

#include "base/diagnostics.h"
#include "base/source_file.h"
#include "passes/pass.h"
#include "print/prologue.h"
#include "print/site_table.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace weft {

enum class RewriteStatus : uint8_t {
  Unchanged,  // Nothing to do: the output is the input.
  Rewritten,
  SyntaxError,  // Not Python, or not decodable: the output is the input.
  Refused,      // Rewritten before: the output is the input.
  Failed,       // A pass broke its contract, or verification failed: the output is the input.
};

struct RewriteResult {
  RewriteStatus status = RewriteStatus::Unchanged;
  std::string bytes;  // The output file, encoded. Empty unless Rewritten.
  SiteTable sites;
  SelectionUse selection_use;  // By pointcut of the selection; empty without one.
  std::optional<ProloguePlace> prologue;
};

// Text in, text out: parses `source`, runs `passes` in order, verifies, prints. Reports to
// `diagnostics`. A pure function of its arguments. `module` is the dotted name that the file
// is imported by, or empty where nobody knows.
RewriteResult Rewrite(const SourceFile& source, std::string_view module,
                      std::span<const Pass* const> passes, const PassOptions& options,
                      Diagnostics& diagnostics);

// The middle of it: runs `passes` in order and verifies, so that `output.edits` is sorted.
// False where a pass broke its contract.
bool RunPasses(const Tree& tree, std::string_view module, std::span<const Pass* const> passes,
               const PassOptions& options, PassOutput& output, Diagnostics& diagnostics);

}  // namespace weft
