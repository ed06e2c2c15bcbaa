#pragma once

#include "command_tree.h"
#include "commands.h"

#include <string>
#include <string_view>
#include <vector>

namespace weft {

// True for the commands that a Python interpreter carries out: `run`, `compile`, `repl`,
// `report`.
bool IsPythonCommand(std::string_view name);

// Those commands and their options, as `python3 -m weft COMMAND --help` has them.
std::vector<CommandInfo> DescribePythonCommands();

// `weft run ARG...` becomes `python3 -m weft run ARG...`: `--python FILE`, first behind the
// command, names another interpreter, as does the environment's WEFT_PYTHON. Returns only where
// that fails.
int RunPythonCommand(std::vector<std::string> args, Session& session);

}  // namespace weft
