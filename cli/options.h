#pragma once

#include "base/line_column.h"
#include "syntax/python_version.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

namespace weft {

enum class Command : uint8_t {
  Wrap,
  Profile,
  Rewrite,
  Strip,
  Check,
  Ast,
  Explain,
  Passes,
  Completions
};
enum class Format : uint8_t { Human, Json, Sarif, GitHub };
enum class When : uint8_t { Auto, Always, Never };

// Exit codes; part of the command line contract.
inline constexpr int kExitDone = 0;
inline constexpr int kExitFound = 1;         // --check, --diff or `check` found something.
inline constexpr int kExitError = 2;         // Usage, configuration, I/O or internal error.
inline constexpr int kExitSyntaxErrors = 3;  // Some inputs had errors and were left unchanged.

// Which calls and functions: the options of selection, as given.
struct SelectionOptions {
  std::vector<std::string> only;
  std::vector<std::string> skip;
  std::vector<std::string> in;
  std::vector<std::string> not_in;
  std::vector<std::string> decorated;
  std::vector<std::string> base;
  std::vector<std::string> kind;
  std::vector<std::string> pointcut;
  bool ignore_builtins = false;
  // A name alone, of --in and --not-in, is that of a function in any module, not of a module.
  bool takes_functions = false;
  bool strict = false;
};

// Where a configuration says something.
struct ConfigPlace {
  std::string path;
  LineColumn place;
};

// The command line, taken apart, or what a configuration makes of it for some files. Every
// command reads what concerns it.
// NOLINTNEXTLINE(clang-analyzer-optin.performance.Padding): sorted by topic.
struct Options {
  Command command = Command::Wrap;
  std::vector<std::string> paths;

  // Passes
  std::optional<std::string> passes;  // --passes LIST, not yet taken apart.
  std::vector<std::string> rules;     // --rules FILE
  std::vector<std::string> plugins;   // --plugin FILE
  std::string plugin_timeout;         // --timeout-per-file DURATION, not yet validated.
  std::vector<std::string> define;    // --define NAME=VALUE, not yet validated.
  std::string optimise;               // `1` or `2`, of -O
  std::string print_after;            // --print-after PASS
  bool verify_each = false;           // --verify-each
  bool time_passes = false;           // --time-passes
  std::string wrapper;                // --with MODULE:NAME, not yet validated.
  bool guard = false;
  bool no_decorators = false;
  bool no_defaults = false;
  bool no_undo = false;
  std::vector<std::string> verify;  // As given: `ast`.
  std::string limit;                // --limit DURATION, not yet validated.
  std::string clock;                // --clock

  SelectionOptions select;

  // Output
  std::string output;
  bool in_place = false;
  bool diff = false;
  bool check = false;
  bool copy_others = false;
  bool delete_stale = false;
  std::string manifest;
  std::string depfile;

  // Input
  std::string stdin_filename;
  bool no_gitignore = false;
  std::vector<std::string> exclude;  // --exclude PATTERN

  // Configuration
  std::string config;                                          // --config FILE
  bool isolated = false;                                       // Without any.
  std::set<std::string, std::less<>> known;                    // Long options of the command,
  std::set<std::string, std::less<>> given;                    // those that were given, and
  std::map<std::string, ConfigPlace, std::less<>> configured;  // those that a file sets.

  // Running
  unsigned jobs = 0;  // 0: one per processor.
  bool quiet = false;
  bool verbose = false;
  When color = When::Auto;
  Format format = Format::Human;

  // The tree
  std::string target_name = "3.13";
  bool no_attributes = false;
  std::optional<uint32_t> indent;

  std::string explained = "wrap-calls";  // `explain --pass NAME`
  bool compare = false;                  // `explain --compare`: the paths are two manifests.
  std::string at;                        // `explain --at FILE:LINE[:COL]`
  std::string name;                      // `passes NAME`, `completions SHELL`

  std::vector<std::string> response_files;  // Read on the way here.

  PythonVersion target() const;  // What `target_name` says.
};

// What to print instead of running a command: help, the version, or a usage error.
struct EarlyExit {
  int code = kExitDone;
  std::string text;  // Without `weft: ` in front.
};

std::variant<Options, EarlyExit> ParseCommandLine(const std::vector<std::string>& args);

}  // namespace weft
