#pragma once

#include "print/edit_list.h"
#include "syntax/tree.h"

#include <cstdint>
#include <string_view>

namespace weft {

// Tokens of a tree, by their indexes; both ends belong to it.
struct TokenRun {
  uint32_t first;
  uint32_t last;
};

// The tokens of a node, its own parentheses not counted; of a statement, all but its `;`.
TokenRun TokensOf(const Tree& tree, NodeId node);

// True for what the tokenizer makes of line breaks and indentation.
bool IsLayout(TokenKind kind);

// Takes the tokens of `run` out and puts `text` in the place of the first. Line breaks and
// comments stay, and backslashes where the logical line goes on behind the run. A line that
// becomes empty loses its indentation, any other one the blanks that would end it. Runs that
// adjoin are one run. Asks for one edit per line, of the root.
void RemoveTokens(const Tree& tree, TokenRun run, std::string_view text, EditList& edits);

}  // namespace weft
