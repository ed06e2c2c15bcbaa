#pragma once

#include "plugins/plugin_worker.h"

#include "passes/catalog.h"

#include <optional>
#include <string>

namespace weft {

// Adds the passes of a plug-in, the shared object at `path`, to `catalog`. Says what is wrong with
// it. docs/writing-a-plugin.md tells of plug-ins.
std::optional<std::string> AddPlugin(const std::string& path, const PluginProgram& program,
                                     Catalog& catalog);

}  // namespace weft
