#pragma once

#include "driver/tree_walk.h"

#include "select/module_index.h"

#include <span>

namespace weft {

// Reads the packages of a run, `__init__.py` files that is, and the modules of the run that
// they import by `*`, into `index`. What cannot be read or parsed is left out: the run itself
// reports it. `files` are sorted by path.
void LoadModuleIndex(std::span<const FoundFile> files, ModuleIndex& index);

}  // namespace weft
