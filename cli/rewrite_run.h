#pragma once

#include "commands.h"
#include "progress.h"
#include "render_diagnostics.h"
#include "rewrite_setup.h"
#include "trace_report.h"

#include "base/atomic_file.h"
#include "driver/report.h"
#include "driver/verify_compile.h"

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace weft {

// Takes the reports of one run of `wrap`, `rewrite` or `strip`, shows what is to be shown, and
// keeps count.
class RewriteRun {
 public:
  // All of these outlive the run. `num_files` is what the progress bar counts to.
  RewriteRun(const Options& options, const FileOptions& file_options, const RunSetup& setup,
             const PassSetups& pass_setups, Session& session, size_t num_files);

  void Report(const Problems& problems);
  bool OpenManifest(uint32_t mode);     // Reports a failure.
  bool Take(const FileReport& report);  // False where going on makes no sense.
  void ReportSelection();               // Which patterns matched nothing.
  void CommitManifest();
  bool StartChecks();   // Reports a Python that cannot be started.
  void FinishChecks();  // Reports what `--verify=compile` and `--verify=run` found.
  void Finish(size_t num_deleted);
  int ExitCode() const;

  bool has_problems() const { return has_problems_; }

 private:
  void CountOutcome(const FileReport& report);
  void ShowText(const FileReport& report);
  void AddToManifest(const FileReport& report);
  void TakeTraces(const FileReport& report);
  std::string Summary(size_t num_deleted) const;

  const Options& options_;
  const FileOptions& file_options_;
  const RunSetup& setup_;
  const PassSetups& pass_setups_;
  Session& session_;
  DiagnosticRenderer renderer_;
  Progress progress_;
  std::unique_ptr<AtomicFile> manifest_;  // Null where none is wanted.
  std::vector<SelectionUse> uses_;        // Of all files so far, by variant.
  bool is_manifest_empty_ = true;
  std::vector<std::unique_ptr<CompileCheck>> compile_checks_;
  PassTimes pass_times_;
  bool has_problems_ = false;
  bool has_color_ = false;
  size_t num_rewritten_ = 0;
  size_t num_unchanged_ = 0;
  size_t num_syntax_errors_ = 0;
  size_t num_refused_ = 0;
  size_t num_copied_ = 0;
};

}  // namespace weft
