#pragma once

#include "base/span.h"
#include "syntax/tree.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace weft {

// How CPython's symtable.c resolves a name in a scope.
enum class Binding : uint8_t {
  Local,           // Bound in this scope: parameter, assignment, import, def, for, with, ...
  Cell,            // Local, and used by a nested scope.
  Free,            // Local or cell of an enclosing function.
  GlobalExplicit,  // Named by a `global` statement.
  GlobalImplicit,  // Bound nowhere in the enclosing functions; a module-level binding exists.
  Builtin,         // As GlobalImplicit, and no binding at module level exists either.
};

enum class ScopeKind : uint8_t {
  Module,
  Class,
  Function,  // FunctionDef, AsyncFunctionDef
  Lambda,
  Comprehension,  // ListComp, SetComp, DictComp, GeneratorExp (before and after PEP 709)
  TypeParams,     // PEP 695: between a generic definition and what encloses it
  TypeAlias,      // the value of a `type` statement; also the bound or default of a type_param
};

struct ScopeId {
  uint32_t index = UINT32_MAX;
  constexpr bool is_valid() const { return index != UINT32_MAX; }
  friend constexpr auto operator<=>(ScopeId, ScopeId) = default;
};

// Which name is bound where, for one tree: a side table. Follows Python/symtable.c,
// including name mangling, class scopes that nested functions do not see, the first
// iterable of a comprehension (evaluated outside it), walrus targets in comprehensions
// (bound in the enclosing function), `global`, `nonlocal`, `import a.b` (binds `a`),
// `except E as n`, patterns, `del`, type parameters, and star imports.
class Scopes {
 public:
  // `tree` outlives the result.
  static Scopes Analyze(const Tree& tree);

  // The scope that evaluates node `id`. For a FunctionDef node itself: the scope that
  // contains the definition; its body, parameters: the function's own.
  ScopeId ScopeOf(NodeId id) const;
  ScopeKind kind(ScopeId scope) const;
  ScopeId parent(ScopeId scope) const;
  NodeId node(ScopeId scope) const;  // Module, ClassDef, FunctionDef, Lambda, ListComp, ...

  // `module.Class.method`, `f.<locals>.g`, `f.<locals>.<lambda>`: __qualname__ of the code
  // object; empty for the module.
  const std::string& qualified_name(ScopeId scope) const;

  // How `name` (not yet mangled) resolves when it is read in `scope`.
  Binding Resolve(ScopeId scope, std::string_view name) const;

  // True where `id`, a Name node in Load context, certainly denotes the builtin of that
  // name: nothing in the file binds it on the way, no star import, and it is not deleted
  // or assigned through `global`.
  bool IsBuiltin(NodeId id) const;

  // The dotted origin of an expression that reaches an import that is the only binding of
  // its first name: after `import sys as s`, `s._getframe` gives "sys._getframe"; after
  // `from collections import namedtuple as nt`, `nt` gives "collections.namedtuple". A
  // relative import keeps its dots. Empty where unknown.
  std::string QualifiedImport(NodeId expr) const;

  // `__x` in class `C` as the compiler sees it: `_C__x`.
  std::string Mangle(ScopeId scope, std::string_view name) const;

  // True if `import *` occurs at module level.
  bool has_star_import() const;

 private:
  struct Scope;
  struct Symbol;
  class Builder;
  const Tree* tree_ = nullptr;  // Not null; outlives the scopes.
  std::vector<Scope> scopes_;
  std::vector<ScopeId> scope_of_;  // By node.
};

}  // namespace weft
