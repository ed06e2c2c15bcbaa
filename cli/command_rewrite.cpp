#include "commands.h"
#include "file_options.h"
#include "interrupt.h"
#include "pass_setup.h"
#include "rewrite_run.h"
#include "rewrite_setup.h"

#include "driver/depfile.h"
#include "driver/file_finder.h"
#include "driver/file_jobs.h"
#include "driver/real_paths.h"
#include "driver/stale_outputs.h"
#include "driver/tree_runner.h"

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

namespace weft {
namespace {

bool WritesTree(OutputMode mode) {
  return mode == OutputMode::Directory || mode == OutputMode::InPlace;
}

WalkOptions WalkOptionsFor(const Options& options, const OutputPlan& plan) {
  WalkOptions walk;
  walk.use_gitignore = !options.no_gitignore;
  walk.wants_others = options.copy_others;
  walk.is_mirrored = plan.mode == OutputMode::Directory;
  if (walk.is_mirrored) walk.excluded_directory = RealDirectory(plan.path);
  return walk;
}

// Everything the result depends on, in a fixed order.
std::vector<std::string> Dependencies(const FoundFiles& found, const Options& options,
                                      const FileOptions& file_options) {
  std::vector<std::string> paths;
  for (const FoundFile& file : found.files) {
    if (!file.is_stdin) paths.push_back(file.path);
  }
  for (const auto* more : {&found.directories, &found.gitignores, &options.response_files,
                           &options.rules, &options.plugins, &file_options.config_files}) {
    paths.insert(paths.end(), more->begin(), more->end());
  }
  std::ranges::sort(paths);
  paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
  return paths;
}

size_t DeleteStale(const FoundFiles& found, const std::string& directory, RewriteRun& run) {
  Problems problems;
  size_t num_deleted = 0;
  if (run.has_problems()) {
    problems.Report<ProblemId::StaleKept>(directory);
  } else {
    std::vector<std::string> outputs;
    for (const FoundFile& file : found.files) outputs.emplace_back(file.relative());
    num_deleted = DeleteStaleOutputs(directory, std::move(outputs), problems);
  }
  run.Report(problems);
  return num_deleted;
}

}  // namespace

int RunRewriteCommand(const Options& options, Session& session) {
  RunSetup setup;
  if (std::optional<std::string> complaint = SetUpRun(options, setup)) {
    return ReportUsageError(session, *complaint);
  }
  const OutputPlan& plan = setup.plan;
  FoundFiles found = FindFiles(options.paths, WalkOptionsFor(options, plan), StdinName(options));
  FileOptions file_options = ConfigureFiles(options, found);
  if (plan.mode == OutputMode::InPlace) DropLinksInPlace(found);
  Catalog catalog;
  PassSetups pass_setups;
  bool is_configured = !file_options.problems.has_errors();
  if (is_configured) {
    std::optional<std::string> complaint = AddForeignPasses(options, catalog);
    if (!complaint) complaint = SetUpVariants(options, file_options, catalog, pass_setups);
    if (complaint) {
      return ReportUsageError(session, *complaint);
    }
  }

  RewriteRun run(options, file_options, setup, pass_setups, session, found.files.size());
  run.Report(found.problems);
  run.Report(file_options.problems);
  Problems plan_problems = CheckPlan(plan, found.files);
  run.Report(plan_problems);
  OutputTree output_tree(plan.path);
  uint32_t default_mode = DefaultFileMode();
  bool is_ready = is_configured && !plan_problems.has_errors();
  if (is_ready && plan.mode == OutputMode::Directory && !found.files.empty()) {
    Problems problems;
    is_ready = output_tree.MakeParents("", problems);
    run.Report(problems);
  }
  if (is_ready && !options.manifest.empty()) is_ready = run.OpenManifest(default_mode);
  is_ready = is_ready && run.StartChecks();
  if (!is_ready) {
    run.Finish(0);
    return kExitError;
  }

  LoadIndexes(found.files, pass_setups);
  if (WritesTree(plan.mode)) NoteInterrupts();
  std::vector<RewriteSettings> settings;  // By variant.
  for (const std::unique_ptr<PassSetup>& pass_setup : pass_setups) {
    settings.push_back({.passes = pass_setup->passes,
                        .pass_options = &pass_setup->pass_options,
                        .plan = plan,
                        .output_tree = &output_tree,
                        .default_mode = default_mode,
                        .makes_manifest = !options.manifest.empty(),
                        .keeps_bytes = !setup.compile_pythons.empty()});
  }
  bool is_strip = options.command == Command::Strip;
  auto job = [&](const FoundFile& file) {
    const RewriteSettings& own = settings[file.variant];
    return is_strip ? StripFile(file, own) : RewriteFile(file, own);
  };
  RunTree(found.files, options.jobs, job,
          [&](const FileReport& report) { return run.Take(report); });
  if (NotedInterrupt() != 0 || session.out.has_failed()) return kExitError;

  run.ReportSelection();
  run.CommitManifest();
  run.FinishChecks();
  size_t num_deleted = options.delete_stale ? DeleteStale(found, plan.path, run) : 0;
  // Without an output there is nothing that depends on anything.
  if (!options.depfile.empty() && !run.has_problems()) {
    Problems problems;
    std::string text = DepfileText(plan.path, Dependencies(found, options, file_options));
    WriteNamedFile(options.depfile, text, default_mode, problems);
    run.Report(problems);
  }
  run.Finish(num_deleted);
  return run.ExitCode();
}

}  // namespace weft
