#include "commands.h"
#include "progress.h"
#include "render_diagnostics.h"
#include "shown_text.h"

#include "driver/file_finder.h"
#include "driver/file_jobs.h"
#include "driver/json_text.h"
#include "driver/manifest.h"
#include "driver/tree_runner.h"

#include <array>

#include <fmt/format.h>

namespace weft {
namespace {

std::string HumanSite(std::string_view path, const LocatedSite& located) {
  std::string done = located.site.is_rewritten ? "wrapped" : "left alone: " + located.site.reason;
  return fmt::format("{}:{}:{}: {}: {}\n", ShownText(path), located.begin.line,
                     located.begin.column, ShownText(located.site.callee), done);
}

std::string JsonSite(std::string_view path, const LocatedSite& located) {
  std::string out;
  JsonObject object(out);
  object.Add("file", path);
  AddSite(object, located);
  object.Close();
  return out;
}

}  // namespace

int RunExplainCommand(const Options& options, Session& session) {
  bool is_json = options.format == Format::Json;
  const std::array<const Pass*, 1> passes = {FindPass("wrap-calls")};
  WEFT_ASSERT(passes[0] != nullptr, "wrap-calls is built in");
  PassOptions pass_options;
  // Any wrapper will do, since nothing is written.
  pass_options.wrapper_module.clear();  // Nothing is imported: no file is the wrapper's own.
  pass_options.wrapper_name = "wrapper";
  pass_options.record_sites = true;
  pass_options.wrap_decorators = !options.no_decorators;
  pass_options.wrap_defaults = !options.no_defaults;

  WalkOptions walk;
  walk.use_gitignore = !options.no_gitignore;
  FoundFiles found = FindFiles(options.paths, walk, StdinName(options));
  RenderStyle style{.format = options.format,
                    .has_color = UsesColor(options.color, session.err),
                    .names_exceptions = false,
                    .tells_of_moved_lines = false,
                    .quiet = options.quiet,
                    .verbose = options.verbose,
                    .is_embedded = is_json};
  DiagnosticRenderer renderer(style, &session.err);
  for (const Problem& problem : found.problems.all()) renderer.Render(MakeFinding(problem));

  Progress progress(&session.err, found.files.size(), !is_json && !options.quiet);
  bool has_problems = found.problems.has_errors();
  bool has_syntax_errors = false;
  bool is_first = true;
  if (is_json) session.out.Write(R"({"version": 1, "sites": [)");
  auto sink = [&](const FileReport& report) {
    progress.Hide();
    for (const Problem& problem : report.problems.all()) renderer.Render(MakeFinding(problem));
    for (const LocatedDiagnostic& diagnostic : report.diagnostics) {
      renderer.Render(MakeFinding(report.file->path, diagnostic));
    }
    for (const LocatedSite& site : report.sites) {
      if (is_json) session.out.Write(is_first ? "\n" : ",\n");
      is_first = false;
      session.out.Write(is_json ? JsonSite(report.file->path, site)
                                : HumanSite(report.file->path, site));
    }
    bool is_broken = report.problems.has_errors() || report.outcome == FileOutcome::Failed;
    has_problems = has_problems || is_broken;
    has_syntax_errors = has_syntax_errors || report.outcome == FileOutcome::SyntaxError;
    progress.Advance();
    return !session.out.has_failed();
  };
  auto job = [&](const FoundFile& file) { return ExplainFile(file, passes, pass_options); };
  RunTree(found.files, options.jobs, job, sink);
  progress.Hide();
  if (is_json) {
    session.out.Write(fmt::format("\n], \"diagnostics\": [{}\n]}}\n", renderer.embedded()));
  }
  renderer.Finish();
  if (has_problems) return kExitError;
  return has_syntax_errors ? kExitSyntaxErrors : kExitDone;
}

}  // namespace weft
