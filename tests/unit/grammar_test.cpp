// The description of the tree and the linked grammar must not drift apart: a symbol that
// nothing maps would vanish from the tree without a word.

#include "support/catch.h"
#include "syntax/grammar_map.h"

#include "tree_sitter/parser.h"

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

extern "C" const TSLanguage* tree_sitter_python(void);

namespace weft {
namespace {

using Names = std::vector<std::string>;

struct GrammarSymbol {
  std::string_view name;
  TSSymbolMetadata metadata;
};

// All symbols of the linked grammar, aliases included. One name may occur more than once.
std::vector<GrammarSymbol> GrammarSymbols() {
  const TSLanguage* language = tree_sitter_python();
  size_t num_symbols = language->symbol_count + language->alias_count;
  std::vector<GrammarSymbol> symbols;
  for (size_t i = 0; i < num_symbols; ++i) {
    symbols.push_back({language->symbol_names[i], language->symbol_metadata[i]});
  }
  return symbols;
}

Names GrammarFields() {
  const TSLanguage* language = tree_sitter_python();
  Names fields;
  for (size_t i = 1; i <= language->field_count; ++i) fields.push_back(language->field_names[i]);
  return fields;
}

// Row 0 stands for the symbols without a row.
std::span<const SymbolRow> MappedRows() {
  return std::span(kSymbolRows).subspan(1);
}

bool IsMapped(std::string_view name) {
  return std::ranges::any_of(MappedRows(), [&](const SymbolRow& row) { return row.name == name; });
}

bool Contains(const Names& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

}  // namespace

TEST_CASE("every visible named symbol of the grammar is mapped or dropped on purpose") {
  Names unmapped;
  for (const GrammarSymbol& symbol : GrammarSymbols()) {
    bool is_node = symbol.metadata.visible && symbol.metadata.named;
    if (is_node && !IsMapped(symbol.name)) unmapped.emplace_back(symbol.name);
  }
  CHECK(unmapped == Names{});
}

TEST_CASE("every symbol of the description exists in the grammar") {
  Names in_grammar;
  for (const GrammarSymbol& symbol : GrammarSymbols()) in_grammar.emplace_back(symbol.name);
  Names unknown;
  for (const SymbolRow& row : MappedRows()) {
    if (!Contains(in_grammar, row.name)) unknown.emplace_back(row.name);
  }
  CHECK(unknown == Names{});
}

TEST_CASE("every field of the description exists in the grammar") {
  Names in_grammar = GrammarFields();
  Names unknown;
  for (const SymbolRow& row : MappedRows()) {
    for (const ChildRule& rule : row.rules) {
      bool is_known = rule.field.empty() || Contains(in_grammar, rule.field);
      if (!is_known) unknown.emplace_back(rule.field);
    }
  }
  CHECK(unknown == Names{});
}

TEST_CASE("the row of a symbol stands at the symbol's own index") {
  for (size_t i = 0; i < std::size(kSymbolRows); ++i) {
    CHECK(kSymbolRows[i].symbol == static_cast<Symbol>(i));
  }
}

}  // namespace weft
