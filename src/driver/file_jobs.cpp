#include "driver/file_jobs.h"

#include "driver/manifest.h"
#include "driver/module_name.h"
#include "driver/strip.h"

#include "base/file_io.h"
#include "print/diff.h"
#include "validate/validate.h"

#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace weft {
namespace {

namespace fs = std::filesystem;

constexpr size_t kReadBlock = 64 << 10;

ReadResult ReadStandardInput() {
  ReadResult result;
  std::vector<char> buffer(kReadBlock);
  for (;;) {
    ssize_t count = ::read(STDIN_FILENO, buffer.data(), buffer.size());
    if (count == 0) return result;
    if (count > 0) {
      result.bytes.append(buffer.data(), static_cast<size_t>(count));
    } else if (errno != EINTR) {
      result.error = std::generic_category().message(errno);
      return result;
    }
  }
}

// The bytes of an input and their source. The source is there unless reading failed, which
// is then reported.
struct Input {
  std::optional<SourceFile> source;
  uint32_t mode = 0;
};

Input ReadInput(const FoundFile& file, Diagnostics& diagnostics, FileReport& report) {
  ReadResult read = file.is_stdin ? ReadStandardInput() : ReadFile(file.path);
  if (!read.error) {
    return {SourceFile::Decode(file.path, std::move(read.bytes), diagnostics), read.mode};
  }
  report.outcome = FileOutcome::Lost;
  std::error_code error;
  bool is_gone = !file.is_explicit && !fs::exists(fs::symlink_status(file.path, error));
  if (is_gone) {
    report.problems.Report<ProblemId::Vanished>(file.path);
  } else {
    report.problems.Report<ProblemId::CannotRead>(file.path, ErrorText(std::move(*read.error)));
  }
  return {};
}

FileOutcome OutcomeOf(RewriteStatus status) {
  switch (status) {
    case RewriteStatus::Unchanged:
      return FileOutcome::Unchanged;
    case RewriteStatus::Rewritten:
      return FileOutcome::Rewritten;
    case RewriteStatus::SyntaxError:
      return FileOutcome::SyntaxError;
    case RewriteStatus::Refused:
      return FileOutcome::Refused;
    case RewriteStatus::Failed:
      return FileOutcome::Failed;
  }
  return FileOutcome::Failed;
}

FileOutcome OutcomeOf(StripStatus status) {
  switch (status) {
    case StripStatus::Unchanged:
      return FileOutcome::Unchanged;
    case StripStatus::Restored:
      return FileOutcome::Rewritten;
    case StripStatus::Refused:
      return FileOutcome::Refused;
  }
  return FileOutcome::Failed;
}

// Makes the room for an output below a directory.
bool MakeRoom(const FoundFile& file, const RewriteSettings& settings, Problems& problems) {
  return settings.plan.mode != OutputMode::Directory ||
         settings.output_tree->MakeParents(file.relative(), problems);
}

void BringAlong(const FoundFile& file, const RewriteSettings& settings, FileReport& report) {
  report.outcome = FileOutcome::Copied;
  if (settings.plan.mode != OutputMode::Directory) return;
  std::string destination = Destination(settings.plan, file);
  bool is_done =
      MakeRoom(file, settings, report.problems) &&
      (file.kind == FileKind::Link ? LinkOutput(file.link_target, destination, report.problems)
                                   : CopyOutput(file.path, destination, report.problems));
  if (!is_done) report.outcome = FileOutcome::Lost;
}

// `git apply` and patch take relative paths only.
std::string_view DiffPath(const FoundFile& file) {
  std::string_view path = file.path;
  return path.starts_with('/') ? path.substr(1) : path;
}

// Puts `bytes`, the output for `source`, where the plan says.
void Deliver(const FoundFile& file, const SourceFile& source, std::string_view bytes, uint32_t mode,
             const RewriteSettings& settings, FileReport& report) {
  bool is_changed = report.outcome == FileOutcome::Rewritten;
  bool is_done = true;
  switch (settings.plan.mode) {
    case OutputMode::Print:
      report.text = bytes;
      break;
    case OutputMode::Diff:
      if (is_changed) report.text = UnifiedDiff(DiffPath(file), source.bytes(), bytes);
      break;
    case OutputMode::Check:
      break;
    case OutputMode::InPlace:
      if (!is_changed) break;
      is_done = WriteOutput(Destination(settings.plan, file), bytes, mode, report.problems);
      break;
    case OutputMode::File:
      is_done = WriteNamedFile(settings.plan.path, bytes, mode, report.problems);
      break;
    case OutputMode::Directory:
      is_done = MakeRoom(file, settings, report.problems) &&
                WriteOutput(Destination(settings.plan, file), bytes, mode, report.problems);
      break;
  }
  if (!is_done) report.outcome = FileOutcome::Lost;
}

}  // namespace

FileReport RewriteFile(const FoundFile& file, const RewriteSettings& settings) {
  FileReport report;
  report.file = &file;
  if (file.kind != FileKind::Python) {
    BringAlong(file, settings, report);
    return report;
  }
  Diagnostics diagnostics;
  Input input = ReadInput(file, diagnostics, report);
  if (!input.source) return report;
  const SourceFile& source = *input.source;

  RewriteResult result;
  if (source.is_readable()) {
    result =
        Rewrite(source, ModuleName(file), settings.passes, *settings.pass_options, diagnostics);
  } else {
    result.status = RewriteStatus::SyntaxError;
  }
  report.outcome = OutcomeOf(result.status);
  std::string_view bytes =
      result.status == RewriteStatus::Rewritten ? result.bytes : source.bytes();
  uint32_t mode = file.is_stdin ? settings.default_mode : input.mode;
  Deliver(file, source, bytes, mode, settings, report);
  report.diagnostics = LocateDiagnostics(source, diagnostics);
  if (settings.keeps_bytes && report.outcome == FileOutcome::Rewritten) {
    report.input = source.bytes();
    report.output = bytes;
  }
  report.selection_use = std::move(result.selection_use);
  report.traces = std::move(result.traces);
  if (settings.makes_manifest) {
    report.manifest = ManifestEntry(file, report.outcome, result.prologue,
                                    LocateSites(source, std::move(result.sites)));
  }
  return report;
}

FileReport StripFile(const FoundFile& file, const RewriteSettings& settings) {
  FileReport report;
  report.file = &file;
  if (file.kind != FileKind::Python) {
    BringAlong(file, settings, report);
    return report;
  }
  Diagnostics diagnostics;
  Input input = ReadInput(file, diagnostics, report);
  if (!input.source) return report;
  const SourceFile& source = *input.source;
  StripResult result;
  report.outcome = FileOutcome::SyntaxError;
  if (source.is_readable()) {
    result = Strip(source, diagnostics);
    report.outcome = OutcomeOf(result.status);
  }
  std::string_view bytes = result.status == StripStatus::Restored ? result.bytes : source.bytes();
  uint32_t mode = file.is_stdin ? settings.default_mode : input.mode;
  Deliver(file, source, bytes, mode, settings, report);
  report.diagnostics = LocateDiagnostics(source, diagnostics);
  return report;
}

FileReport CheckFile(const FoundFile& file, PythonVersion target) {
  FileReport report;
  report.file = &file;
  Diagnostics diagnostics;
  Input input = ReadInput(file, diagnostics, report);
  if (!input.source) return report;
  if (input.source->is_readable()) ParseValid(*input.source, target, diagnostics);
  if (diagnostics.has_errors()) report.outcome = FileOutcome::SyntaxError;
  report.diagnostics = LocateDiagnostics(*input.source, diagnostics);
  return report;
}

FileReport DumpFile(const FoundFile& file, const AstDumpOptions& options) {
  FileReport report;
  report.file = &file;
  Diagnostics diagnostics;
  Input input = ReadInput(file, diagnostics, report);
  if (!input.source) return report;
  std::optional<Tree> tree;
  if (input.source->is_readable()) tree = ParseAsAst(*input.source, options.target, diagnostics);
  if (tree) {
    DumpAst(*tree, options, report.text);
    report.text += '\n';
  } else {
    report.outcome = FileOutcome::SyntaxError;
  }
  report.diagnostics = LocateDiagnostics(*input.source, diagnostics);
  return report;
}

FileReport ExplainFile(const FoundFile& file, std::span<const Pass* const> passes,
                       const PassOptions& options) {
  FileReport report;
  report.file = &file;
  Diagnostics diagnostics;
  Input input = ReadInput(file, diagnostics, report);
  if (!input.source) return report;
  RewriteResult result;
  result.status = RewriteStatus::SyntaxError;
  if (input.source->is_readable()) {
    result = Rewrite(*input.source, ModuleName(file), passes, options, diagnostics);
  }
  report.outcome = OutcomeOf(result.status);
  report.diagnostics = LocateDiagnostics(*input.source, diagnostics);
  report.selection_use = std::move(result.selection_use);
  report.sites = LocateSites(*input.source, std::move(result.sites));
  return report;
}

}  // namespace weft
