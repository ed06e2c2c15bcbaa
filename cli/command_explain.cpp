#include "commands.h"
#include "explain_place.h"
#include "explain_run.h"
#include "selection_setup.h"

#include "driver/file_finder.h"
#include "driver/file_jobs.h"
#include "driver/module_index_loader.h"
#include "driver/tree_runner.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

namespace weft {

int RunExplainCommand(const Options& options, Session& session) {
  std::optional<ExplainPlace> place;
  std::vector<std::string> paths = options.paths;
  if (!options.at.empty()) {
    place = ParseExplainPlace(options.at);
    if (!place) {
      return ReportUsageError(
          session, fmt::format("--at `{}` is not FILE:LINE or FILE:LINE:COL", options.at));
    }
    if (paths.empty()) paths.push_back(place->file);
  }
  if (paths.empty())
    return ReportUsageError(session, "PATH is required; see `weft explain --help`");
  Selection selection;
  if (std::optional<std::string> complaint = SetUpSelection(options.select, selection)) {
    return ReportUsageError(session, *complaint);
  }
  const std::array<const Pass*, 1> passes = {FindPass("wrap-calls")};
  WEFT_ASSERT(passes[0] != nullptr, "wrap-calls is built in");
  PassOptions pass_options;
  // Any wrapper will do, since nothing is written.
  pass_options.wrapper_module.clear();  // Nothing is imported: no file is the wrapper's own.
  pass_options.wrapper_name = "wrapper";
  pass_options.record_sites = true;
  pass_options.wrap_decorators = !options.no_decorators;
  pass_options.wrap_defaults = !options.no_defaults;
  pass_options.selection = &selection;

  WalkOptions walk;
  walk.use_gitignore = !options.no_gitignore;
  FoundFiles found = FindFiles(paths, walk, StdinName(options));
  if (selection.needs_index()) LoadModuleIndex(found.files, selection.mutable_index());
  ExplainRun run(options, selection, place, session, found.files.size());
  run.Report(found.problems);
  auto job = [&](const FoundFile& file) {
    PassOptions file_options = pass_options;
    file_options.record_chains = place && place->file == file.path;
    return ExplainFile(file, passes, file_options);
  };
  RunTree(found.files, options.jobs, job,
          [&](const FileReport& report) { return run.Take(report); });
  run.Finish();
  return run.ExitCode();
}

}  // namespace weft
