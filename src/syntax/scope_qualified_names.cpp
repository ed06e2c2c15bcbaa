#include "syntax/scope_table.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace weft {
namespace {

// CPython compiles a few hundred nested functions at most. Deeper ones share the name of
// their ancestor at this depth, so that a hostile file does not cost quadratic memory.
constexpr uint32_t kMaxDepth = 500;

void AppendIdentifier(const Tree& tree, NodeId identifier, std::string& to) {
  std::string_view text = identifier.is_valid() ? tree.Text(identifier) : std::string_view();
  if (IsAscii(text)) {
    to += text;
  } else {
    to += NormalizeIdentifier(text);
  }
}

// What the scope itself is called, without what it is in.
void AppendOwnName(const Tree& tree, const ScopeRecord& record, std::string& to) {
  switch (record.kind) {
    case ScopeKind::Module:
      return;
    case ScopeKind::Lambda:
      to += "<lambda>";
      return;
    case ScopeKind::Comprehension: {
      Kind kind = tree[record.node].kind;
      to += kind == Kind::ListComp   ? "<listcomp>"
            : kind == Kind::SetComp  ? "<setcomp>"
            : kind == Kind::DictComp ? "<dictcomp>"
                                     : "<genexpr>";
      return;
    }
    case ScopeKind::TypeParams:
      to += "<generic parameters of ";
      AppendIdentifier(tree, tree.Child(record.node, Role::Name), to);
      to += '>';
      return;
    case ScopeKind::Class:
    case ScopeKind::Function:
    case ScopeKind::TypeAlias:
      AppendIdentifier(tree, tree.Child(record.node, Role::Name), to);
      return;
  }
}

// The value of a `type` statement is a function to CPython, unlike the other type scopes.
bool IsAliasValue(const Tree& tree, const ScopeRecord& record) {
  return record.kind == ScopeKind::TypeAlias && tree[record.node].kind == Kind::TypeAlias;
}

// The scope that lends its name to one in `parent`: CPython looks through a type scope, but
// only through one.
ScopeId NamingScope(const Tree& tree, const ScopeTable& table, ScopeId parent) {
  const ScopeRecord& record = table[parent];
  bool is_type_scope = record.kind == ScopeKind::TypeParams || record.kind == ScopeKind::TypeAlias;
  return is_type_scope && !IsAliasValue(tree, record) ? record.parent : parent;
}

// True where a `global` in `around` applies to the name of the definition `record`.
bool IsDeclaredGlobal(const Tree& tree, const ScopeTable& table, ScopeId around,
                      const ScopeRecord& record) {
  bool is_definition = record.kind == ScopeKind::Function || record.kind == ScopeKind::Class ||
                       IsAliasValue(tree, record);
  if (!is_definition || !table[around].has_global) {
    return false;
  }
  std::string name;
  AppendOwnName(tree, record, name);
  NameId id = table.names.Find(name);
  if (table.names.is_class_private(id) && table.IsMangled(around, id)) {
    id = table.names.Find(MangleName(table.names[table[around].class_name], name));
  }
  uint32_t symbol = id.is_valid() ? table.FindSymbol(around, id) : kNoSymbol;
  return symbol != kNoSymbol && table.symbols[symbol].binding == Binding::GlobalExplicit;
}

// What stands before the own name of `record`.
void AppendPrefix(const Tree& tree, const ScopeTable& table, const ScopeRecord& record,
                  std::string& to) {
  ScopeId around = NamingScope(tree, table, record.parent);
  if (around == kModuleScope || IsDeclaredGlobal(tree, table, around, record)) {
    return;
  }
  const ScopeRecord& outer = table[around];
  bool has_locals = outer.kind == ScopeKind::Function || outer.kind == ScopeKind::Lambda ||
                    IsAliasValue(tree, outer);
  to += table.qualified_names[outer.qualified_name];
  to += has_locals ? ".<locals>." : ".";
}

}  // namespace

void NameScopes(const Tree& tree, ScopeTable& table) {
  std::vector<uint32_t> depths(table.scopes.size());
  table.qualified_names.reserve(table.scopes.size());
  table.qualified_names.emplace_back();
  for (uint32_t i = 1; i < table.scopes.size(); ++i) {
    ScopeRecord& record = table.scopes[i];
    depths[i] = depths[record.parent.index] + 1;
    if (depths[i] > kMaxDepth) {
      record.qualified_name = table[record.parent].qualified_name;
      continue;
    }
    std::string name;
    AppendPrefix(tree, table, record, name);
    AppendOwnName(tree, record, name);
    record.qualified_name = static_cast<uint32_t>(table.qualified_names.size());
    table.qualified_names.push_back(std::move(name));
  }
}

}  // namespace weft
