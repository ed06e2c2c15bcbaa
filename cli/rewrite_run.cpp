#include "rewrite_run.h"

#include "interrupt.h"
#include "selection_report.h"
#include "shown_text.h"

#include "driver/manifest.h"
#include "driver/verify_run.h"

#include <algorithm>

#include <fmt/format.h>

namespace weft {
namespace {

std::string PaintDiff(std::string_view diff) {
  std::string out;
  while (!diff.empty()) {
    std::string_view line = diff.substr(0, std::min(diff.find('\n'), diff.size() - 1) + 1);
    diff.remove_prefix(line.size());
    std::string_view color;
    if (line.starts_with("--- ") || line.starts_with("+++ ")) {
      color = "\x1b[1m";
    } else if (line.starts_with('+')) {
      color = "\x1b[32m";
    } else if (line.starts_with('-')) {
      color = "\x1b[31m";
    } else if (line.starts_with("@@")) {
      color = "\x1b[36m";
    }
    bool has_break = line.ends_with('\n');
    if (has_break) line.remove_suffix(1);
    out += color.empty() ? std::string(line) : fmt::format("{}{}\x1b[0m", color, line);
    if (has_break) out += '\n';
  }
  return out;
}

RenderStyle StyleOf(const Options& options, const Session& session) {
  return {.format = options.format,
          .has_color = UsesColor(options.color, session.err),
          .names_exceptions = false,
          .tells_of_moved_lines = true,
          .quiet = options.quiet,
          .verbose = options.verbose};
}

// All passes of the run, and the wrapper, if all its files have the same.
std::string BeginManifest(const PassSetups& setups) {
  PassOptions options = setups[0]->pass_options;
  for (const std::unique_ptr<PassSetup>& setup : setups) {
    bool is_same = setup->pass_options.wrapper_module == options.wrapper_module &&
                   setup->pass_options.wrapper_name == options.wrapper_name;
    if (!is_same) options.wrapper_module.clear();
  }
  return ManifestBegin(AllPassesOf(setups), options);
}

}  // namespace

RewriteRun::RewriteRun(const Options& options, const FileOptions& file_options,
                       const RunSetup& setup, const PassSetups& pass_setups, Session& session,
                       size_t num_files)
    : options_(options),
      file_options_(file_options),
      setup_(setup),
      pass_setups_(pass_setups),
      session_(session),
      renderer_(StyleOf(options, session), &session.err),
      progress_(&session.err, num_files, options.format == Format::Human && !options.quiet),
      uses_(pass_setups.size()),
      pass_times_(AllPassesOf(pass_setups)),
      has_color_(UsesColor(options.color, session.out)) {
}

void RewriteRun::Report(const Problems& problems) {
  if (!problems.all().empty()) progress_.Hide();
  for (const Problem& problem : problems.all()) renderer_.Render(MakeFinding(problem));
  has_problems_ = has_problems_ || problems.has_errors();
}

bool RewriteRun::OpenManifest(uint32_t mode) {
  manifest_ = std::make_unique<AtomicFile>();
  if (manifest_->OpenNamed(options_.manifest, mode)) {
    manifest_->Write(BeginManifest(pass_setups_));
    return true;
  }
  Problems problems;
  problems.Report<ProblemId::CannotWrite>(options_.manifest, ErrorText(manifest_->error()));
  Report(problems);
  manifest_.reset();
  return false;
}

bool RewriteRun::Take(const FileReport& report) {
  Report(report.problems);
  if (!report.diagnostics.empty()) progress_.Hide();
  for (const LocatedDiagnostic& diagnostic : report.diagnostics) {
    renderer_.Render(MakeFinding(report.file->path, diagnostic));
  }
  if (report.outcome == FileOutcome::Rewritten) {
    for (const auto& check : compile_checks_) {
      check->Add(report.file->path, report.input, report.output);
    }
  }
  MergeUse(report.selection_use, uses_[report.file->variant]);
  TakeTraces(report);
  CountOutcome(report);
  ShowText(report);
  AddToManifest(report);
  progress_.Advance();
  return !session_.out.has_failed() && NotedInterrupt() == 0;
}

void RewriteRun::CountOutcome(const FileReport& report) {
  switch (report.outcome) {
    case FileOutcome::Unchanged:
      ++num_unchanged_;
      break;
    case FileOutcome::Rewritten:
      ++num_rewritten_;
      break;
    case FileOutcome::SyntaxError:
      ++num_syntax_errors_;
      break;
    case FileOutcome::Refused:
      ++num_refused_;
      break;
    case FileOutcome::Copied:
      ++num_copied_;
      break;
    case FileOutcome::Failed:
      has_problems_ = true;
      break;
    case FileOutcome::Lost:
      break;
  }
  if (options_.verbose && options_.format == Format::Human) {
    progress_.Hide();
    session_.err.Write(
        fmt::format("{}: {}\n", ShownText(report.file->path), OutcomeName(report.outcome)));
  }
}

void RewriteRun::ShowText(const FileReport& report) {
  bool is_named = setup_.plan.mode == OutputMode::Check && report.outcome == FileOutcome::Rewritten;
  if (report.text.empty() && !is_named) return;
  progress_.Hide();
  if (is_named) {
    session_.out.Write(report.file->path + "\n");
  } else if (has_color_ && setup_.plan.mode == OutputMode::Diff) {
    session_.out.Write(PaintDiff(report.text));
  } else {
    session_.out.Write(report.text);
  }
}

void RewriteRun::TakeTraces(const FileReport& report) {
  pass_times_.Add(report.traces);
  for (const PassTrace& trace : report.traces) {
    if (trace.pass != pass_setups_[report.file->variant]->pass_options.print_after) continue;
    progress_.Hide();
    session_.err.Write(ShownTrace(report.file->path, trace));
  }
}

void RewriteRun::AddToManifest(const FileReport& report) {
  if (manifest_ == nullptr || report.manifest.empty()) return;
  if (!is_manifest_empty_) manifest_->Write(kManifestSeparator);
  is_manifest_empty_ = false;
  manifest_->Write(report.manifest);
}

void RewriteRun::ReportSelection() {
  Problems problems;
  ReportUnmatched(file_options_, pass_setups_, uses_, problems);
  Report(problems);
}

void RewriteRun::CommitManifest() {
  if (manifest_ == nullptr) return;
  manifest_->Write(kManifestEnd);
  if (manifest_->Commit()) return;
  Problems problems;
  problems.Report<ProblemId::CannotWrite>(options_.manifest, ErrorText(manifest_->error()));
  Report(problems);
}

bool RewriteRun::StartChecks() {
  Problems problems;
  for (const std::string& python : setup_.compile_pythons) {
    compile_checks_.push_back(std::make_unique<CompileCheck>(python));
    if (std::optional<std::string> error = compile_checks_.back()->Start()) {
      problems.Report<ProblemId::CannotRun>(python, python, ErrorText(std::move(*error)));
      compile_checks_.pop_back();
    }
  }
  Report(problems);
  return !problems.has_errors();
}

void RewriteRun::FinishChecks() {
  Problems problems;
  for (const auto& check : compile_checks_) check->Finish(problems);
  compile_checks_.clear();
  // Without a whole output there is nothing to run.
  if (!has_problems_) {
    for (const std::string& command : setup_.run_commands) {
      VerifyRun(command, options_.paths[0], setup_.plan.path, problems);
    }
  }
  Report(problems);
}

void RewriteRun::Finish(size_t num_deleted) {
  progress_.Hide();
  renderer_.Finish();
  if (options_.time_passes) session_.err.Write(pass_times_.Table());
  OutputMode mode = setup_.plan.mode;
  bool has_summary = mode == OutputMode::Directory || mode == OutputMode::InPlace ||
                     mode == OutputMode::Check || mode == OutputMode::Diff;
  if (!has_summary || options_.quiet || options_.format != Format::Human) return;
  session_.out.Flush();
  session_.err.Write(Summary(num_deleted));
}

std::string RewriteRun::Summary(size_t num_deleted) const {
  bool writes =
      setup_.plan.mode == OutputMode::Directory || setup_.plan.mode == OutputMode::InPlace;
  std::string out = Count(num_rewritten_, "file");
  std::string_view verb = options_.command == Command::Strip ? "restored" : "rewritten";
  out += fmt::format("{}{}", writes ? " " : " would be ", verb);
  out += fmt::format(", {} unchanged", num_unchanged_);
  if (num_syntax_errors_ > 0) {
    out += fmt::format(", {} left alone for syntax errors", num_syntax_errors_);
  }
  if (num_refused_ > 0) out += fmt::format(", {} refused", num_refused_);
  if (num_copied_ > 0) out += fmt::format(", {} copied", Count(num_copied_, "other"));
  if (num_deleted > 0) out += fmt::format(", {} deleted", Count(num_deleted, "stale output"));
  return out + "\n";
}

int RewriteRun::ExitCode() const {
  if (has_problems_) return kExitError;
  if (num_syntax_errors_ + num_refused_ > 0) return kExitSyntaxErrors;
  OutputMode mode = setup_.plan.mode;
  bool is_question = mode == OutputMode::Check || mode == OutputMode::Diff;
  return is_question && num_rewritten_ > 0 ? kExitFound : kExitDone;
}

}  // namespace weft
