#pragma once

#include "syntax/scopes.h"
#include "syntax/tree.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace weft {

// What kind(...) may say of the calls in `scope`: bits of function_kind. Lambdas and
// comprehensions count as part of what they are in.
uint16_t FunctionKindsOf(const Tree& tree, const Scopes& scopes, ScopeId scope);

// The qualified name of `scope` without `<locals>`; `<module>` for the module.
std::string ScopeName(const Scopes& scopes, ScopeId scope);

// The scope of what is in a FunctionDef, AsyncFunctionDef, Lambda or ClassDef.
ScopeId BodyScope(const Tree& tree, const Scopes& scopes, NodeId definition);

// `f.<locals>.g` is `f.g`.
std::string WithoutLocals(std::string_view qualified_name);

}  // namespace weft
