#include "completions.h"

#include "command_python.h"
#include "commands.h"

#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace weft {
namespace {

std::string Join(const std::vector<std::string>& parts, std::string_view separator) {
  std::string out;
  for (const std::string& part : parts) {
    if (!out.empty()) out += separator;
    out += part;
  }
  return out;
}

// `text` within single quotes, for bash and zsh.
std::string Quote(std::string_view text) {
  std::string out = "'";
  for (char c : text) {
    if (c == '\'') {
      out += "'\\''";
    } else {
      out += c;
    }
  }
  return out + "'";
}

std::string QuoteForFish(std::string_view text) {
  std::string out = "'";
  for (char c : text) {
    if (c == '\'' || c == '\\') out += '\\';
    out += c;
  }
  return out + "'";
}

std::string CommandNames(const CommandTree& tree, std::string_view separator) {
  std::vector<std::string> names;
  for (const CommandInfo& command : tree.commands) names.push_back(command.name);
  return Join(names, separator);
}

// The words that can stand in place of an argument: options, and values of positionals.
std::string Words(const std::vector<OptionInfo>& options) {
  std::vector<std::string> words;
  for (const OptionInfo& option : options) {
    const std::vector<std::string>& more = option.names.empty() ? option.choices : option.names;
    words.insert(words.end(), more.begin(), more.end());
  }
  return Join(words, " ");
}

// `command --option` patterns of the options that take a value.
std::string BashPatterns(const CommandInfo& command, const OptionInfo& option) {
  std::vector<std::string> patterns;
  for (const std::string& name : option.names) {
    patterns.push_back(fmt::format("'{} {}'", command.name, name));
  }
  return Join(patterns, " | ");
}

std::string ZshValue(const OptionInfo& option) {
  switch (option.value) {
    case ValueKind::None:
      return "";
    case ValueKind::Anything:
      return ":value: ";
    case ValueKind::Path:
      return ":file:_files";
    case ValueKind::Choice:
      return fmt::format(":value:({})", Join(option.choices, " "));
  }
  return "";
}

std::string ZshSummary(std::string_view summary) {
  std::string out;
  for (char c : summary) {
    if (c == '[' || c == ']' || c == '\\' || c == ':') out += '\\';
    out += c;
  }
  return out;
}

std::string ZshArguments(const std::vector<OptionInfo>& options) {
  std::string out;
  for (const OptionInfo& option : options) {
    if (option.names.empty()) {
      std::string_view times = option.value == ValueKind::Path ? "*" : "1";
      out += " \\\n        " + Quote(fmt::format("{}{}", times, ZshValue(option)));
      continue;
    }
    std::string others = Join(option.names, " ");
    for (const std::string& name : option.names) {
      std::string spec =
          fmt::format("({}){}[{}]{}", others, name, ZshSummary(option.summary), ZshValue(option));
      out += " \\\n        " + Quote(spec);
    }
  }
  return out;
}

std::string FishOption(std::string_view condition, const OptionInfo& option) {
  std::string out = fmt::format("complete -c weft -n {}", QuoteForFish(condition));
  for (const std::string& name : option.names) {
    bool is_long = name.starts_with("--");
    out += fmt::format(" {} {}", is_long ? "-l" : "-s", name.substr(is_long ? 2 : 1));
  }
  if (option.value == ValueKind::Choice) {
    std::string_view kind = option.names.empty() ? "-f" : "-x";
    out += fmt::format(" {} -a {}", kind, QuoteForFish(Join(option.choices, " ")));
  } else if (option.value == ValueKind::Path && !option.names.empty()) {
    out += " -r -F";
  } else if (option.value == ValueKind::Anything) {
    out += " -x";
  }
  return out + fmt::format(" -d {}\n", QuoteForFish(option.summary));
}

}  // namespace

std::string BashCompletions(const CommandTree& tree) {
  std::string out =
      "# bash completion for weft\n"
      "_weft() {\n"
      "  local current=\"${COMP_WORDS[COMP_CWORD]}\" previous=\"${COMP_WORDS[COMP_CWORD-1]}\"\n"
      "  local command='' words='' i\n"
      "  COMPREPLY=()\n"
      "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
      "    case \"${COMP_WORDS[i]}\" in\n";
  out += fmt::format("      {}) command=\"${{COMP_WORDS[i]}}\"; break ;;\n",
                     CommandNames(tree, " | "));
  out += "    esac\n  done\n  case \"$command $previous\" in\n";
  for (const CommandInfo& command : tree.commands) {
    for (const OptionInfo& option : command.options) {
      if (option.names.empty() || option.value == ValueKind::None) continue;
      // With no reply, the default completes file names.
      std::string action = "return";
      if (option.value == ValueKind::Choice) {
        action = fmt::format("COMPREPLY=($(compgen -W '{}' -- \"$current\")); return",
                             Join(option.choices, " "));
      }
      out += fmt::format("    {}) {} ;;\n", BashPatterns(command, option), action);
    }
  }
  out += "  esac\n  case \"$command\" in\n";
  out += fmt::format("    '') words='{} {}' ;;\n", CommandNames(tree, " "), Words(tree.options));
  bool is_first = true;
  std::string pathless;
  for (const CommandInfo& command : tree.commands) {
    out += fmt::format("    {}) words='{}' ;;\n", command.name, Words(command.options));
    for (const OptionInfo& option : command.options) {
      if (!option.names.empty() || option.value == ValueKind::Path) continue;
      pathless += (is_first ? "" : " | ") + command.name;
      is_first = false;
    }
  }
  out += "  esac\n  case \"$command\" in\n";
  out += fmt::format("    '' | {}) ;;\n", pathless);
  out +=
      "    *) [[ $current == -* ]] || return ;;\n"
      "  esac\n"
      "  COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
      "}\n"
      "complete -o default -F _weft weft\n";
  return out;
}

std::string ZshCompletions(const CommandTree& tree) {
  std::string out =
      "#compdef weft\n"
      "_weft() {\n"
      "  local curcontext=\"$curcontext\" state line\n"
      "  typeset -A opt_args\n"
      "  local -a commands\n"
      "  commands=(\n";
  for (const CommandInfo& command : tree.commands) {
    out += fmt::format("    {}\n", Quote(command.name + ":" + command.summary));
  }
  out += "  )\n  _arguments -C" + ZshArguments(tree.options);
  out +=
      " \\\n        '1: :->command' \\\n        '*:: :->arguments'\n"
      "  case $state in\n"
      "    command) _describe command commands ;;\n"
      "    arguments)\n"
      "      case $line[1] in\n";
  for (const CommandInfo& command : tree.commands) {
    out +=
        fmt::format("      {}) _arguments -s{} ;;\n", command.name, ZshArguments(command.options));
  }
  out +=
      "      esac ;;\n"
      "  esac\n"
      "}\n"
      "if [[ $funcstack[1] == _weft ]]; then\n"
      "  _weft \"$@\"\n"
      "else\n"
      "  compdef _weft weft\n"
      "fi\n";
  return out;
}

std::string FishCompletions(const CommandTree& tree) {
  std::string out = "# fish completion for weft\n";
  for (const OptionInfo& option : tree.options) {
    out += FishOption("__fish_use_subcommand", option);
  }
  for (const CommandInfo& command : tree.commands) {
    out += fmt::format("complete -c weft -n __fish_use_subcommand -f -a {} -d {}\n", command.name,
                       QuoteForFish(command.summary));
    std::string condition = "__fish_seen_subcommand_from " + command.name;
    for (const OptionInfo& option : command.options) {
      bool is_default = option.names.empty() && option.value == ValueKind::Path;
      if (!is_default) out += FishOption(condition, option);
    }
  }
  return out;
}

int RunCompletionsCommand(const Options& options, Session& session) {
  CommandTree tree = DescribeCommands();
  for (CommandInfo& command : DescribePythonCommands()) tree.commands.push_back(std::move(command));
  if (options.name == "bash") {
    session.out.Write(BashCompletions(tree));
  } else if (options.name == "zsh") {
    session.out.Write(ZshCompletions(tree));
  } else {
    session.out.Write(FishCompletions(tree));
  }
  return kExitDone;
}

}  // namespace weft
