#pragma once

#include "options.h"

#include "passes/catalog.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weft {

// What this program is called with to run a plug-in. Not a command for people.
inline constexpr std::string_view kPluginHostCommand = "plugin-host";

// Adds the passes of rule files and plug-ins to `catalog`, or says what is wrong with one.
std::optional<std::string> AddForeignPasses(const Options& options, Catalog& catalog);

// Fills `passes`, in order, and their part of `pass_options`, or says what is wrong with the
// command line.
std::optional<std::string> SetUpPasses(const Options& options, const Catalog& catalog,
                                       std::vector<const Pass*>& passes, PassOptions& pass_options);

// Makes `select` say what the options of the passes say of it, and what names mean to them.
void SetUpFunctions(const std::vector<const Pass*>& passes, const PassOptions& pass_options,
                    SelectionOptions& select);

bool HasPass(const std::vector<const Pass*>& passes, std::string_view name);

}  // namespace weft
