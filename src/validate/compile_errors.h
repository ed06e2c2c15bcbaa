#pragma once

#include "syntax/tree.h"
#include "validate/findings.h"

#include <string_view>

// What Python/compile.c refuses about single nodes. Each function reports at most what the
// node itself is at fault for, in the phase Code.
namespace weft {

inline constexpr std::string_view kDebugName = "__debug__";

// `__debug__` is neither bound nor deleted. A Name; an Attribute that is assigned to; the
// name of a function or class; `x: int` without a value; the name that fills `role` of `id`
// (reported at `at`); what an alias binds.
void CheckDebugName(const Tree& tree, NodeId id, Findings& findings);
void CheckDebugAttribute(const Tree& tree, NodeId id, Findings& findings);
void CheckDefinedName(const Tree& tree, NodeId id, Findings& findings);
void CheckDebugAnnotation(const Tree& tree, NodeId id, Findings& findings);
void CheckDebugBinding(const Tree& tree, NodeId id, NodeId at, Role role, Findings& findings);
void CheckImportedName(const Tree& tree, NodeId statement, NodeId alias, Findings& findings);

// The keywords of a Call or a ClassDef: none twice.
void CheckKeywords(const Tree& tree, NodeId id, Findings& findings);

// The handlers of a Try: `except:` comes last.
void CheckHandlers(const Tree& tree, NodeId id, Findings& findings);

// A Starred stands in a list, tuple, set, call or class definition.
void CheckStarred(const Tree& tree, NodeId id, Findings& findings);

// A List or Tuple that is assigned to: one star at most, and not too far behind.
void CheckUnpacking(const Tree& tree, NodeId id, Findings& findings);

// True for an expression that Python/ast_opt.c makes a constant of, as far as its kinds show.
bool IsFoldedConstant(const Tree& tree, NodeId id);

// Where a statement begins without its decorators, which Python's `ast` does not count in.
Span DefinitionSpan(const Tree& tree, NodeId id);

}  // namespace weft
