#pragma once

#include "syntax/tree.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace weft {

// Where in a function's body something can run before all else, without moving a line.
struct FunctionBegin {
  enum class Place : uint8_t {
    BeforeStatement,  // In front of a simple statement: `BEGIN; x = 1`
    AfterStatement,   // Behind the docstring: `"""doc"""; BEGIN`
    OnLine,           // On a blank or comment line above a compound statement.
    InExpression,     // In what a compound statement evaluates first: `if (BEGIN) and (x):`
    InTree,           // In front of the first statement, once somebody has parsed the text.
    Nowhere,
  };

  Place place = Place::Nowhere;
  NodeId owner;        // Of the edits.
  Span span;           // Of the statement or expression; empty for a line.
  std::string before;  // OnLine: indentation.
  std::string after;   // OnLine: blanks in front of a comment.
  NodeId node;         // That statement or expression, or the statement below the line.
  // The function's own nodes with a lower index run before the begin, and so may those in
  // inner functions with an index below `decorated_end`.
  uint32_t early_end = 0;
  uint32_t decorated_end = 0;
  // `try` statements that the begin is in, the outermost first.
  std::vector<NodeId> tries;

  bool is_somewhere() const { return place != Place::Nowhere; }
};

// `function` is a FunctionDef or AsyncFunctionDef.
FunctionBegin FindFunctionBegin(const Tree& tree, NodeId function);

// The begin of a function whose code is compiled from a tree that statements can be put into.
FunctionBegin BeginInTree(const Tree& tree, NodeId function);

// Why `id`, in the function that begins so, may run without its begin; empty where it cannot.
// `is_inner` says that it is in code inside of the function, not the function's own.
std::string_view WhyWithoutBegin(const Tree& tree, const FunctionBegin& begin, NodeId id,
                                 bool is_inner);

}  // namespace weft
