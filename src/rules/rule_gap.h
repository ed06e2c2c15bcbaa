#pragma once

#include "rules/rule_plan.h"

#include <span>
#include <string>
#include <vector>

namespace weft {

// A part of an output: bytes of the source, or text.
struct Piece {
  Span copied;       // Empty for a text.
  std::string text;  // Empty for a copy.
};

// Turns the bytes of `gap`, which lie between operands that are copied, into `items`, which are
// none of these; `next` is what follows, or null at the end of the match. Tokens that are the
// same at either end stay; so do comments and line breaks. False where a line would move.
bool WriteGap(const Tree& tree, Span gap, std::span<const PlanItem> items, const PlanItem* next,
              std::vector<Piece>& pieces);

}  // namespace weft
