#include "options.h"

#include "help_formatter.h"

#include "driver/problems.h"
#include "passes/pass.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <charconv>
#include <map>
#include <memory>
#include <string_view>
#include <utility>

#include <fmt/format.h>

// The only file that sees CLI11: it is slow to compile.

namespace weft {
namespace {

constexpr unsigned kMaxJobs = 1024;
constexpr size_t kHelpColumn = 28;
constexpr uint32_t kMaxIndent = 1000;

constexpr const char* kTargets = "3.8|3.9|3.10|3.11|3.12|3.13|3.14";
constexpr const char* kFormats = "human|json|sarif|github";
constexpr const char* kAbout = "Weft, a compiler from Python to Python";
constexpr const char* kMainFooter =
    "Examples:\n"
    "  weft wrap --with mytrace:call app.py              print app.py with its calls wrapped\n"
    "  weft wrap --with mytrace:call -o build/src src    a rewritten copy of a source tree\n"
    "  weft strip --in-place src                         the original of rewritten files\n"
    "  weft check src                                    report syntax errors\n"
    "  weft wrap --help                                  the options of one command\n"
    "  weft run --with mytrace:call app.py               run app.py, rewritten as it is imported;\n"
    "                                                    also: weft compile, weft repl\n"
    "\n"
    "Exit codes: 0 done; 1 --check, --diff or `check` found something; 2 usage, I/O or\n"
    "internal error; 3 some inputs had errors and were left unchanged.";
constexpr const char* kWrapFooter =
    "Examples:\n"
    "  weft wrap --with mytrace:call app.py > traced.py\n"
    "  weft wrap --with mytrace:call --copy-others -o build/src src\n"
    "  weft wrap --with mytrace:call --diff src | less\n"
    "  weft wrap --with mytrace:call --only 'requests.*' --not-in 'tests.*' -o out src\n"
    "  weft wrap --with mytrace:call --pointcut 'call(requests.*) && kind(async)' app.py\n"
    "  git show HEAD:app.py | weft wrap --with mytrace:call -";
constexpr const char* kProfileFooter =
    "Examples:\n"
    "  weft profile --in 'handle_*' --limit 300ms app.py > timed.py\n"
    "  weft profile --in 'shop.orders:*' --copy-others -o build/src src\n"
    "  weft profile src -o build/src                     what @weft.profile(...) marks";
constexpr const char* kRewriteFooter =
    "Examples:\n"
    "  weft rewrite --passes wrap-calls --with mytrace:call -o out src\n"
    "  weft rewrite --passes wrap-calls --with mytrace:call --check src\n"
    "  weft passes                                       what LIST may hold";
constexpr const char* kStripFooter =
    "Examples:\n"
    "  weft strip traced.py > app.py\n"
    "  weft strip --in-place src\n"
    "  weft strip --check src                            name what is rewritten\n"
    "  weft strip -o original build/src";
constexpr const char* kCheckFooter =
    "Examples:\n"
    "  weft check src tests\n"
    "  weft check --target 3.9 src\n"
    "  weft check --format github .\n"
    "  weft check --stdin-filename app.py - < app.py";
constexpr const char* kAstFooter =
    "Examples:\n"
    "  weft ast app.py\n"
    "  weft ast --indent 2 --no-attributes app.py | less\n"
    "  echo 'x = 1' | weft ast --target 3.8 -";
constexpr const char* kExplainFooter =
    "Examples:\n"
    "  weft explain app.py\n"
    "  weft explain --skip 'log.*' --ignore-builtins src\n"
    "  weft explain --at app.py:12 --pointcut 'call(requests.*)' .\n"
    "  weft explain --format json src > sites.json\n"
    "  weft explain --compare old.json new.json";
constexpr const char* kPassesFooter =
    "Examples:\n"
    "  weft passes\n"
    "  weft passes wrap-calls";
constexpr const char* kCompletionsFooter =
    "Examples:\n"
    "  weft completions bash > ~/.local/share/bash-completion/completions/weft\n"
    "  weft completions zsh > ~/.zfunc/_weft\n"
    "  weft completions fish > ~/.config/fish/completions/weft.fish";

struct CommandRow {
  Command command;
  const char* name;
  const char* summary;
  const char* footer;
};

constexpr CommandRow kCommands[] = {
    {Command::Wrap, "wrap", "Route every call through a wrapper of yours", kWrapFooter},
    {Command::Profile, "profile", "Time the calls of chosen functions", kProfileFooter},
    {Command::Rewrite, "rewrite", "Run chosen passes; the general form of wrap and profile",
     kRewriteFooter},
    {Command::Strip, "strip", "Give back the original of rewritten files", kStripFooter},
    {Command::Check, "check", "Report syntax errors as CPython does", kCheckFooter},
    {Command::Ast, "ast", "Print the syntax tree as CPython's ast.dump does", kAstFooter},
    {Command::Explain, "explain", "Tell of each call whether wrap would wrap it, or why not",
     kExplainFooter},
    {Command::Passes, "passes", "List the passes, or tell about one", kPassesFooter},
    {Command::Completions, "completions", "Print a completion script for a shell",
     kCompletionsFooter},
};

// What the options are parsed into. Outlives the App that points into it.
struct Parsed {
  Options options;
  std::string passes;
  std::string color = "auto";
  std::string format = "human";
  std::string target = "3.13";
  std::map<const CLI::Option*, std::string> choices;  // `a|b|c`, of options that have some.
};

std::string JoinPassNames() {
  std::string names;
  for (const Pass& pass : AllPasses()) {
    if (!names.empty()) names += '|';
    names += pass.name;
  }
  return names;
}

// An option whose values are listed in `choices`, separated by `|`.
CLI::Option* AddChoice(CLI::App& app, Parsed& parsed, const std::string& names, std::string& value,
                       const std::string& choices, const std::string& summary) {
  auto check = [choices](const std::string& given) -> std::string {
    bool is_known = ("|" + choices + "|").find("|" + given + "|") != std::string::npos;
    std::string list = CLI::detail::find_and_replace(choices, "|", ", ");
    return is_known ? "" : fmt::format("`{}` is none of {}", given, list);
  };
  CLI::Option* option = app.add_option(names, value, summary);
  parsed.choices[option] = choices;
  return option->type_name(choices)->check(CLI::Validator(check, ""));
}

void AddPaths(CLI::App& app, Options& options, bool is_required = true) {
  app.add_option("PATH", options.paths,
                 "Files, directories (walked for *.py), `-` for standard input, or @FILE that "
                 "lists arguments, one per line")
      ->type_name("PATH")
      ->required(is_required);
}

void AddPassOptions(CLI::App& app, Options& options) {
  app.add_flag("--no-decorators", options.no_decorators, "Leave calls in decorators alone")
      ->group("Passes");
  app.add_flag("--no-defaults", options.no_defaults, "Leave calls in parameter defaults alone")
      ->group("Passes");
}

void AddWrapOptions(CLI::App& app, Options& options, bool is_required) {
  app.add_option("--with", options.wrapper,
                 "The wrapper: `f(a)` becomes NAME(f, a), imported from MODULE")
      ->type_name("MODULE:NAME")
      ->required(is_required)
      ->group("Passes");
  app.add_flag("--guard", options.guard,
               "Check at run time that no alias of locals(), super() and the like is wrapped")
      ->group("Passes");
  AddPassOptions(app, options);
  app.add_flag("--no-undo", options.no_undo, "Add no comment for `weft strip`")->group("Passes");
  app.add_option("--verify", options.verify,
                 "Check the output; ast: undo the passes on its tree and compare that with the "
                 "input's; compile[:PYTHON,...]: compile it; run:COMMAND: run a command for both, "
                 "with {} for the path")
      ->type_name("HOW")
      ->group("Passes");
}

void AddProfileOptions(CLI::App& app, Parsed& parsed, bool has_in) {
  if (has_in) {
    app.add_option("--in", parsed.options.in,
                   "Profile the functions that PATTERN (`module:Class.method`, with `*`) matches, "
                   "besides those that @weft.profile(...) marks")
        ->type_name("PATTERN")
        ->group("Passes");
  }
  app.add_option("--limit", parsed.options.limit,
                 "Log the calls of every run that takes as long or longer: 0.3, 300ms, 2s, 1m")
      ->type_name("DURATION")
      ->group("Passes");
  AddChoice(app, parsed, "--clock", parsed.options.clock, "wall|running",
            "Whether the time that a function waits at yield and await counts")
      ->group("Passes");
}

// An option that may be given several times, with one value each time.
void AddPatterns(CLI::App& app, const char* name, std::vector<std::string>& values,
                 const char* type, const char* summary) {
  app.add_option(name, values, summary)
      ->type_name(type)
      ->expected(1)
      ->allow_extra_args(false)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->group("Selection");
}

void AddSelectionOptions(CLI::App& app, SelectionOptions& select) {
  AddPatterns(app, "--only", select.only, "PATTERN",
              "Take only calls of this callee, as written: a.b[*].c, math.*");
  AddPatterns(app, "--skip", select.skip, "PATTERN", "Leave calls of this callee alone");
  app.add_flag("--ignore-builtins", select.ignore_builtins, "Leave calls of builtins alone")
      ->group("Selection");
  AddPatterns(app, "--in", select.in, "MODULE:NAME",
              "Take only calls in these functions, classes or modules: shop.*:Cart.*");
  AddPatterns(app, "--not-in", select.not_in, "MODULE:NAME", "Leave calls in these alone");
  AddPatterns(app, "--decorated", select.decorated, "NAME",
              "Take only calls in functions or classes with this decorator");
  AddPatterns(app, "--base", select.base, "NAME", "Take only calls in classes with this base");
  AddPatterns(app, "--kind", select.kind, "KIND",
              "Take only calls in functions of this kind: async, generator, test, ...");
  AddPatterns(app, "--pointcut", select.pointcut, "EXPR",
              "Take only calls that EXPR is true for: 'call(requests.*) && !within(tests.*)'");
  app.add_flag("--strict", select.strict, "Take a pattern that matched nothing for an error")
      ->group("Selection");
}

void AddOutputOptions(CLI::App& app, Options& options, bool has_manifest = true) {
  constexpr const char* kGroup = "Output";
  auto* output = app.add_option("-o,--output", options.output,
                                "Write here: a file for one input file, else a directory that "
                                "mirrors the tree")
                     ->type_name("PATH");
  auto* in_place = app.add_flag("--in-place", options.in_place, "Rewrite changed files in place");
  auto* diff = app.add_flag("--diff", options.diff, "Only show what would change; exit 1 if any");
  auto* check =
      app.add_flag("--check", options.check, "Only name files that would change; exit 1 if any");
  output->excludes(in_place)->excludes(diff)->excludes(check)->group(kGroup);
  in_place->excludes(diff)->excludes(check)->group(kGroup);
  diff->excludes(check)->group(kGroup);
  check->group(kGroup);
  app.add_flag("--copy-others", options.copy_others,
               "With -o DIR: bring along files that are not Python, and links that stay inside")
      ->group(kGroup);
  app.add_flag("--delete-stale", options.delete_stale,
               "With -o DIR: delete what an earlier run with this option wrote and whose input "
               "is gone")
      ->group(kGroup);
  if (has_manifest) {
    app.add_option("--manifest", options.manifest, "Write what was done with each site, as JSON")
        ->type_name("FILE")
        ->group(kGroup);
  }
  app.add_option("--depfile", options.depfile,
                 "With -o: write what the output depends on, for make and ninja")
      ->type_name("FILE")
      ->group(kGroup);
}

void AddRunOptions(CLI::App& app, Parsed& parsed, const std::string& formats = kFormats) {
  constexpr const char* kGroup = "Running";
  Options& options = parsed.options;
  app.add_option("--stdin-filename", options.stdin_filename, "What to call standard input")
      ->type_name("FILE")
      ->group(kGroup);
  app.add_flag("--no-gitignore", options.no_gitignore, "Take what .gitignore excludes as well")
      ->group(kGroup);
  app.add_option("-j,--jobs", options.jobs, "Use N threads (default: one per processor)")
      ->type_name("N")
      ->group(kGroup);
  AddChoice(app, parsed, "--format", parsed.format, formats, "How to report")->group(kGroup);
  AddChoice(app, parsed, "--color", parsed.color, "auto|always|never",
            "Colors; auto also heeds NO_COLOR")
      ->group(kGroup);
  auto* quiet = app.add_flag("-q,--quiet", options.quiet, "Report errors only")->group(kGroup);
  app.add_flag("-v,--verbose", options.verbose, "Report every file and note")
      ->excludes(quiet)
      ->group(kGroup);
}

void AddAstOptions(CLI::App& app, Parsed& parsed) {
  Options& options = parsed.options;
  app.add_option("FILE", options.paths, "The file, or `-` for standard input")
      ->type_name("FILE")
      ->required();
  app.add_option("--indent", options.indent, "Print a part on each line, indented by N a level")
      ->type_name("N");
  app.add_flag("--no-attributes", options.no_attributes, "Leave positions out");
  AddChoice(app, parsed, "--target", parsed.target, kTargets,
            "The Python whose ast module is followed (default: 3.13)");
  app.add_option("--stdin-filename", options.stdin_filename, "What to call standard input")
      ->type_name("FILE");
  AddChoice(app, parsed, "--color", parsed.color, "auto|always|never",
            "Colors of errors; auto also heeds NO_COLOR");
}

void AddOptionsOf(Command command, CLI::App& app, Parsed& parsed) {
  Options& options = parsed.options;
  switch (command) {
    case Command::Wrap:
      AddPaths(app, options);
      AddWrapOptions(app, options, true);
      AddSelectionOptions(app, options.select);
      AddOutputOptions(app, options);
      AddRunOptions(app, parsed);
      return;
    case Command::Profile:
      AddPaths(app, options);
      AddProfileOptions(app, parsed, true);
      AddOutputOptions(app, options);
      AddRunOptions(app, parsed);
      return;
    case Command::Rewrite:
      AddPaths(app, options);
      app.add_option("--passes", parsed.passes, "The passes to run, in this order: a,b,c")
          ->type_name("LIST")
          ->required()
          ->group("Passes");
      AddWrapOptions(app, options, false);
      AddSelectionOptions(app, options.select);
      AddProfileOptions(app, parsed, false);
      AddOutputOptions(app, options);
      AddRunOptions(app, parsed);
      return;
    case Command::Strip:
      AddPaths(app, options);
      AddOutputOptions(app, options, false);
      AddRunOptions(app, parsed);
      return;
    case Command::Check:
      AddPaths(app, options);
      AddChoice(app, parsed, "--target", parsed.target, kTargets,
                "The Python that is to run the files (default: 3.13)");
      AddRunOptions(app, parsed);
      return;
    case Command::Ast:
      AddAstOptions(app, parsed);
      return;
    case Command::Explain:
      AddPaths(app, options, false);
      app.add_option("--at", options.at, "Tell all about the calls at this place")
          ->type_name("FILE:LINE[:COL]")
          ->group("Passes");
      AddPassOptions(app, options);
      app.add_flag("--compare", options.compare,
                   "Tell how the sites of two manifests differ: PATH is OLD and NEW; exit 1 if any "
                   "does");
      AddSelectionOptions(app, options.select);
      AddRunOptions(app, parsed, "human|json");
      return;
    case Command::Passes:
      AddChoice(app, parsed, "NAME", options.name, JoinPassNames(), "The pass to tell about");
      return;
    case Command::Completions:
      AddChoice(app, parsed, "SHELL", options.name, "bash|zsh|fish", "The shell: bash, zsh or fish")
          ->required();
      return;
  }
}

// `parsed` outlives the result.
std::unique_ptr<CLI::App> MakeApp(Parsed& parsed) {
  auto app = std::make_unique<CLI::App>(kAbout, "weft");
  app->footer(kMainFooter);
  app->set_help_flag("-h,--help", "Print this help");
  app->set_version_flag("--version", "weft " WEFT_VERSION, "Print the version");
  app->require_subcommand(1);
  app->formatter(std::make_shared<HelpFormatter>());
  app->get_formatter()->column_width(kHelpColumn);
  for (const CommandRow& row : kCommands) {
    CLI::App* command = app->add_subcommand(row.name, row.summary);
    command->footer(row.footer);
    command->group("Commands");
    AddOptionsOf(row.command, *command, parsed);
    command->callback([&parsed, &row] { parsed.options.command = row.command; });
  }
  return app;
}

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

bool IsCommandName(std::string_view name) {
  return std::ranges::any_of(kCommands, [&](const CommandRow& row) { return row.name == name; });
}

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
  if (options.jobs > kMaxJobs) {
    return UsageError(command, fmt::format("--jobs {} is more than {}", options.jobs, kMaxJobs));
  }
  if (options.indent > kMaxIndent) {
    return UsageError(command,
                      fmt::format("--indent {} is more than {}", *options.indent, kMaxIndent));
  }
  options.passes = CLI::detail::split(parsed.passes, ',');
  options.color = ChoiceIndex<When>("auto|always|never", parsed.color);
  std::string_view minor = std::string_view(parsed.target).substr(2);  // Behind `3.`
  std::from_chars(minor.data(), minor.data() + minor.size(), options.target.minor);
  options.format = ChoiceIndex<Format>(kFormats, parsed.format);
  return options;
}

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
