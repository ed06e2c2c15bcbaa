#pragma once

#include "passes/pass.h"

namespace weft {

// Resolves tests on names whose value is given (`set=DEBUG=False`), and takes out the branches
// that never run:
//
//   if DEBUG: dump()               (nothing)
//   if settings.LEVEL > 3:         if 1:        (with set=settings.LEVEL=4)
//   x = a if DEBUG else b          x = b
//
// A name counts only where it is the module's: imported, bound by nothing in the file, or bound
// by one assignment at module level, which is its default and stays. A dotted name counts as it
// is written behind an import, and as what imports show it to be.
void Define(const PassInput& input, PassOutput& output, Diagnostics& diagnostics);

// For define[set=NAME=VALUE]; a bare NAME is True.
std::optional<std::string> SetDefine(std::string_view value, PassOptions& options);

// Appends `NAME=LITERAL` for `value`, which may be a bare NAME, or says what is wrong with it.
std::optional<std::string> AddDefine(std::string_view value, std::vector<std::string>& defines);

// True for `NAME` and `a.b.NAME`.
bool IsDottedName(std::string_view name);

}  // namespace weft
