#pragma once

#include "base/span.h"
#include "syntax/python_version.h"
#include "syntax/tree.h"

#include <utility>
#include <vector>

namespace weft {

// Where Pythons before 3.12 see what is inside of f-strings. They parse the expression of a field
// apart from the file, and then guess where it was (fstring_find_expr_location in
// Parser/string_parser.c from 3.9 on, fstring_fix_node_location in Python/ast.c of 3.8): right for
// a string of one line, often wrong for others. Literal text, fields and specifications carry
// the span of the whole string expression.
class FStringPositions {
 public:
  // `tree` outlives this.
  FStringPositions(const Tree& tree, PythonVersion python);

  struct Position {
    uint32_t line = 0;    // 1-based
    uint32_t column = 0;  // 0-based, in bytes.
  };

  // Of `offset`, an edge of one of the two spans below for the same node.
  Position At(NodeId node, uint32_t offset) const;

  // What CPython takes for the span of `node`: for a field, that of the string expression that it
  // is in; for the JoinedStr of a specification, that of the literal (3.8: as a field); for a
  // tuple without parentheses that is all of a field, one with the braces for its parentheses.
  Span SpanOf(NodeId node) const;

  // The same for a Constant in `joined`, a JoinedStr. Only what ends a specification has the span
  // of the literal.
  Span SpanOfText(NodeId joined, bool is_last) const;

 private:
  struct Field {
    NodeId value;
    uint32_t brace = 0;       // Offset of the opening brace,
    uint32_t brace_line = 0;  // its line,
    Position position;        // and where CPython takes it to be.
  };

  static constexpr uint32_t kNone = UINT32_MAX;

  // `literal` is the offset of the literal in which CPython looks for the field.
  Field Guess(NodeId node, uint32_t literal, PythonVersion python) const;
  Position Place(uint32_t context, uint32_t offset) const;

  const Tree& tree_;
  std::vector<Field> fields_;       // In source order.
  std::vector<uint32_t> contexts_;  // By node: the field whose expression it is part of.
  // By node: for a field and a specification, the outermost JoinedStr that they are text of;
  // else the node.
  std::vector<NodeId> strings_;
  std::vector<Span> literals_;  // By field: the literal that it is in.
  // The specifications and their fields, in source order.
  std::vector<std::pair<NodeId, uint32_t>> specs_;
  bool is_of_38_;
};

}  // namespace weft
