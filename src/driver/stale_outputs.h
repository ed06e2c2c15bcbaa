#pragma once

#include "driver/problems.h"

#include <string>
#include <vector>

namespace weft {

// Deletes what an earlier run wrote below `directory` and this one did not, and remembers
// `outputs` (relative paths) for the next run in `directory/.weft-outputs`. A file that
// no such record names is never touched. Returns the number of files deleted.
size_t DeleteStaleOutputs(const std::string& directory, std::vector<std::string> outputs,
                          Problems& problems);

}  // namespace weft
