#pragma once

#include "options.h"

#include <span>
#include <string_view>

namespace weft {

// What the help tells of a command.
struct CommandRow {
  Command command;
  const char* name;
  const char* summary;
  const char* footer;
};

// In the order of the help.
std::span<const CommandRow> AllCommands();

bool IsCommandName(std::string_view name);

// What the help of the program ends with.
const char* ProgramFooter();

}  // namespace weft
