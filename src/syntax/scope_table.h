#pragma once

#include "syntax/scope_names.h"
#include "syntax/scopes.h"
#include "syntax/tree.h"

#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace weft {

// What was seen of one name in one scope.
namespace symbol_flag {
inline constexpr uint16_t kUse = 1;
inline constexpr uint16_t kLocal = 2;  // Bound in any way that has no flag of its own.
inline constexpr uint16_t kParam = 4;
inline constexpr uint16_t kImport = 8;
inline constexpr uint16_t kTypeParam = 16;
inline constexpr uint16_t kGlobal = 32;
inline constexpr uint16_t kNonlocal = 64;
// Target of `:=` in this comprehension: bound in the function around it.
inline constexpr uint16_t kWalrus = 128;
// Bound by another scope, through `global`, `nonlocal` or kWalrus, and not by an import.
inline constexpr uint16_t kBoundElsewhere = 256;
inline constexpr uint16_t kDefinition = 512;  // By `def` or `class`.

inline constexpr uint16_t kBoundNotImport = kLocal | kParam | kTypeParam | kDefinition;
inline constexpr uint16_t kBound = kBoundNotImport | kImport;
}  // namespace symbol_flag

inline constexpr uint32_t kNoSymbol = UINT32_MAX;

struct ScopeSymbol {
  ScopeId scope;
  NameId name;  // Mangled.
  uint16_t flags = 0;
  Binding binding = Binding::Local;
  uint32_t owner = kNoSymbol;  // Of a Free symbol: the one that holds the value, if any.
};

// One scope, and what of it does not depend on its names.
struct ScopeRecord {
  NodeId node;
  ScopeId parent;  // Smaller than the scope's own id.
  ScopeKind kind = ScopeKind::Module;
  bool is_generator = false;
  bool has_global = false;  // It has a `global` statement.
  // Inside an annotation that stays text: the names here have no effect on other scopes.
  bool is_detached = false;
  // The class body whose names this scope sees (PEP 695): the parent class of a TypeParams
  // or TypeAlias scope.
  ScopeId visible_class{};
  NameId class_name{};  // Whose private names are mangled here.
  // The TypeParams scope of the class `class_name` that this scope belongs to: outside of
  // the body, only the names of the type parameters are mangled.
  ScopeId mangling_type_params{};
  uint32_t first_symbol = 0;    // The next scope's is this one's end.
  uint32_t qualified_name = 0;  // Into ScopeTable::qualified_names.
};

struct ScopeImport {
  ScopeId scope;  // Where the name is bound: the module, for a name declared `global`.
  NameId name;
  NodeId statement;  // Import or ImportFrom
  NodeId alias;
};

// What a scope analysis knows.
struct ScopeTable {
  NameTable names;
  std::vector<ScopeRecord> scopes;
  std::vector<ScopeSymbol> symbols;  // By scope, then by name.
  std::vector<uint32_t> scope_of;    // By node: index of the scope, and kUnevaluatedBit.
  std::vector<ScopeImport> imports;  // By scope, then by name, then by position.
  // By symbol that only imports bind: the one origin they all have, else empty.
  std::unordered_map<uint32_t, std::string> origins;
  std::vector<std::string> qualified_names;
  // The type parameters of classes that are class-private, not mangled; sorted.
  std::vector<std::pair<ScopeId, NameId>> private_type_params;
  bool has_star_import = false;
  bool has_future_annotations = false;

  static constexpr uint32_t kUnevaluatedBit = uint32_t{1} << 31;

  // Fixed ids, interned before any other name.
  static constexpr NameId kSuper{0};
  static constexpr NameId kDunderClass{1};
  static constexpr NameId kDunderTypeParams{2};

  const ScopeRecord& operator[](ScopeId scope) const { return scopes[scope.index]; }
  std::span<const ScopeSymbol> SymbolsOf(ScopeId scope) const;
  uint32_t FindSymbol(ScopeId scope, NameId name) const;  // kNoSymbol where not mentioned.

  // True if the module's own code binds the name; star imports are not counted.
  bool IsBoundByModule(NameId name) const;

  // How a name is found that no enclosing function binds.
  Binding GlobalBinding(NameId name) const;

  // The flags that `name` has in the class body whose names `scope` sees; 0 if none.
  uint16_t FlagsInVisibleClass(ScopeId scope, NameId name) const;

  // True where a name that IsClassPrivate is mangled in `scope`; `name` is invalid where no
  // other place mentions it.
  bool IsMangled(ScopeId scope, NameId name) const;
};

// True for the scopes whose names nested functions see; _PyST_IsFunctionLike.
constexpr bool IsFunctionLike(ScopeKind kind) {
  return kind != ScopeKind::Module && kind != ScopeKind::Class;
}

// The first of three steps: scopes, and names as they come, a name perhaps more than once.
ScopeTable CollectScopes(const Tree& tree);

// The second: orders the symbols and decides the bindings, as analyze_block of
// Python/symtable.c does, without its recursion.
void ResolveScopes(ScopeTable& table);

// The third: __qualname__ of every scope; compiler_set_qualname of Python/compile.c.
void NameScopes(const Tree& tree, ScopeTable& table);

}  // namespace weft
