#include "command_app.h"
#include "command_tree.h"

#include <utility>

namespace weft {
namespace {

OptionInfo DescribeOption(const CLI::Option& option, const Parsed& parsed) {
  OptionInfo info;
  for (const std::string& name : option.get_snames()) info.names.push_back("-" + name);
  for (const std::string& name : option.get_lnames()) info.names.push_back("--" + name);
  info.summary = option.get_description();
  std::string type = option.get_type_size() == 0 ? "" : option.get_type_name();
  if (auto at = parsed.choices.find(&option); at != parsed.choices.end()) {
    info.value = ValueKind::Choice;
    info.choices = CLI::detail::split(at->second, '|');
  } else if (!type.empty()) {
    info.value = type == "PATH" || type == "FILE" ? ValueKind::Path : ValueKind::Anything;
  }
  return info;
}

}  // namespace

CommandTree DescribeCommands() {
  Parsed parsed;
  std::unique_ptr<CLI::App> app = MakeApp(parsed);
  CommandTree tree;
  for (const CLI::Option* option : app->get_options()) {
    tree.options.push_back(DescribeOption(*option, parsed));
  }
  for (const CLI::App* command : app->get_subcommands({})) {
    CommandInfo info{command->get_name(), command->get_description(), {}};
    for (const CLI::Option* option : command->get_options()) {
      info.options.push_back(DescribeOption(*option, parsed));
    }
    tree.commands.push_back(std::move(info));
  }
  return tree;
}

}  // namespace weft
