#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace peggen {

// A part of a rule. What python.peg writes as `x?` is Optional of x, and so on.
struct Expr {
  enum class Op {
    Token,     // text: the spelling, without quotes
    Word,      // text: the name's spelling
    Class,     // text: NAME, NEWLINE ...
    Rule,      // text: the rule's name
    Sequence,  // children
    Choice,    // children
    Optional,  // one child, as for those below
    Star,
    Plus,
    Separated,  // The item, then the separator.
    And,
    Not,
    Cut,         // No child.
    Forced,      // text: the spelling
    SecondPass,  // text: the rule's name
    Since,       // text: `14`
    Before,      // text: `14`
  };

  Op op;
  std::string text;
  std::vector<Expr> children;
  char label = 0;  // `a`, `b` or none
};

struct Argument {
  std::string function;  // `line`, `name`, `text`, `unpacking`, `bound`; empty for a literal
  std::string text;      // The literal, or the label.
};

// What an alternative is for, besides matching.
struct Action {
  std::string kind;     // Behind `->`; may be empty.
  std::string message;  // Behind `!!`; may be empty.
  std::vector<Argument> arguments;
  std::string place;  // `a`, `a end`, `last`, `next`
  std::string check;  // Behind `when`; may be empty.

  bool is_empty() const { return kind.empty() && message.empty() && check.empty(); }
};

struct Alternative {
  Expr items;  // A Sequence.
  Action action;
};

struct Rule {
  std::string name;
  bool is_memo = false;
  bool is_plain = false;
  std::vector<Alternative> alternatives;
};

// Reads python.peg. Where that fails, `error` says at which line and why.
std::vector<Rule> ReadNotation(std::string_view text, std::string& error);

// The tables as C++; `rules` refer to each other by name only.
std::string EmitTables(const std::vector<Rule>& rules, std::string& error);

}  // namespace peggen
