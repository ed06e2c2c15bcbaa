#pragma once

#include "commands.h"
#include "explain_place.h"
#include "file_options.h"
#include "progress.h"
#include "render_diagnostics.h"
#include "rewrite_setup.h"

#include "driver/report.h"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace weft {

// Takes the reports of one run of `explain`, prints the sites, and counts.
class ExplainRun {
 public:
  // All outlive the run. `num_files` is what the progress bar counts to.
  ExplainRun(const Options& options, const FileOptions& file_options, const PassSetups& setups,
             const std::optional<ExplainPlace>& place, Session& session, size_t num_files);

  void Report(const Problems& problems);
  bool Take(const FileReport& report);  // False where going on makes no sense.
  void Finish();                        // The summary, and patterns that matched nothing.
  int ExitCode() const;

 private:
  void Show(std::string_view path, const LocatedSite& located);
  void Count(const Site& site);
  std::string HumanSummary() const;
  std::string JsonSummary() const;

  const Options& options_;
  const FileOptions& file_options_;
  const PassSetups& setups_;
  const std::optional<ExplainPlace>& place_;
  Session& session_;
  bool is_json_;
  DiagnosticRenderer renderer_;
  Progress progress_;
  std::vector<SelectionUse> uses_;            // By variant.
  std::map<std::string, size_t> left_alone_;  // By rule, or by reason where no rule decided.
  size_t num_sites_ = 0;
  size_t num_rewritten_ = 0;
  size_t num_shown_ = 0;
  bool has_problems_ = false;
  bool has_syntax_errors_ = false;
};

}  // namespace weft
