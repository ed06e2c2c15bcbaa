#include "syntax/scope_table.h"

#include <string>

namespace weft {
namespace {

// CPython compiles a few hundred nested functions at most. Deeper ones share the name of
// their ancestor at this depth, so that a hostile file does not cost quadratic memory.
constexpr uint32_t kMaxDepth = 500;

std::string OwnName(const Tree& tree, const ScopeRecord& record) {
  NodeId named = tree.Child(record.node, Role::Name);
  std::string name = named.is_valid() ? NormalizeIdentifier(tree.Text(named)) : std::string();
  switch (record.kind) {
    case ScopeKind::Module:
      return {};
    case ScopeKind::Lambda:
      return "<lambda>";
    case ScopeKind::Comprehension:
      switch (tree[record.node].kind) {
        case Kind::ListComp:
          return "<listcomp>";
        case Kind::SetComp:
          return "<setcomp>";
        case Kind::DictComp:
          return "<dictcomp>";
        default:
          return "<genexpr>";
      }
    case ScopeKind::TypeParams:
      return "<generic parameters of " + name + ">";
    case ScopeKind::Class:
    case ScopeKind::Function:
    case ScopeKind::TypeAlias:
      return name;
  }
  return {};
}

// The scope that lends its name to one in `parent`: CPython looks through a type scope, but
// only through one.
ScopeId NamingScope(const ScopeTable& table, ScopeId parent) {
  ScopeKind kind = table[parent].kind;
  bool is_type_scope = kind == ScopeKind::TypeParams || kind == ScopeKind::TypeAlias;
  return is_type_scope ? table[parent].parent : parent;
}

// True where `global` applies to the name of a function or class in `around`.
bool IsDeclaredGlobal(const Tree& tree, const ScopeTable& table, ScopeId around,
                      const std::string& name) {
  std::string mangled = name;
  if (IsClassPrivate(name) && table.IsMangled(tree, around, name)) {
    mangled = MangleName(table.names[table[around].class_name], name);
  }
  NameId id = table.names.Find(mangled);
  uint32_t symbol = id.is_valid() ? table.FindSymbol(around, id) : kNoSymbol;
  return symbol != kNoSymbol && table.symbols[symbol].binding == Binding::GlobalExplicit;
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
    record.qualified_name = static_cast<uint32_t>(table.qualified_names.size());
    std::string name = OwnName(tree, record);
    ScopeId around = NamingScope(table, record.parent);
    bool is_definition = record.kind == ScopeKind::Function || record.kind == ScopeKind::Class;
    if (around == kModuleScope || (is_definition && IsDeclaredGlobal(tree, table, around, name))) {
      table.qualified_names.push_back(std::move(name));
      continue;
    }
    ScopeKind kind = table[around].kind;
    bool has_locals = kind == ScopeKind::Function || kind == ScopeKind::Lambda;
    std::string qualified = table.qualified_names[table[around].qualified_name];
    qualified += has_locals ? ".<locals>." : ".";
    qualified += name;
    table.qualified_names.push_back(std::move(qualified));
  }
}

}  // namespace weft
