#pragma once

#include <string>
#include <vector>

namespace astgen {

struct Position {
  int line = 1;
  int column = 1;
};

struct Error {
  Position position;
  std::string message;
};

enum class Multiplicity { One, Optional, Many, ManyOptional };

struct Field {
  std::string type;
  Multiplicity multiplicity;
  std::string name;
  Position position;
};

// `selector: role`, where the selector is a tree-sitter field, `#0`, `#1` or `*`.
struct ChildRule {
  std::string selector;
  std::string role;
  Position position;
};

enum class SourceUse { Leaf, Regular, Rule };

// One entry of a `from` list.
struct Source {
  std::string symbol;
  SourceUse use;
  std::vector<ChildRule> rules;  // Empty unless the use is Regular.
  Position position;
};

struct Constructor {
  std::string name;
  std::vector<Field> fields;
  std::vector<Source> sources;
  Position position;
};

struct Type {
  std::string name;
  std::vector<Constructor> constructors;
  Position position;
};

struct SymbolName {
  std::string name;
  Position position;
};

// What the description file says, in its order.
struct Description {
  std::vector<Type> types;
  std::vector<SymbolName> inline_symbols;
  std::vector<SymbolName> unused_symbols;
};

}  // namespace astgen
