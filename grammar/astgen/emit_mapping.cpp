#include "astgen/emit.h"
#include "astgen/model.h"

#include <fmt/format.h>

namespace astgen {
namespace {

constexpr std::string_view kTypes = R"(
// What becomes of a symbol.
enum class SymbolUse : uint8_t {
  Leaf,     // A node of the row's kind, without children.
  Regular,  // A node of the row's kind; the row's rules give its children their roles.
  Rule,     // A function of syntax/flatten makes the nodes and may choose the kind.
  Inline,   // No node of its own: the parent's rule reads through it.
  Unused,   // Never seen: the tokenizer hands the parser another symbol instead.
};

// Which of a node's tree-sitter children fill a role.
struct ChildRule {
  std::string_view field;  // A tree-sitter field; empty for a rule by position.
  int8_t position;         // Among the named children without a field; -1: all the rest.
  Role role;
  FieldType type;  // Identifier and Operator ask for a leaf of that sort.
};

struct SymbolRow {
  std::string_view name;
  Symbol symbol;
  SymbolUse use;
  Kind kind;  // For Rule the first candidate; without meaning for Inline and Unused.
  std::span<const ChildRule> rules;  // Empty unless Regular.
};

)";

std::string_view UseName(SymbolUse use) {
  switch (use) {
    case SymbolUse::Leaf:
      return "Leaf";
    case SymbolUse::Regular:
      return "Regular";
    case SymbolUse::Rule:
      return "Rule";
    case SymbolUse::Inline:
      return "Inline";
    case SymbolUse::Unused:
      break;
  }
  return "Unused";
}

std::string RulesName(const SymbolEntry& entry) {
  return fmt::format("k{}Rules", UpperCamel(CppName(entry.name)));
}

std::string_view TypeOfField(const Description& description, const Constructor& constructor,
                             std::string_view name) {
  for (const Field& field : constructor.fields) {
    if (field.name == name) return FieldTypeName(FieldTypeOf(description, field.type));
  }
  return "Node";
}

void AppendRules(const Description& description, const SymbolEntry& entry, std::string* out) {
  *out += fmt::format("inline constexpr ChildRule {}[] = {{\n", RulesName(entry));
  for (const ChildRule& rule : entry.source->rules) {
    bool is_field = rule.selector[0] != '#' && rule.selector[0] != '*';
    std::string position = is_field || rule.selector == "*" ? "-1" : rule.selector.substr(1);
    *out += fmt::format("    {{\"{}\", {}, Role::{}, FieldType::{}}},\n",
                        is_field ? rule.selector : "", position, UpperCamel(rule.role),
                        TypeOfField(description, *entry.constructor, rule.role));
  }
  *out += "};\n";
}

}  // namespace

std::string EmitGrammarMap(const Description& description) {
  std::vector<SymbolEntry> symbols = Symbols(description);
  std::string first_kind = CppName(description.types.front().constructors.front().name);

  std::string out = HeaderStart("How tree-sitter's symbols become kinds.");
  out += "#include \"syntax/kinds.h\"\n\n#include <cstdint>\n#include <span>\n";
  out += "#include <string_view>\n\nnamespace weft {\n\n";
  out += "// The named symbols that the description mentions; spaces are underscores. kNone is\n";
  out += "// for all the others.\nenum class Symbol : uint8_t {\n  kNone,\n";
  for (const SymbolEntry& entry : symbols) out += fmt::format("  {},\n", CppName(entry.name));
  out += fmt::format("}};\n\ninline constexpr int kNumSymbols = {};\n", symbols.size() + 1);
  out += kTypes;

  std::string rows =
      fmt::format("    {{\"\", Symbol::kNone, SymbolUse::Unused, Kind::{}, {{}}}},\n", first_kind);
  for (const SymbolEntry& entry : symbols) {
    bool has_rules = entry.use == SymbolUse::Regular;
    if (has_rules) AppendRules(description, entry, &out);
    rows +=
        fmt::format("    {{\"{}\", Symbol::{}, SymbolUse::{}, Kind::{}, {}}},\n", entry.name,
                    CppName(entry.name), UseName(entry.use),
                    entry.constructor == nullptr ? first_kind : CppName(entry.constructor->name),
                    has_rules ? RulesName(entry) : "{}");
  }
  out += "\n// Row i is that of the symbol with value i; kNone's has an empty name.\n";
  out += fmt::format("inline constexpr SymbolRow kSymbolRows[] = {{\n{}}};\n\n", rows);
  out += "}  // namespace weft\n";
  return out;
}

}  // namespace astgen
