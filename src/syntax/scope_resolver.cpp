#include "syntax/scope_table.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace weft {
namespace {

using symbol_flag::kBound;
using symbol_flag::kBoundElsewhere;
using symbol_flag::kBoundNotImport;
using symbol_flag::kGlobal;
using symbol_flag::kNonlocal;
using symbol_flag::kWalrus;

// What nested functions see under a name, apart from a symbol's index.
constexpr uint32_t kSeenGlobal = kNoSymbol - 1;     // A `global` statement stands between.
constexpr uint32_t kSeenClassCell = kNoSymbol - 2;  // `__class__`, which has no symbol.
constexpr uint32_t kLastSymbol = kNoSymbol - 3;

// Sorts by `key` (below `num_keys`), keeping the order of equals.
template <typename Key>
void CountingSort(std::vector<ScopeSymbol>& symbols, size_t num_keys, Key key) {
  std::vector<uint32_t> begin(num_keys + 1);
  for (const ScopeSymbol& symbol : symbols) {
    ++begin[key(symbol) + 1];
  }
  for (size_t i = 1; i <= num_keys; ++i) {
    begin[i] += begin[i - 1];
  }
  std::vector<ScopeSymbol> sorted(symbols.size());
  for (const ScopeSymbol& symbol : symbols) {
    sorted[begin[key(symbol)]++] = symbol;
  }
  symbols = std::move(sorted);
}

// Brings the symbols into their order and makes one of those that share scope and name.
void SortSymbols(ScopeTable& table) {
  std::vector<ScopeSymbol>& symbols = table.symbols;
  CountingSort(symbols, table.names.size(), [](const ScopeSymbol& s) { return s.name.index; });
  CountingSort(symbols, table.scopes.size(), [](const ScopeSymbol& s) { return s.scope.index; });
  uint32_t size = 0;
  uint32_t num_scopes_begun = 0;
  for (const ScopeSymbol& symbol : symbols) {
    if (size > 0 && symbols[size - 1].scope == symbol.scope &&
        symbols[size - 1].name == symbol.name) {
      symbols[size - 1].flags |= symbol.flags;
      continue;
    }
    for (; num_scopes_begun <= symbol.scope.index; ++num_scopes_begun) {
      table.scopes[num_scopes_begun].first_symbol = size;
    }
    symbols[size++] = symbol;
  }
  symbols.resize(size);
  for (; num_scopes_begun < table.scopes.size(); ++num_scopes_begun) {
    table.scopes[num_scopes_begun].first_symbol = size;
  }
}

// Visits every scope before its children and leaves it after them. `seen_` says for each
// name what the enclosing functions make of it, and is put back when a scope is left.
class ScopeResolver {
 public:
  explicit ScopeResolver(ScopeTable& table);
  void Run();

 private:
  struct Shadowed {
    NameId name;
    uint32_t seen;
  };

  void Enter(ScopeId scope);
  void Leave();
  void Resolve(const ScopeRecord& record, ScopeSymbol& symbol);
  void ResolveFree(const ScopeRecord& record, ScopeSymbol& symbol);
  void Show(NameId name, uint32_t seen);
  Binding GlobalBinding(NameId name);

  ScopeTable& table_;
  std::vector<uint32_t> first_child_;   // By scope; kNoScope.index where none.
  std::vector<uint32_t> next_sibling_;  // By scope.
  std::vector<size_t> num_shadowed_;    // By scope on the path: size of shadowed_ before it.
  std::vector<uint32_t> seen_;          // By name.
  std::vector<Shadowed> shadowed_;
  std::vector<Binding> global_bindings_;  // By name; Local where not asked for yet.
};

ScopeResolver::ScopeResolver(ScopeTable& table)
    : table_(table),
      first_child_(table.scopes.size(), kNoScope.index),
      next_sibling_(table.scopes.size(), kNoScope.index),
      seen_(table.names.size(), kNoSymbol),
      global_bindings_(table.names.size(), Binding::Local) {
  for (size_t i = table.scopes.size(); --i > 0;) {
    uint32_t parent = table.scopes[i].parent.index;
    next_sibling_[i] = std::exchange(first_child_[parent], static_cast<uint32_t>(i));
  }
}

void ScopeResolver::Run() {
  for (ScopeId scope = kModuleScope;;) {
    Enter(scope);
    if (first_child_[scope.index] != kNoScope.index) {
      scope = {first_child_[scope.index]};
      continue;
    }
    Leave();
    while (next_sibling_[scope.index] == kNoScope.index) {
      scope = table_[scope].parent;
      if (!scope.is_valid()) {
        return;
      }
      Leave();
    }
    scope = {next_sibling_[scope.index]};
  }
}

void ScopeResolver::Enter(ScopeId scope) {
  const ScopeRecord& record = table_[scope];
  num_shadowed_.push_back(shadowed_.size());
  auto size = static_cast<uint32_t>(table_.SymbolsOf(scope).size());
  uint32_t end = record.first_symbol + size;
  for (uint32_t i = record.first_symbol; i < end; ++i) {
    Resolve(record, table_.symbols[i]);
  }
  if (first_child_[scope.index] == kNoScope.index) {
    return;
  }
  if (record.kind == ScopeKind::Class) {
    Show(ScopeTable::kDunderClass, kSeenClassCell);
  }
  if (!IsFunctionLike(record.kind)) {
    return;
  }
  for (uint32_t i = record.first_symbol; i < end; ++i) {
    const ScopeSymbol& symbol = table_.symbols[i];
    if ((symbol.flags & kGlobal) != 0) {
      Show(symbol.name, kSeenGlobal);
    } else if (symbol.binding == Binding::Local) {
      Show(symbol.name, i);
    }
  }
}

void ScopeResolver::Leave() {
  for (; shadowed_.size() > num_shadowed_.back(); shadowed_.pop_back()) {
    seen_[shadowed_.back().name.index] = shadowed_.back().seen;
  }
  num_shadowed_.pop_back();
}

// analyze_name of Python/symtable.c.
void ScopeResolver::Resolve(const ScopeRecord& record, ScopeSymbol& symbol) {
  if ((symbol.flags & kGlobal) != 0) {
    symbol.binding = Binding::GlobalExplicit;
    if (symbol.scope != kModuleScope && (symbol.flags & kBoundNotImport) != 0) {
      table_.symbols[table_.FindSymbol(kModuleScope, symbol.name)].flags |= kBoundElsewhere;
    }
    return;
  }
  bool is_declared_free = (symbol.flags & (kNonlocal | kWalrus)) != 0;
  if (!is_declared_free && (symbol.flags & kBound) != 0) {
    symbol.binding = Binding::Local;
    return;
  }
  if (!is_declared_free && record.visible_class.is_valid()) {
    uint16_t flags = table_.FlagsInVisibleClass(symbol.scope, symbol.name);
    bool is_global = (flags & kGlobal) != 0;
    if (is_global || ((flags & kBound) != 0 && (flags & kNonlocal) == 0)) {
      symbol.binding = is_global ? Binding::GlobalExplicit : Binding::GlobalImplicit;
      return;
    }
  }
  ResolveFree(record, symbol);
}

// A name that is bound further out, if anywhere.
void ScopeResolver::ResolveFree(const ScopeRecord& record, ScopeSymbol& symbol) {
  uint32_t seen = seen_[symbol.name.index];
  bool is_declared_free = (symbol.flags & (kNonlocal | kWalrus)) != 0;
  if (seen == kSeenGlobal && is_declared_free) {
    symbol.binding = Binding::GlobalExplicit;
    return;
  }
  if (seen == kSeenGlobal || (seen == kNoSymbol && !is_declared_free)) {
    symbol.binding = GlobalBinding(symbol.name);
    return;
  }
  symbol.binding = Binding::Free;
  if (seen > kLastSymbol) {
    return;
  }
  symbol.owner = seen;
  ScopeSymbol& owner = table_.symbols[seen];
  if (record.is_detached && !table_[owner.scope].is_detached) {
    return;
  }
  owner.binding = Binding::Cell;
  if ((symbol.flags & kBoundNotImport) != 0) {
    owner.flags |= kBoundElsewhere;
  }
}

void ScopeResolver::Show(NameId name, uint32_t seen) {
  shadowed_.push_back({name, std::exchange(seen_[name.index], seen)});
}

Binding ScopeResolver::GlobalBinding(NameId name) {
  Binding& known = global_bindings_[name.index];
  if (known == Binding::Local) {
    known = table_.GlobalBinding(name);
  }
  return known;
}

// Files an import under the scope that holds the name, which `global` or `nonlocal` may have
// made another one than that of the statement.
void FileImports(ScopeTable& table) {
  for (ScopeImport& import : table.imports) {
    const ScopeSymbol& symbol = table.symbols[table.FindSymbol(import.scope, import.name)];
    if (symbol.binding == Binding::GlobalExplicit) {
      import.scope = kModuleScope;
    } else if (symbol.owner != kNoSymbol) {
      import.scope = table.symbols[symbol.owner].scope;
    }
  }
  auto key = [](const ScopeImport& import) {
    return std::tuple(import.scope, import.name, import.alias);
  };
  std::sort(table.imports.begin(), table.imports.end(),
            [&](const ScopeImport& a, const ScopeImport& b) { return key(a) < key(b); });
}

}  // namespace

void ResolveScopes(ScopeTable& table) {
  SortSymbols(table);
  ScopeResolver(table).Run();
  FileImports(table);
}

}  // namespace weft
