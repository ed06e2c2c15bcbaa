#pragma once

#include "syntax/tree.h"
#include "validate/findings.h"

namespace weft {

// The patterns of a Match: names bound once and by all alternatives, nothing behind a pattern
// that always matches, keys and attributes once (compiler_pattern and its neighbours in
// Python/compile.c). Phase Code.
void CheckMatch(const Tree& tree, NodeId id, Findings& findings);

}  // namespace weft
