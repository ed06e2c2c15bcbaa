#pragma once

#include "driver/tree_walk.h"

#include <string>

namespace weft {

// The dotted name that `file` is most likely imported by, or an empty string. Packages are
// the directories above it that hold an `__init__.py`; a file in none of them is named by
// its place below the directory that was walked.
std::string ModuleName(const FoundFile& file);

}  // namespace weft
