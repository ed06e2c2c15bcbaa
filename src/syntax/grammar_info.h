#pragma once

#include "syntax/grammar_map.h"  // Generated: Symbol, SymbolRow, kSymbolRows.

#include <cstdint>
#include <vector>

namespace weft {

// tree-sitter's fields, by name.
enum class Field : uint8_t {
  None,
  Alias,
  Alternative,
  Argument,
  Arguments,
  Attribute,
  Body,
  Cause,
  Code,
  Condition,
  Consequence,
  Definition,
  Expression,
  FormatSpecifier,
  Function,
  Guard,
  Key,
  Left,
  ModuleName,
  Name,
  Object,
  Operator,
  Operators,
  Parameters,
  ReturnType,
  Right,
  Subject,
  Subscript,
  Superclasses,
  Type,
  TypeConversion,
  TypeParameters,
  Value,
};

// A rule of the description with its field resolved.
struct ResolvedRule {
  Field field;
  int8_t position;  // As ChildRule::position.
  Role role;
  FieldType type;
};

// What the linked grammar's numbers mean, by the names in grammar/python.asdl. Built at
// first use; then read-only and shared.
class GrammarInfo {
 public:
  static const GrammarInfo& Get();

  // kNone for hidden symbols, whose children belong to their parent, and for tokens.
  Symbol SymbolOf(uint16_t symbol) const { return symbols_[symbol]; }
  Field FieldOf(uint16_t production, uint32_t child) const {
    return child < num_columns_ ? fields_[production * num_columns_ + child] : Field::None;
  }
  Symbol AliasOf(uint16_t production, uint32_t child) const {
    return child < num_columns_ ? aliases_[production * num_columns_ + child] : Symbol::kNone;
  }
  const std::vector<ResolvedRule>& RulesOf(Symbol symbol) const {
    return rules_[static_cast<size_t>(symbol)];
  }

 private:
  GrammarInfo();

  size_t num_columns_;
  std::vector<Symbol> symbols_;                   // By tree-sitter symbol, aliases included.
  std::vector<Field> fields_;                     // By production and child.
  std::vector<Symbol> aliases_;                   // By production and child.
  std::vector<std::vector<ResolvedRule>> rules_;  // By Symbol.
};

}  // namespace weft
