#pragma once

#include "syntax/tree.h"

#include <string>
#include <string_view>

namespace weft {

// The text of a node on one line: its tokens, with one blank where white space, comments or
// line breaks stood.
std::string TextOnOneLine(const Tree& tree, NodeId id);

// `text` (UTF-8) as it stands in a Python string literal between single quotes: all ASCII, and
// without a line break. The literal is the other one's.
std::string EscapedText(std::string_view text);
std::string StringLiteral(std::string_view text);

}  // namespace weft
