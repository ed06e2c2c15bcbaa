#pragma once

#include "syntax/fstring_positions.h"
#include "syntax/joined_values.h"
#include "syntax/python_version.h"
#include "syntax/tree.h"

#include <cstdint>
#include <optional>

namespace weft {

// What a CPython takes for the spans of nodes, where that is not what Tree says: a definition
// begins behind its decorators, CPython 3.8 ends some nodes early, and before 3.12 nodes in
// f-strings are elsewhere.
class AstSpans {
 public:
  using Position = FStringPositions::Position;

  // `tree` outlives this.
  AstSpans(const Tree& tree, PythonVersion python);

  Span SpanOf(NodeId node) const;
  // Of a Constant in an f-string.
  Span SpanOfText(const JoinedValue& value) const;
  // Whether the `kind` of a Constant in an f-string is `u`.
  bool HasUnicodeKind(const JoinedValue& value) const;

  // Of `offset`, an edge of the span of `node` or of a Constant in `node`, an f-string.
  Position At(NodeId node, uint32_t offset) const;

 private:
  uint32_t BeginBehindDecorators(NodeId definition) const;
  uint32_t EndIn38(NodeId id, uint32_t end) const;

  const Tree& tree_;
  bool is_of_38_;
  std::optional<FStringPositions> fstrings_;  // Where they are elsewhere, and the file has some.
};

}  // namespace weft
