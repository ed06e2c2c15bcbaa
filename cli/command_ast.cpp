#include "commands.h"
#include "render_diagnostics.h"

#include "driver/file_finder.h"
#include "driver/file_jobs.h"

#include <filesystem>
#include <system_error>

#include <fmt/format.h>

namespace weft {

int RunAstCommand(const Options& options, Session& session) {
  if (options.paths.size() != 1) return ReportUsageError(session, "`ast` takes one file");
  std::error_code ignored;
  if (std::filesystem::is_directory(options.paths[0], ignored)) {
    return ReportUsageError(
        session, fmt::format("`{}` is a directory; `ast` takes one file", options.paths[0]));
  }
  FoundFiles found = FindFiles(options.paths, {}, StdinName(options));
  RenderStyle style{.has_color = UsesColor(options.color, session.err), .names_exceptions = true};
  DiagnosticRenderer renderer(style, &session.err);
  for (const Problem& problem : found.problems.all()) renderer.Render(MakeFinding(problem));
  if (found.files.empty()) return kExitError;

  AstDumpOptions dump{.target = options.target(),
                      .with_attributes = !options.no_attributes,
                      .indent = options.indent};
  FileReport report = DumpFile(found.files[0], dump);
  session.out.Write(report.text);
  for (const Problem& problem : report.problems.all()) renderer.Render(MakeFinding(problem));
  for (const LocatedDiagnostic& diagnostic : report.diagnostics) {
    renderer.Render(MakeFinding(report.file->path, diagnostic));
  }
  if (report.problems.has_errors()) return kExitError;
  return report.outcome == FileOutcome::SyntaxError ? kExitSyntaxErrors : kExitDone;
}

}  // namespace weft
