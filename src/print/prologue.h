#pragma once

#include "syntax/tree.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace weft {

// Where the prologue of a rewritten file stands.
enum class ProloguePlace : uint8_t {
  AfterStatement,   // Behind the docstring or the last future import: `"""doc"""; import ...`
  BeforeStatement,  // In front of a simple first statement.
  OnBlankLine,      // On a blank or comment-only line above the first statement.
  OwnLine,          // Nowhere; one line is added above the first statement.
};

struct Prologue {
  ProloguePlace place;
  uint32_t offset;   // Where the text is inserted.
  std::string text;  // Complete with separators; a line break at its end only for OwnLine.
};

// Finds the place for `statements` (simple statements joined by `; `, without a line
// break). Keeps a shebang and a PEP 263 cookie line comments-only and where they are.
// A file without any statement needs no prologue: then the text is empty.
Prologue PlacePrologue(const Tree& tree, std::string_view statements);

// The last of the statements that Python wants to be first, docstring and future imports, or
// kNoNode.
NodeId LastOfHeader(const Tree& tree);

// `base` (which begins with `_weft_`), with one more underscore behind `_weft` until no
// identifier in the file is the same name to Python.
std::string UniqueName(const Tree& tree, std::string_view base);

// The same, until no identifier in the file begins so: names are to be made of it.
std::string UniquePrefix(const Tree& tree, std::string_view base);

// A statement with statements inside of it: it begins a line.
bool IsCompound(Kind kind);

// A statement that is one plain string, in parentheses or not; bytes and numbers are Constants
// too.
bool IsDocstring(const Tree& tree, NodeId statement);

}  // namespace weft
