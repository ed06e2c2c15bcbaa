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

namespace weft {

enum class RewriteStatus : uint8_t {
  Unchanged,  // Nothing to do: the output is the input.
  Rewritten,
  SyntaxError,  // Not Python, or not decodable: the output is the input.
  Failed,       // A pass broke its contract: the output is the input.
};

struct RewriteResult {
  RewriteStatus status = RewriteStatus::Unchanged;
  std::string bytes;  // The output file, encoded; the input's bytes unless Rewritten.
  SiteTable sites;
  std::optional<ProloguePlace> prologue;
};

// Text in, text out: parses `source`, runs `passes` in order, verifies, prints. Reports to
// `diagnostics`. A pure function of its arguments.
RewriteResult Rewrite(const SourceFile& source, std::span<const Pass* const> passes,
                      const PassOptions& options, Diagnostics& diagnostics);

}  // namespace weft
