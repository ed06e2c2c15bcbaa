#include "commands.h"
#include "file_options.h"
#include "progress.h"
#include "render_diagnostics.h"

#include "driver/file_finder.h"
#include "driver/file_jobs.h"
#include "driver/tree_runner.h"

#include <fmt/format.h>

namespace weft {

int RunCheckCommand(const Options& options, Session& session) {
  WalkOptions walk;
  walk.use_gitignore = !options.no_gitignore;
  FoundFiles found = FindFiles(options.paths, walk, StdinName(options));
  FileOptions file_options = ConfigureFiles(options, found);

  RenderStyle style{.format = options.format,
                    .has_color = UsesColor(options.color, session.out),
                    .names_exceptions = true,
                    .tells_of_moved_lines = false,
                    .quiet = options.quiet,
                    .verbose = options.verbose};
  DiagnosticRenderer renderer(style, &session.out);
  for (const Problem& problem : found.problems.all()) renderer.Render(MakeFinding(problem));
  for (const Problem& problem : file_options.problems.all()) {
    renderer.Render(MakeFinding(problem));
  }
  if (file_options.problems.has_errors()) {
    renderer.Finish();
    return kExitError;
  }

  bool is_human = options.format == Format::Human;
  Progress progress(&session.err, found.files.size(), is_human && !options.quiet);
  bool has_problems = found.problems.has_errors();
  size_t num_errors = 0;
  size_t num_bad_files = 0;
  auto sink = [&](const FileReport& report) {
    if (!report.problems.all().empty() || !report.diagnostics.empty()) progress.Hide();
    for (const Problem& problem : report.problems.all()) renderer.Render(MakeFinding(problem));
    for (const LocatedDiagnostic& diagnostic : report.diagnostics) {
      renderer.Render(MakeFinding(report.file->path, diagnostic));
      if (diagnostic.severity == Severity::Error) ++num_errors;
    }
    has_problems = has_problems || report.problems.has_errors();
    if (report.outcome == FileOutcome::SyntaxError) ++num_bad_files;
    progress.Advance();
    return !session.out.has_failed();
  };
  auto job = [&](const FoundFile& file) {
    return CheckFile(file, file_options.variants[file.variant].target());
  };
  RunTree(found.files, options.jobs, job, sink);
  progress.Hide();
  renderer.Finish();
  if (is_human && !options.quiet && (num_errors > 0 || options.verbose)) {
    session.out.Flush();
    session.err.Write(fmt::format("{} in {} of {}\n", Count(num_errors, "error"), num_bad_files,
                                  Count(found.files.size(), "file")));
  }
  if (has_problems) return kExitError;
  return num_errors > 0 ? kExitFound : kExitDone;
}

}  // namespace weft
