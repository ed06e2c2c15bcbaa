#pragma once

#include "base/source_file.h"
#include "print/edit_list.h"

#include <string>

namespace weft {

// The text of `source` with `edits` (sorted, verified) applied. Puts a blank where an
// inserted word would merge with a word before or behind it (`not(f)()`).
std::string Print(const SourceFile& source, const EditList& edits);

}  // namespace weft
