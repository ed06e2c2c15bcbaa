#pragma once

#include "base/diagnostics.h"
#include "passes/pass.h"
#include "print/prologue.h"
#include "syntax/tree.h"

#include <optional>
#include <span>
#include <string>

namespace weft {

// `--verify=ast`: parses `bytes`, what `passes` made of `input`, undoes the passes on its
// tree, and compares: kinds, fields, contexts, nesting, the text of names, operators and
// constants, and the first and last line of every node. Only `OwnLine` as `prologue` may have
// moved lines, by one. False, and reported at the place in the input, where the trees differ.
// Every pass has an `undo`.
bool VerifyAst(const Tree& input, std::span<const Pass* const> passes, const PassOptions& options,
               std::optional<ProloguePlace> prologue, std::string bytes, Diagnostics& diagnostics);

}  // namespace weft
