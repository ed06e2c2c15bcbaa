#pragma once

#include "syntax/grammar_map.h"  // Generated: Symbol, SymbolRow, kSymbolRows.

#include <cstdint>
#include <vector>

namespace weft {

// tree-sitter's fields, by name.
enum class Field : uint8_t {
  kNone,
  kAlias,
  kAlternative,
  kArgument,
  kArguments,
  kAttribute,
  kBody,
  kCause,
  kCode,
  kCondition,
  kConsequence,
  kDefinition,
  kExpression,
  kFormatSpecifier,
  kFunction,
  kGuard,
  kKey,
  kLeft,
  kModuleName,
  kName,
  kObject,
  kOperator,
  kOperators,
  kParameters,
  kReturnType,
  kRight,
  kSubject,
  kSubscript,
  kSuperclasses,
  kType,
  kTypeConversion,
  kTypeParameters,
  kValue,
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
    return child < num_columns_ ? fields_[production * num_columns_ + child] : Field::kNone;
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
