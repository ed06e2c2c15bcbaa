#pragma once

#include "driver/problems.h"

#include <string>
#include <vector>

namespace weft {

// Replaces each argument `@FILE` by the lines of FILE, one argument per line; blank lines
// are skipped, and `@FILE` lines are replaced in turn. The names of the files read are
// added to `read_files`. An argument that begins with `@` is written `./@`.
std::vector<std::string> ExpandResponseFiles(const std::vector<std::string>& args,
                                             std::vector<std::string>& read_files,
                                             Problems& problems);

}  // namespace weft
