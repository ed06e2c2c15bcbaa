#pragma once

#include "base/diagnostics.h"
#include "base/source_file.h"
#include "syntax/tree.h"

#include <cstdint>
#include <optional>
#include <string>

namespace weft {

enum class StripStatus : uint8_t {
  Unchanged,  // Not a rewritten file: the output is the input.
  Restored,
  Refused,  // A rewritten file whose original cannot be told: the output is the input.
};

struct StripResult {
  StripStatus status = StripStatus::Unchanged;
  std::string bytes;  // The original, encoded. Empty unless Restored.
};

// The original of a file that Rewrite() made with an undo record. Either it is that, byte
// for byte, or nothing is returned and the reason reported.
StripResult Strip(const SourceFile& source, Diagnostics& diagnostics);

// The name that an import of the module binds and only rewritten files bind, or kNoNode.
NodeId FindInjectedImport(const Tree& tree);

// True, and reported, where `source` was rewritten before. `tree` is its tree.
bool WasRewritten(const SourceFile& source, const Tree& tree, Diagnostics& diagnostics);

}  // namespace weft
