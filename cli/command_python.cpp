#include "command_python.h"

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <unistd.h>

namespace weft {
namespace {

namespace fs = std::filesystem;

// The folder that this program is in; empty where nobody knows.
fs::path OwnFolder() {
  std::error_code error;
  fs::path own = fs::read_symlink("/proc/self/exe", error);
  return error ? fs::path() : own.parent_path();
}

// Takes `--python FILE` out of `args`, behind the command.
std::string TakePython(std::vector<std::string>& args) {
  constexpr std::string_view kOption = "--python";
  if (args.size() >= 3 && args[1] == kOption) {
    std::string python = args[2];
    args.erase(args.begin() + 1, args.begin() + 3);
    return python;
  }
  if (args.size() >= 2 && args[1].starts_with("--python=")) {
    std::string python = args[1].substr(kOption.size() + 1);
    args.erase(args.begin() + 1);
    return python;
  }
  const char* wanted = std::getenv("WEFT_PYTHON");
  if (wanted != nullptr && *wanted != '\0') return wanted;
  // Installed from a wheel, it is in the folder of its interpreter.
  std::error_code error;
  fs::path beside = OwnFolder() / "python3";
  return OwnFolder().has_relative_path() && fs::exists(beside, error) ? beside.string() : "python3";
}

// In a build folder, the package is beside this program's folder.
void OfferPackage() {
  fs::path package = OwnFolder().parent_path() / "python";
  std::error_code error;
  if (!fs::exists(package / "weft" / "__init__.py", error)) return;
  const char* given = std::getenv("PYTHONPATH");
  std::string path = package.string();
  if (given != nullptr && *given != '\0') path += std::string(":") + given;
  ::setenv("PYTHONPATH", path.c_str(), 1);
}

}  // namespace

bool IsPythonCommand(std::string_view name) {
  return name == "run" || name == "compile" || name == "repl" || name == "report" ||
         name == "info" || name == "tag";
}

std::vector<CommandInfo> DescribePythonCommands() {
  const OptionInfo help{{"-h", "--help"}, "Print this help", ValueKind::None, {}};
  const OptionInfo paths{{}, "Files or folders", ValueKind::Path, {}};
  std::vector<OptionInfo> pipeline{
      help,
      {{"--passes"}, "Passes and presets, in order", ValueKind::Anything, {}},
      {{"-O"}, "Run the passes that optimise", ValueKind::Choice, {"1", "2"}},
      {{"--rules"}, "A rule file", ValueKind::Path, {}},
      {{"-D", "--define"}, "The value of a name", ValueKind::Anything, {}},
      {{"--transformer"}, "A class as PEP 511 has it, MODULE:NAME", ValueKind::Anything, {}},
      {{"--with"}, "The wrapper, MODULE:NAME", ValueKind::Anything, {}},
      {{"--packages"}, "Rewrite these packages", ValueKind::Anything, {}},
      {{"-o"}, "Use the .pyc files of this tag", ValueKind::Anything, {}},
      {{"--guard"}, "Check callees at run time", ValueKind::None, {}},
      {{"--in"}, "Functions to rewrite", ValueKind::Anything, {}},
      {{"--not-in"}, "Functions to leave alone", ValueKind::Anything, {}},
      {{"--limit"}, "Log longer runs of profiled functions", ValueKind::Anything, {}},
      {{"--only"}, "Calls to rewrite", ValueKind::Anything, {}},
      {{"--skip"}, "Calls to leave alone", ValueKind::Anything, {}},
      {{"--ignore-builtins"}, "Leave builtins alone", ValueKind::None, {}},
  };
  std::vector<OptionInfo> run = pipeline;
  run.push_back({{"--events"}, "Record runs for `weft report`", ValueKind::Path, {}});
  run.push_back({{"-m"}, "Run a module", ValueKind::Anything, {}});
  run.push_back({{"-c"}, "Run this text", ValueKind::Anything, {}});
  run.push_back(paths);
  std::vector<OptionInfo> compile = pipeline;
  compile.push_back({{"--invalidation-mode"},
                     "How a .pyc is found to be that of its source",
                     ValueKind::Choice,
                     {"timestamp", "checked-hash", "unchecked-hash"}});
  compile.push_back(paths);
  std::vector<OptionInfo> report{
      help,
      {{"--format"},
       "What to print",
       ValueKind::Choice,
       {"table", "json", "speedscope", "chrome", "pstats"}},
      {{"-o"}, "Write to this file", ValueKind::Path, {}},
      {{"--sort"},
       "The order of the table",
       ValueKind::Choice,
       {"function", "line", "call", "count", "total", "min", "mean", "max"}},
      {{"--top"}, "Only the first rows of the table", ValueKind::Anything, {}},
      paths,
  };
  return {
      {"run", "Run a program, rewritten while it is imported", std::move(run)},
      {"compile", "Write the tagged .pyc files of sources", std::move(compile)},
      {"repl", "An interactive session that is rewritten", pipeline},
      {"tag", "Print the tag of a pipeline", std::move(pipeline)},
      {"info", "Tell what made tagged .pyc files", {help, paths}},
      {"report", "Show what event files of profiled runs say", std::move(report)},
  };
}

int RunPythonCommand(std::vector<std::string> args, Session& session) {
  std::string python = TakePython(args);
  OfferPackage();
  std::string dash_m = "-m";
  std::string module = "weft";
  std::vector<char*> pointers{python.data(), dash_m.data(), module.data()};
  for (std::string& arg : args) pointers.push_back(arg.data());
  pointers.push_back(nullptr);
  ::execvp(python.c_str(), pointers.data());
  std::string reason = std::generic_category().message(errno);
  return ReportUsageError(session, fmt::format("cannot start {}: {}", python, reason));
}

}  // namespace weft
