#include "commands.h"
#include "interrupt.h"
#include "rewrite_run.h"
#include "rewrite_setup.h"

#include "driver/depfile.h"
#include "driver/file_finder.h"
#include "driver/file_jobs.h"
#include "driver/module_index_loader.h"
#include "driver/real_paths.h"
#include "driver/stale_outputs.h"
#include "driver/tree_runner.h"

#include <algorithm>
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
std::vector<std::string> Dependencies(const FoundFiles& found, const Options& options) {
  std::vector<std::string> paths;
  for (const FoundFile& file : found.files) {
    if (!file.is_stdin) paths.push_back(file.path);
  }
  for (const auto* more : {&found.directories, &found.gitignores, &options.response_files}) {
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
  RewriteSetup setup;
  if (std::optional<std::string> complaint = SetUpRewrite(options, setup)) {
    return ReportUsageError(session, *complaint);
  }
  const OutputPlan& plan = setup.plan;
  FoundFiles found = FindFiles(options.paths, WalkOptionsFor(options, plan), StdinName(options));
  if (plan.mode == OutputMode::InPlace) DropLinksInPlace(found);

  RewriteRun run(options, setup, session, found.files.size());
  run.Report(found.problems);
  Problems plan_problems = CheckPlan(plan, found.files);
  run.Report(plan_problems);
  OutputTree output_tree(plan.path);
  uint32_t default_mode = DefaultFileMode();
  bool is_ready = !plan_problems.has_errors();
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

  if (setup.selection.needs_index()) {
    LoadModuleIndex(found.files, setup.selection.mutable_index());
  }
  if (WritesTree(plan.mode)) NoteInterrupts();
  RewriteSettings settings{.passes = setup.passes,
                           .pass_options = &setup.pass_options,
                           .plan = plan,
                           .output_tree = &output_tree,
                           .default_mode = default_mode,
                           .makes_manifest = !options.manifest.empty(),
                           .keeps_bytes = !setup.compile_pythons.empty()};
  bool is_strip = options.command == Command::Strip;
  auto job = [&](const FoundFile& file) {
    return is_strip ? StripFile(file, settings) : RewriteFile(file, settings);
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
    std::string text = DepfileText(plan.path, Dependencies(found, options));
    WriteNamedFile(options.depfile, text, default_mode, problems);
    run.Report(problems);
  }
  run.Finish(num_deleted);
  return run.ExitCode();
}

}  // namespace weft
