#pragma once

#include "syntax/tree.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace weft {

// A node without its place in the text.
struct Outline {
  Kind kind;
  Role role;
  Context context;

  friend bool operator==(const Outline&, const Outline&) = default;
};

// In preorder.
std::vector<Outline> OutlineOf(const Tree& tree);

// What the input of a rewriting must have been, as its output tells.
struct Unwrapped {
  std::vector<Outline> nodes;
  size_t num_calls = 0;      // That were wrapped.
  size_t num_prologues = 0;  // Anything but 1 is wrong.
};

// Undoes wrap-calls on the tree of its output: drops the prologue, and makes the calls of
// `wrap` those of what they call. `wrap` is the injected name, with which the prologue begins
// to use it.
Unwrapped UndoWrap(const Tree& output, std::string_view wrap, bool guard);

}  // namespace weft
