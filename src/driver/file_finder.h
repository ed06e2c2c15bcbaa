#pragma once

#include "driver/tree_walk.h"

#include <string>
#include <vector>

namespace weft {

// Expands the PATH arguments: a file is taken whatever its name, a directory is walked,
// `-` is standard input, called `stdin_name`. The files come sorted by path and each once,
// even where arguments overlap.
FoundFiles FindFiles(const std::vector<std::string>& paths, const WalkOptions& options,
                     const std::string& stdin_name);

// `path` without `./`, `//` and a `/` at its end. `..` stays: behind a symbolic link it
// does not undo the part before it.
std::string NormalizePath(std::string_view path);

}  // namespace weft
