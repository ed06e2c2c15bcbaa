#pragma once

#include "options.h"

#include "driver/config_file.h"

#include <span>

namespace weft {

// The keys of `[tool.weft]`: the long options that say what is done with a file. What says
// how the run goes or where its output goes stays on the command line.
const ConfigSchema& ConfigurationSchema();

// Sets what `entries` of `file` say, as far as the command has such an option and the command
// line does not give it.
void ApplyConfig(const ConfigFile& file, std::span<const ConfigEntry> entries, Options& options);

}  // namespace weft
