#pragma once

#include "fuzz/program_writer.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace weft {

struct ProgramOptions {
  // What came after Python 3.11: type parameters, and f-strings that hold anything.
  bool is_modern = true;
  bool has_templates = false;  // The t-strings of Python 3.14.
};

struct Program {
  std::string text;
  std::vector<ExpectedNode> nodes;  // In preorder.
};

// Makes a program from `bytes`, deterministically. Python 3.13 (with `has_templates`, 3.14)
// compiles it: not only does it fit the grammar, but names, scopes and control flow are in
// order too. It has every kind of node, in every layout that may throw a parser off, and no
// parentheses where precedence makes them superfluous (but for some that are).
Program GenerateProgram(std::span<const uint8_t> bytes, const ProgramOptions& options);

}  // namespace weft
