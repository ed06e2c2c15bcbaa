#include "command_app.h"

#include "command_table.h"
#include "help_formatter.h"

#include "passes/pass.h"

namespace weft {
namespace {

constexpr size_t kHelpColumn = 28;

constexpr const char* kAbout = "Weft, a compiler from Python to Python";

std::string JoinPassNames() {
  std::string names;
  for (const Pass& pass : AllPasses()) {
    if (!names.empty()) names += '|';
    names += pass.name;
  }
  return names;
}

void AddOptionsOf(Command command, CLI::App& app, Parsed& parsed) {
  Options& options = parsed.options;
  switch (command) {
    case Command::Wrap:
      AddPaths(app, options, true);
      AddWrapOptions(app, options);
      AddForeignPassOptions(app, options);
      AddCheckOptions(app, options);
      AddSelectionOptions(app, options.select);
      AddOutputOptions(app, options, true);
      AddRunOptions(app, parsed, kFormats);
      return;
    case Command::Profile:
      AddPaths(app, options, true);
      AddProfileOptions(app, parsed);
      AddCheckOptions(app, options);
      AddSelectionOptions(app, options.select);
      AddOutputOptions(app, options, true);
      AddRunOptions(app, parsed, kFormats);
      return;
    case Command::Rewrite:
      AddPaths(app, options, true);
      AddPipelineOptions(app, parsed);
      AddForeignPassOptions(app, options);
      AddWrapOptions(app, options);
      AddCheckOptions(app, options);
      AddSelectionOptions(app, options.select);
      AddProfileOptions(app, parsed);
      AddOutputOptions(app, options, true);
      AddRunOptions(app, parsed, kFormats);
      return;
    case Command::Strip:
      AddPaths(app, options, true);
      AddOutputOptions(app, options, false);
      AddRunOptions(app, parsed, kFormats);
      return;
    case Command::Check:
      AddPaths(app, options, true);
      AddChoice(app, parsed, "--target", options.target_name, kTargets,
                "The Python that is to run the files (default: 3.13)");
      AddRunOptions(app, parsed, kFormats);
      return;
    case Command::Ast:
      AddAstOptions(app, parsed);
      return;
    case Command::Explain:
      AddPaths(app, options, false);
      AddChoice(app, parsed, "--pass", options.explained, "wrap-calls|profile-calls",
                "Tell what this pass would do (default: wrap-calls)")
          ->group("Passes");
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
      // Rule files have passes of names that are not known yet.
      parsed.choices[app.add_option("NAME", options.name, "The pass to tell about")] =
          JoinPassNames();
      AddForeignPassOptions(app, options);
      return;
    case Command::Completions:
      AddChoice(app, parsed, "SHELL", options.name, "bash|zsh|fish", "The shell: bash, zsh or fish")
          ->required();
      return;
  }
}

}  // namespace

std::unique_ptr<CLI::App> MakeApp(Parsed& parsed) {
  auto app = std::make_unique<CLI::App>(kAbout, "weft");
  app->footer(ProgramFooter());
  app->set_help_flag("-h,--help", "Print this help");
  app->set_version_flag("--version", "weft " WEFT_VERSION, "Print the version");
  app->require_subcommand(1);
  app->formatter(std::make_shared<HelpFormatter>());
  app->get_formatter()->column_width(kHelpColumn);
  for (const CommandRow& row : AllCommands()) {
    CLI::App* command = app->add_subcommand(row.name, row.summary);
    command->footer(row.footer);
    command->group("Commands");
    AddOptionsOf(row.command, *command, parsed);
    command->callback([&parsed, &row] { parsed.options.command = row.command; });
  }
  return app;
}

}  // namespace weft
