#pragma once

#include "command_tree.h"

#include <string>

namespace weft {

// Scripts that complete the program's commands, options and values.
std::string BashCompletions(const CommandTree& tree);
std::string ZshCompletions(const CommandTree& tree);
std::string FishCompletions(const CommandTree& tree);

}  // namespace weft
