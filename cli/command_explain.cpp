#include "commands.h"
#include "explain_place.h"
#include "explain_run.h"
#include "file_options.h"
#include "rewrite_setup.h"

#include "driver/file_finder.h"
#include "driver/file_jobs.h"
#include "driver/tree_runner.h"

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
  WalkOptions walk;
  walk.use_gitignore = !options.no_gitignore;
  FoundFiles found = FindFiles(paths, walk, StdinName(options));
  FileOptions file_options = ConfigureFiles(options, found);
  Catalog catalog;
  PassSetups setups;
  bool is_configured = !file_options.problems.has_errors();
  if (is_configured) {
    if (std::optional<std::string> complaint =
            SetUpVariants(options, file_options, catalog, setups)) {
      return ReportUsageError(session, *complaint);
    }
    LoadIndexes(found.files, setups);
  }
  ExplainRun run(options, file_options, setups, place, session, found.files.size());
  run.Report(found.problems);
  run.Report(file_options.problems);
  auto job = [&](const FoundFile& file) {
    const PassSetup& setup = *setups[file.variant];
    PassOptions pass_options = setup.pass_options;
    pass_options.record_chains = place && place->file == file.path;
    return ExplainFile(file, setup.passes, pass_options);
  };
  if (is_configured) {
    RunTree(found.files, options.jobs, job,
            [&](const FileReport& report) { return run.Take(report); });
  }
  run.Finish();
  return run.ExitCode();
}

}  // namespace weft
