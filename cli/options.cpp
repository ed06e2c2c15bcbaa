#include "options.h"

#include "command_app.h"
#include "command_table.h"

#include "driver/problems.h"

#include <algorithm>
#include <charconv>
#include <memory>
#include <string_view>

#include <fmt/format.h>

namespace weft {
namespace {

constexpr unsigned kMaxJobs = 1024;
constexpr uint32_t kMaxIndent = 1000;

template <typename Enum>
Enum ChoiceIndex(std::string_view choices, std::string_view value) {
  // The n-th choice is the n-th enumerator.
  size_t at = choices.find(value);
  return static_cast<Enum>(
      std::count(choices.begin(), choices.begin() + static_cast<ptrdiff_t>(at), '|'));
}

EarlyExit UsageError(const std::string& command, std::string_view message) {
  std::string name = command.empty() ? "weft" : "weft " + command;
  return {kExitError, fmt::format("error: {}; see `{} --help`\n", message, name)};
}

void NoteOptions(const CLI::App& command, Options& options) {
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& name : option->get_lnames()) {
      options.known.insert(name);
      if (option->count() > 0) options.given.insert(name);
    }
  }
}

}  // namespace

PythonVersion Options::target() const {
  PythonVersion version;
  std::string_view minor = std::string_view(target_name).substr(2);  // Behind `3.`
  std::from_chars(minor.data(), minor.data() + minor.size(), version.minor);
  return version;
}

std::variant<Options, EarlyExit> ParseCommandLine(const std::vector<std::string>& args) {
  if (args.empty()) return UsageError("", "no command given");
  bool is_option = args[0].starts_with('-');
  if (!is_option && !IsCommandName(args[0])) {
    return UsageError("", fmt::format("unknown command `{}`", args[0]));
  }
  std::string command = is_option ? "" : args[0];
  Parsed parsed;
  std::unique_ptr<CLI::App> app = MakeApp(parsed);
  try {
    // CLI11 takes the arguments from the back.
    app->parse(std::vector<std::string>(args.rbegin(), args.rend()));
  } catch (const CLI::CallForHelp&) {
    return EarlyExit{kExitDone, app->help()};
  } catch (const CLI::CallForVersion& version) {
    return EarlyExit{kExitDone, std::string(version.what()) + "\n"};
  } catch (const CLI::ParseError& error) {
    return UsageError(command, ErrorText(std::string(error.what())));
  }
  Options& options = parsed.options;
  for (const CLI::App* chosen : app->get_subcommands()) NoteOptions(*chosen, options);
  if (options.jobs > kMaxJobs) {
    return UsageError(command, fmt::format("--jobs {} is more than {}", options.jobs, kMaxJobs));
  }
  if (options.indent > kMaxIndent) {
    return UsageError(command,
                      fmt::format("--indent {} is more than {}", *options.indent, kMaxIndent));
  }
  options.color = ChoiceIndex<When>(kColors, parsed.color);
  options.format = ChoiceIndex<Format>(kFormats, parsed.format);
  return options;
}

}  // namespace weft
