#pragma once

#include "base/diagnostics.h"
#include "base/source_file.h"
#include "syntax/tree.h"

#include <optional>

namespace weft {

// Text to tree: tokenize, parse, flatten. Nothing where the text is not Python; then at
// least one error has been reported, here or by SourceFile::Decode. `source` outlives the tree.
std::optional<Tree> Parse(const SourceFile& source, Diagnostics& diagnostics);

}  // namespace weft
