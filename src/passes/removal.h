#pragma once

#include "print/edit_list.h"
#include "syntax/tree.h"

#include <string_view>
#include <vector>

namespace weft {

// A statement that is to go, and what became of it.
struct Removal {
  NodeId statement;
  std::string_view reason_kept = {};  // Filled by RemoveStatements; empty where it is gone.
};

// Takes statements out of a text; none is inside another one. Every line break and every comment
// stays, and `pass` takes the place of what was all there was in a block. A statement is kept
// where the text of one behind it would have to move to another line.
void RemoveStatements(const Tree& tree, std::vector<Removal>& removals, EditList& edits);

// True where `statement` is alone on its lines, so that a compound statement could stand there.
bool IsAloneOnLines(const Tree& tree, NodeId statement);

}  // namespace weft
