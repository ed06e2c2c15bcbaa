#include "astgen/model.h"

#include <algorithm>
#include <cctype>
#include <map>

#include <fmt/format.h>

namespace astgen {
namespace {

struct Builtin {
  std::string_view type;
  FieldType field_type;
};

constexpr Builtin kBuiltins[] = {
    {"constant", FieldType::Constant},
    {"string", FieldType::String},
    {"int", FieldType::Int},
    {"spelling", FieldType::Spelling},
    {"expr_context", FieldType::Context},
    {"type_ignore", FieldType::TypeIgnore},
    {"identifier", FieldType::Identifier},
};

// Those a Python or tree-sitter name could plausibly be.
constexpr std::string_view kReserved[] = {
    "alignas",   "and",      "asm",     "auto",     "bool",     "break",    "case",      "catch",
    "char",      "class",    "concept", "const",    "continue", "default",  "delete",    "do",
    "double",    "else",     "enum",    "explicit", "export",   "extern",   "false",     "float",
    "for",       "friend",   "goto",    "if",       "inline",   "int",      "long",      "mutable",
    "namespace", "new",      "not",     "operator", "or",       "private",  "protected", "public",
    "register",  "requires", "return",  "short",    "signed",   "sizeof",   "static",    "struct",
    "switch",    "template", "this",    "throw",    "true",     "try",      "typedef",   "typename",
    "union",     "unsigned", "using",   "virtual",  "void",     "volatile", "while",     "xor",
};

}  // namespace

FieldType FieldTypeOf(const Description& description, std::string_view type) {
  for (const Builtin& builtin : kBuiltins) {
    if (builtin.type == type) return builtin.field_type;
  }
  for (const Type& defined : description.types) {
    if (defined.name == type) {
      return IsEnumeration(defined) ? FieldType::Operator : FieldType::Node;
    }
  }
  return FieldType::Unknown;
}

bool HasNode(FieldType type) {
  return type == FieldType::Node || type == FieldType::Identifier || type == FieldType::Operator;
}

std::string_view FieldTypeName(FieldType type) {
  switch (type) {
    case FieldType::Node:
      return "Node";
    case FieldType::Identifier:
      return "Identifier";
    case FieldType::Operator:
      return "Operator";
    case FieldType::Constant:
      return "Constant";
    case FieldType::String:
      return "String";
    case FieldType::Int:
      return "Int";
    case FieldType::Spelling:
      return "Spelling";
    case FieldType::Context:
      return "Context";
    case FieldType::TypeIgnore:
      return "TypeIgnore";
    case FieldType::Unknown:
      break;
  }
  return "Unknown";
}

std::string_view MultiplicityName(Multiplicity multiplicity) {
  switch (multiplicity) {
    case Multiplicity::One:
      return "One";
    case Multiplicity::Optional:
      return "Optional";
    case Multiplicity::Many:
      return "Many";
    case Multiplicity::ManyOptional:
      break;
  }
  return "ManyOptional";
}

bool IsEnumeration(const Type& type) {
  return std::all_of(type.constructors.begin(), type.constructors.end(),
                     [](const Constructor& c) { return c.fields.empty() && c.sources.empty(); });
}

std::vector<std::string> RoleFields(const Description& description) {
  std::vector<std::string> roles;
  for (const Type& type : description.types) {
    for (const Constructor& constructor : type.constructors) {
      for (const Field& field : constructor.fields) {
        bool is_known = std::find(roles.begin(), roles.end(), field.name) != roles.end();
        if (!is_known && HasNode(FieldTypeOf(description, field.type))) {
          roles.push_back(field.name);
        }
      }
    }
  }
  return roles;
}

std::vector<SymbolEntry> Symbols(const Description& description) {
  std::vector<SymbolEntry> entries;
  std::map<std::string_view, size_t> index_of;
  for (const Type& type : description.types) {
    for (const Constructor& constructor : type.constructors) {
      for (const Source& source : constructor.sources) {
        SymbolUse use = source.use == SourceUse::Leaf      ? SymbolUse::Leaf
                        : source.use == SourceUse::Regular ? SymbolUse::Regular
                                                           : SymbolUse::Rule;
        auto [found, is_new] = index_of.try_emplace(source.symbol, entries.size());
        if (is_new) {
          entries.push_back({source.symbol, use, &constructor, &source, source.position});
        } else if (use == SymbolUse::Rule) {
          // Where one mention needs a function, the function decides for all of them.
          entries[found->second].use = SymbolUse::Rule;
        }
      }
    }
  }
  for (const SymbolName& symbol : description.inline_symbols) {
    entries.push_back({symbol.name, SymbolUse::Inline, nullptr, nullptr, symbol.position});
  }
  for (const SymbolName& symbol : description.unused_symbols) {
    entries.push_back({symbol.name, SymbolUse::Unused, nullptr, nullptr, symbol.position});
  }
  return entries;
}

std::string UpperCamel(std::string_view snake_case) {
  std::string result;
  bool is_word_start = true;
  for (char byte : snake_case) {
    if (byte == '_') {
      is_word_start = true;
      continue;
    }
    result +=
        is_word_start ? static_cast<char>(std::toupper(static_cast<unsigned char>(byte))) : byte;
    is_word_start = false;
  }
  return result;
}

std::string CppName(std::string_view name) {
  std::string result(name);
  std::replace(result.begin(), result.end(), ' ', '_');
  bool is_reserved =
      std::find(std::begin(kReserved), std::end(kReserved), result) != std::end(kReserved);
  if (is_reserved) result += '_';
  return result;
}

std::string HeaderStart(std::string_view what) {
  return fmt::format("// {} Generated from grammar/python.asdl; do not edit.\n#pragma once\n\n",
                     what);
}

}  // namespace astgen
