#include "command_python.h"

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <system_error>
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
  return name == "run" || name == "compile" || name == "repl";
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
