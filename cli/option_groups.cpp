#include "option_groups.h"

#include <CLI/CLI.hpp>

#include <fmt/format.h>

namespace weft {
namespace {

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

}  // namespace

std::vector<std::string> SplitChoices(std::string_view choices) {
  return CLI::detail::split(std::string(choices), '|');
}

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

void AddPaths(CLI::App& app, Options& options, bool is_required) {
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

void AddForeignPassOptions(CLI::App& app, Options& options) {
  app.add_option("--rules", options.rules,
                 "Rewrite by the rules `pattern -> replacement` of FILE, which is a pass; may be "
                 "given several times")
      ->type_name("FILE")
      ->expected(1)
      ->allow_extra_args(false)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->group("Passes");
  app.add_option("--plugin", options.plugins,
                 "Load the passes of FILE, a shared object; may be given several times")
      ->type_name("FILE")
      ->expected(1)
      ->allow_extra_args(false)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->group("Passes");
  app.add_option("--timeout-per-file", options.plugin_timeout,
                 "How long a plug-in may take over one file: 30, 500ms (default: 10s)")
      ->type_name("DURATION")
      ->group("Passes");
}

void AddPipelineOptions(CLI::App& app, Parsed& parsed) {
  constexpr const char* kGroup = "Passes";
  Options& options = parsed.options;
  app.add_option("--passes", options.passes,
                 "The passes to run, in this order, and presets: a,b[option=value],c")
      ->type_name("LIST")
      ->group(kGroup);
  AddChoice(app, parsed, "-O", options.optimise, "1|2", "Run the passes that optimise")
      ->group(kGroup);
  app.add_option("-D,--define", options.define,
                 "The value of NAME, a literal, for the passes define and cpp; NAME alone is True; "
                 "may be given several times")
      ->type_name("NAME[=VALUE]")
      ->expected(1)
      ->allow_extra_args(false)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->group(kGroup);
  app.add_option("--print-after", options.print_after, "Print each file as it is behind PASS")
      ->type_name("PASS")
      ->group(kGroup);
  app.add_flag("--verify-each", options.verify_each, "Check what each pass made, not the last only")
      ->group(kGroup);
  app.add_flag("--time-passes", options.time_passes, "Tell how long each pass took")->group(kGroup);
}

void AddWrapOptions(CLI::App& app, Options& options) {
  app.add_option("--with", options.wrapper,
                 "The wrapper: `f(a)` becomes NAME(f, a), imported from MODULE")
      ->type_name("MODULE:NAME")
      ->group("Passes");
  app.add_flag("--guard", options.guard,
               "Check at run time that no alias of locals(), super() and the like is wrapped")
      ->group("Passes");
  AddPassOptions(app, options);
}

void AddCheckOptions(CLI::App& app, Options& options) {
  app.add_flag("--no-undo", options.no_undo, "Add no comment for `weft strip`")->group("Passes");
  app.add_option("--verify", options.verify,
                 "Check the output; ast: undo the passes on its tree and compare that with the "
                 "input's; compile[:PYTHON,...]: compile it; run:COMMAND: run a command for both, "
                 "with {} for the path")
      ->type_name("HOW")
      ->expected(1)
      ->allow_extra_args(false)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->group("Passes");
}

void AddProfileOptions(CLI::App& app, Parsed& parsed) {
  app.add_option("--limit", parsed.options.limit,
                 "Log the calls of every run that takes as long or longer: 0.3, 300ms, 2s, 1m")
      ->type_name("DURATION")
      ->group("Passes");
  AddChoice(app, parsed, "--clock", parsed.options.clock, kClocks,
            "Whether the time that a function waits at yield and await counts")
      ->group("Passes");
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

void AddOutputOptions(CLI::App& app, Options& options, bool has_manifest) {
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

void AddRunOptions(CLI::App& app, Parsed& parsed, const std::string& formats) {
  constexpr const char* kGroup = "Running";
  Options& options = parsed.options;
  app.add_option("--stdin-filename", options.stdin_filename, "What to call standard input")
      ->type_name("FILE")
      ->group(kGroup);
  app.add_flag("--no-gitignore", options.no_gitignore, "Take what .gitignore excludes as well")
      ->group(kGroup);
  app.add_option("--exclude", options.exclude,
                 "Leave files and directories of this kind out, as a .gitignore here would")
      ->type_name("PATTERN")
      ->expected(1)
      ->allow_extra_args(false)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->group(kGroup);
  auto* config = app.add_option("--config", options.config,
                                "Read [tool.weft] of this file, rather than of the nearest "
                                "pyproject.toml")
                     ->type_name("FILE")
                     ->group(kGroup);
  app.add_flag("--isolated", options.isolated, "Read no pyproject.toml")
      ->excludes(config)
      ->group(kGroup);
  app.add_option("-j,--jobs", options.jobs, "Use N threads (default: one per processor)")
      ->type_name("N")
      ->group(kGroup);
  AddChoice(app, parsed, "--format", parsed.format, formats, "How to report")->group(kGroup);
  AddChoice(app, parsed, "--color", parsed.color, kColors, "Colors; auto also heeds NO_COLOR")
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
  AddChoice(app, parsed, "--target", options.target_name, kTargets,
            "The Python whose ast module is followed (default: 3.13)");
  app.add_option("--stdin-filename", options.stdin_filename, "What to call standard input")
      ->type_name("FILE");
  AddChoice(app, parsed, "--color", parsed.color, kColors,
            "Colors of errors; auto also heeds NO_COLOR");
}

}  // namespace weft
