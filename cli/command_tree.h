#pragma once

#include <string>
#include <vector>

namespace weft {

// What follows an option's name, as far as completion cares.
enum class ValueKind { None, Anything, Path, Choice };

struct OptionInfo {
  std::vector<std::string> names;  // `-o`, `--output`; empty for a positional argument.
  std::string summary;
  ValueKind value = ValueKind::None;
  std::vector<std::string> choices;
};

struct CommandInfo {
  std::string name;
  std::string summary;
  std::vector<OptionInfo> options;
};

// The commands and options of the program, free of the library that parses them.
struct CommandTree {
  std::vector<OptionInfo> options;  // Of the program itself.
  std::vector<CommandInfo> commands;
};

// What there is to complete.
CommandTree DescribeCommands();

}  // namespace weft
