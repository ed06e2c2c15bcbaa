#pragma once

#include "syntax/tree.h"

#include <string>
#include <string_view>

namespace weft {

// The text of a node on one line: its tokens, with one blank where white space, comments or
// line breaks stood.
std::string TextOnOneLine(const Tree& tree, NodeId id);

// A Python string literal of `text` (UTF-8), all ASCII and without a line break.
std::string StringLiteral(std::string_view text);

}  // namespace weft
