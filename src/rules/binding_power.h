#pragma once

#include "syntax/tree.h"

#include <cstdint>

namespace weft {

// How tightly an expression holds together, after the grammar's levels; what binds less than its
// place asks for needs parentheses.
enum class Power : uint8_t {
  Bare,  // Tuples and yields without parentheses, and `:=`.
  Lambda,
  Conditional,
  Or,
  And,
  Not,
  Comparison,
  BitOr,
  BitXor,
  BitAnd,
  Shift,
  Sum,
  Product,
  Sign,
  Power,
  Await,
  Primary,
  Parenthesized,  // In parentheses: fits anywhere.
};

// Of the expression as written, without parentheses around it.
Power PowerOf(const Tree& tree, NodeId expr);

// What a place asks for.
struct Place {
  Power power = Power::Bare;   // At least this.
  bool is_before_dot = false;  // `1.real` is a number with a stray name behind it.
};

// The place of `child` below `parent`, whatever stands there.
Place PlaceOf(const Tree& tree, NodeId parent, NodeId child);

// Whether `expr`, without parentheses around it, may stand at `place`.
bool Fits(const Tree& tree, NodeId expr, Place place);

}  // namespace weft
