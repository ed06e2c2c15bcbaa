#pragma once

#include "base/span.h"
#include "syntax/tree.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace weft {

struct ScopeTable;

// How CPython's symtable.c resolves a name in a scope.
enum class Binding : uint8_t {
  Local,           // Bound in this scope: parameter, assignment, import, def, for, with, ...
  Cell,            // Local, and used by a nested scope.
  Free,            // Local or cell of an enclosing function.
  GlobalExplicit,  // Named by a `global` statement.
  GlobalImplicit,  // Bound nowhere in the enclosing functions, and not certainly a builtin.
  Builtin,         // As GlobalImplicit, but a builtin that nothing at module level binds.
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

// Whether `from m import *` is taken to bind any name at module level (to be certain of what
// a name is), or none (to know what it almost always is).
enum class StarImports : uint8_t { MayBind, Ignore };

inline constexpr ScopeId kNoScope{};
inline constexpr ScopeId kModuleScope{0};

// Which name is bound where, for one tree: a side table. Follows Python/symtable.c,
// including name mangling, class scopes that nested functions do not see, the first
// iterable of a comprehension (evaluated outside it), walrus targets in comprehensions
// (bound in the enclosing function), `global`, `nonlocal`, `import a.b` (binds `a`),
// `except E as n`, patterns, `del`, type parameters, and star imports.
//
// A comprehension is a scope of its own here, as it was before PEP 709 and as its names
// still behave. An annotation belongs to what encloses its function, as before PEP 649.
// What a module does to its names at run time (`globals()["len"] = ...`, `exec`, a metaclass
// with `__prepare__`) is not seen.
class Scopes {
 public:
  // `tree` outlives the result.
  static Scopes Analyze(const Tree& tree);
  Scopes(const Scopes&) = delete;
  Scopes& operator=(const Scopes&) = delete;
  Scopes(Scopes&& other) noexcept;
  Scopes& operator=(Scopes&& other) noexcept;
  ~Scopes();

  // The scope that evaluates node `id`. For a FunctionDef node itself: the scope that
  // contains the definition; its body, parameters: the function's own.
  ScopeId ScopeOf(NodeId id) const;
  ScopeKind kind(ScopeId scope) const;
  ScopeId parent(ScopeId scope) const;  // kNoScope for the module.
  NodeId node(ScopeId scope) const;     // Module, ClassDef, FunctionDef, Lambda, ListComp, ...

  // Scopes are numbered from 0, the module; a parent comes before its children.
  size_t num_scopes() const;

  // `C.m`, `f.<locals>.g`, `f.<locals>.<lambda>`: __qualname__ of the code object; empty for
  // the module. A function or class in a list, set or dict comprehension has the name it had
  // before PEP 709, with `<listcomp>` in it.
  const std::string& qualified_name(ScopeId scope) const;

  // True if a `yield` is in the scope itself; for `def` that makes a generator.
  bool is_generator(ScopeId scope) const;

  // False inside an annotation that is never evaluated: any where `from __future__ import
  // annotations` is on, and that of a variable in a function body.
  bool IsEvaluated(NodeId id) const;

  // How `name` (not yet mangled) resolves when it is read in `scope`.
  Binding Resolve(ScopeId scope, std::string_view name) const;

  // As Resolve in the scope of `id`, which is a Name.
  Binding BindingOf(NodeId id) const;

  // Every name that the scope mentions, as the compiler spells it (mangled, NFKC), sorted.
  // Names that only pass through to a nested scope are not among them.
  struct NamedBinding {
    std::string_view name;
    Binding binding;
  };
  std::vector<NamedBinding> Names(ScopeId scope) const;

  // True where `id`, a Name node in Load context, certainly denotes the builtin of that
  // name: nothing in the file binds it on the way, no star import, and it is not deleted
  // or assigned through `global`.
  bool IsBuiltin(NodeId id, StarImports star_imports = StarImports::MayBind) const;

  // The dotted origin of an expression that reaches an import that is the only binding of
  // its first name: after `import sys as s`, `s._getframe` gives "sys._getframe"; after
  // `from collections import namedtuple as nt`, `nt` gives "collections.namedtuple". A
  // relative import keeps its dots. Empty where unknown; a module-level name is unknown
  // where a star import may bind it.
  std::string QualifiedImport(NodeId expr, StarImports star_imports = StarImports::MayBind) const;

  // What an expression of names and dots stands for, as far as the file proves it. Star
  // imports are taken to bind nothing.
  struct Origin {
    enum class Kind : uint8_t { Unknown, Builtin, Import, Definition };
    Kind kind = Kind::Unknown;
    // Import: as QualifiedImport. Definition: a path that begins with what `def` and `class`
    // at module level alone bind: "C.make". Builtin: the name. Empty where unknown.
    std::string dotted;
  };
  Origin OriginOf(NodeId expr) const;

  // What the module exports under `name`, likewise; of a builtin, nothing.
  Origin OriginOfExport(std::string_view name) const;

  // What `from m import *` at module level names, in source order; relative names keep their
  // dots.
  std::vector<std::string> StarModules() const;

  // `__x` in class `C` as the compiler sees it: `_C__x`.
  std::string Mangle(ScopeId scope, std::string_view name) const;

  // True if `import *` occurs at module level.
  bool has_star_import() const;

  // True if `from __future__ import annotations` does.
  bool has_future_annotations() const;

 private:
  Scopes(const Tree& tree, std::unique_ptr<const ScopeTable> table);

  const Tree* tree_;  // Not null; outlives the scopes.
  std::unique_ptr<const ScopeTable> table_;
};

}  // namespace weft
