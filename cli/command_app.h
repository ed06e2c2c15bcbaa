#pragma once

#include "option_groups.h"

#include <CLI/CLI.hpp>

#include <memory>

// Only for what parses the command line and what describes it: CLI11 is slow to compile.

namespace weft {

// The program with its commands and their options. `parsed` outlives the result.
std::unique_ptr<CLI::App> MakeApp(Parsed& parsed);

}  // namespace weft
