#pragma once

#include "astgen/description.h"

#include <string>
#include <string_view>
#include <vector>

// What the emitters and the check derive from a description.
namespace astgen {

// How a field's value is kept. All but the first three have no node.
enum class FieldType {
  Node,
  Identifier,
  Operator,
  Constant,
  String,
  Int,
  Spelling,
  Context,
  TypeIgnore,
  Unknown,
};

FieldType FieldTypeOf(const Description& description, std::string_view type);
bool HasNode(FieldType type);
std::string_view FieldTypeName(FieldType type);
std::string_view MultiplicityName(Multiplicity multiplicity);

// A type of which only the constructor matters, such as `operator`.
bool IsEnumeration(const Type& type);

// The names of all fields that hold nodes, in order of first appearance.
std::vector<std::string> RoleFields(const Description& description);

enum class SymbolUse { Leaf, Regular, Rule, Inline, Unused };

// What the description says of one tree-sitter symbol, over all its mentions.
struct SymbolEntry {
  std::string name;
  SymbolUse use;
  const Constructor* constructor;  // The first that names the symbol; null for lists.
  const Source* source;            // The same constructor's entry; null for lists.
  Position position;
};

// In order of first appearance; kinds before `inline` before `unused`.
std::vector<SymbolEntry> Symbols(const Description& description);

// `decorator_list` becomes `DecoratorList`.
std::string UpperCamel(std::string_view snake_case);

// The name itself, spaces as underscores, with `_` appended where C++ reserves it.
std::string CppName(std::string_view name);

// The file's head and opening of namespace weft; the file's end.
std::string HeaderStart(std::string_view what);

}  // namespace astgen
