#include "syntax/scope_table.h"

#include "syntax/scope_builtins.h"

#include <algorithm>

namespace weft {

std::span<const ScopeSymbol> ScopeTable::SymbolsOf(ScopeId scope) const {
  size_t next = size_t{scope.index} + 1;
  size_t begin = scopes[scope.index].first_symbol;
  size_t end = next < scopes.size() ? scopes[next].first_symbol : symbols.size();
  return std::span(symbols).subspan(begin, end - begin);
}

uint32_t ScopeTable::FindSymbol(ScopeId scope, NameId name) const {
  std::span<const ScopeSymbol> all = SymbolsOf(scope);
  auto found = std::partition_point(all.begin(), all.end(),
                                    [&](const ScopeSymbol& symbol) { return symbol.name < name; });
  if (found == all.end() || found->name != name) {
    return kNoSymbol;
  }
  return scopes[scope.index].first_symbol + static_cast<uint32_t>(found - all.begin());
}

bool ScopeTable::IsBoundByModule(NameId name) const {
  uint32_t symbol = FindSymbol(kModuleScope, name);
  return symbol != kNoSymbol &&
         (symbols[symbol].flags & (symbol_flag::kBound | symbol_flag::kGlobal)) != 0;
}

Binding ScopeTable::GlobalBinding(NameId name) const {
  bool is_builtin = !IsBoundByModule(name) && !has_star_import && IsBuiltinName(names[name]);
  return is_builtin ? Binding::Builtin : Binding::GlobalImplicit;
}

uint16_t ScopeTable::FlagsInVisibleClass(ScopeId scope, NameId name) const {
  ScopeId visible = scopes[scope.index].visible_class;
  uint32_t symbol = visible.is_valid() ? FindSymbol(visible, name) : kNoSymbol;
  return symbol == kNoSymbol ? uint16_t{0} : symbols[symbol].flags;
}

bool ScopeTable::IsMangled(ScopeId scope, NameId name) const {
  const ScopeRecord& record = scopes[scope.index];
  if (!record.class_name.is_valid() || !record.mangling_type_params.is_valid()) {
    return record.class_name.is_valid();
  }
  return std::binary_search(private_type_params.begin(), private_type_params.end(),
                            std::pair(record.mangling_type_params, name));
}

}  // namespace weft
