#include "syntax/grammar_info.h"

#include "base/assert.h"
#include "syntax/grammar.h"

#include <iterator>
#include <string_view>

namespace weft {
namespace {

// In the order of enum Field.
constexpr std::string_view kFieldNames[] = {
    "",
    "alias",
    "alternative",
    "argument",
    "arguments",
    "attribute",
    "body",
    "cause",
    "code",
    "condition",
    "consequence",
    "definition",
    "expression",
    "format_specifier",
    "function",
    "guard",
    "key",
    "left",
    "module_name",
    "name",
    "object",
    "operator",
    "operators",
    "parameters",
    "return_type",
    "right",
    "subject",
    "subscript",
    "superclasses",
    "type",
    "type_conversion",
    "type_parameters",
    "value",
};
static_assert(std::size(kFieldNames) == static_cast<size_t>(Field::Value) + 1);

Field FindField(std::string_view name) {
  for (size_t i = 0; i < std::size(kFieldNames); ++i) {
    if (kFieldNames[i] == name) {
      return static_cast<Field>(i);
    }
  }
  WEFT_ASSERT(false, "every field of the grammar is in enum Field");
}

Symbol FindSymbol(std::string_view name) {
  for (const SymbolRow& row : kSymbolRows) {
    if (row.name == name) {
      return row.symbol;
    }
  }
  return Symbol::kNone;
}

}  // namespace

const GrammarInfo& GrammarInfo::Get() {
  static const GrammarInfo kInfo;
  return kInfo;
}

GrammarInfo::GrammarInfo() : num_columns_(tree_sitter_python()->max_alias_sequence_length) {
  const TSLanguage& language = *tree_sitter_python();
  size_t num_symbols = language.symbol_count + language.alias_count;
  symbols_.resize(num_symbols, Symbol::kNone);
  for (size_t i = 0; i < num_symbols; ++i) {
    // Not only named symbols: `not in` and `is not` are anonymous.
    if (i >= language.token_count && language.symbol_metadata[i].visible) {
      symbols_[i] = FindSymbol(language.symbol_names[i]);
    }
  }
  fields_.resize(language.production_id_count * num_columns_, Field::None);
  aliases_.resize(language.production_id_count * num_columns_, Symbol::kNone);
  for (size_t production = 0; production < language.production_id_count; ++production) {
    TSMapSlice slice = language.field_map_slices[production];
    for (size_t i = 0; i < slice.length; ++i) {
      const TSFieldMapEntry& entry = language.field_map_entries[slice.index + i];
      if (!entry.inherited) {
        fields_[production * num_columns_ + entry.child_index] =
            FindField(language.field_names[entry.field_id]);
      }
    }
    for (size_t child = 0; production != 0 && child < num_columns_; ++child) {
      TSSymbol alias = language.alias_sequences[production * num_columns_ + child];
      if (alias != 0) {
        aliases_[production * num_columns_ + child] = symbols_[alias];
      }
    }
  }
  rules_.resize(kNumSymbols);
  for (const SymbolRow& row : kSymbolRows) {
    for (const ChildRule& rule : row.rules) {
      rules_[static_cast<size_t>(row.symbol)].push_back(
          {FindField(rule.field), rule.position, rule.role, rule.type});
    }
  }
}

}  // namespace weft
