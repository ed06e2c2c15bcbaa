#pragma once

#include "print/edit_list.h"

#include <string_view>

namespace weft {

// Checks the contract of `edits` (sorted) against `tree`: each edit stays in its owner's
// gaps, adds and removes no line break, and no two overlap. Reports what a pass broke;
// false if anything was. Cost: linear in edits.
bool Verify(const Tree& tree, const EditList& edits, std::string_view pass_name,
            Diagnostics& diagnostics);

// The same for edits of a text that was not parsed: all are Whole.
bool VerifyText(const SourceFile& source, const EditList& edits, std::string_view pass_name,
                Diagnostics& diagnostics);

}  // namespace weft
