#pragma once

#include "base/source_file.h"
#include "print/copied_runs.h"
#include "print/edit_list.h"

#include <string>
#include <vector>

namespace weft {

// The text of `source` with `edits` (sorted, verified) applied. Puts a blank where an
// inserted word would merge with a word before or behind it (`not(f)()`).
std::string Print(const SourceFile& source, const EditList& edits);

// The same. Fills `runs`, in order: what stands between them was inserted.
std::string Print(const SourceFile& source, const EditList& edits, std::vector<CopiedRun>& runs);

}  // namespace weft
