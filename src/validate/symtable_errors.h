#pragma once

#include "syntax/scopes.h"
#include "syntax/tree.h"
#include "validate/findings.h"

#include <vector>

// What Python/symtable.c refuses.
namespace weft {

// The parameters of an `arguments`: no name twice, and not `__debug__`.
void CheckArguments(const Tree& tree, NodeId id, Findings& findings);

// The type parameters of a definition or a TypeAlias: no name twice, none without a default
// behind one that has one, and not `__debug__`.
void CheckTypeParams(const Tree& tree, NodeId id, Findings& findings);

// `:=` inside comprehensions, given those of the file.
void CheckWalruses(const Tree& tree, const std::vector<NodeId>& walruses, Findings& findings);

// `global` and `nonlocal`: not behind a use of the name, and with something to mean.
void CheckDeclarations(const Tree& tree, const Scopes& scopes, Findings& findings);

}  // namespace weft
