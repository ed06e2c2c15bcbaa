#pragma once

#include "base/diagnostics.h"
#include "base/source_file.h"
#include "syntax/concrete.h"
#include "syntax/token.h"
#include "syntax/tree.h"

#include <optional>
#include <span>
#include <vector>

namespace weft {

// Turns the concrete tree into the nodes of a Tree: CPython's kinds, fields and spans. All
// repairs of what tree-sitter-python groups differently from CPython are made here (the
// rest are made by the tokens it is fed, token_context.h). Nothing, and an error, where an
// unpacking star stands where none may.
std::optional<std::vector<Node>> Flatten(const SourceFile& source, std::span<const Token> tokens,
                                         const ConcreteTree& concrete, Diagnostics& diagnostics);

}  // namespace weft
