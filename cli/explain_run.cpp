#include "explain_run.h"

#include "selection_report.h"
#include "shown_text.h"

#include "driver/json_text.h"
#include "driver/manifest.h"

#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace weft {
namespace {

// What the pass does, as a participle and as a verb.
struct Deed {
  std::string_view done;
  std::string_view does;
};

Deed DeedOf(std::string_view pass) {
  return pass == "profile-calls" ? Deed{"timed", "times"} : Deed{"wrapped", "wraps"};
}

std::string Done(const Site& site) {
  if (!site.is_rewritten) return "left alone: " + site.reason;
  std::string done(DeedOf(site.pass).done);
  return site.rule.empty() ? done : fmt::format("{}: selected by `{}`", done, site.rule);
}

std::string HumanSite(std::string_view path, const LocatedSite& located, bool has_chain) {
  const Site& site = located.site;
  std::string out =
      fmt::format("{}:{}:{}: {}: {}\n", ShownText(path), located.begin.line, located.begin.column,
                  ShownText(site.callee), ShownText(Done(site)));
  if (!has_chain) return out;
  for (const SiteStep& step : site.chain) {
    out += fmt::format("    {}: {}\n", ShownText(step.rule), ShownText(step.verdict));
  }
  bool is_left_by_pass = !site.is_rewritten && site.rule.empty();
  out += fmt::format("    {}: {}\n", site.pass,
                     site.is_rewritten ? fmt::format("{} it", DeedOf(site.pass).does)
                     : is_left_by_pass ? "leaves it alone: " + site.reason
                                       : "not asked");
  return out;
}

std::string JsonSite(std::string_view path, const LocatedSite& located, bool has_chain) {
  std::string out;
  JsonObject object(out);
  object.Add("file", path);
  AddSite(object, located);
  if (has_chain) {
    object.AddKey("chain");
    out += '[';
    for (const SiteStep& step : located.site.chain) {
      if (!out.ends_with('[')) out += ", ";
      JsonObject member(out);
      size_t blanks = step.rule.find_first_not_of(' ');
      member.Add("rule", std::string_view(step.rule).substr(blanks)).Add("verdict", step.verdict);
      member.Close();
    }
    out += ']';
  }
  object.Close();
  return out;
}

}  // namespace

ExplainRun::ExplainRun(const Options& options, const FileOptions& file_options,
                       const PassSetups& setups, const std::optional<ExplainPlace>& place,
                       Session& session, size_t num_files)
    : options_(options),
      file_options_(file_options),
      setups_(setups),
      place_(place),
      session_(session),
      is_json_(options.format == Format::Json),
      renderer_({.format = options.format,
                 .has_color = UsesColor(options.color, session.err),
                 .names_exceptions = false,
                 .tells_of_moved_lines = false,
                 .quiet = options.quiet,
                 .verbose = options.verbose,
                 .is_embedded = is_json_},
                &session.err),
      progress_(&session.err, num_files, !is_json_ && !options.quiet),
      uses_(setups.size()) {
  if (is_json_) session_.out.Write(R"({"version": 1, "sites": [)");
}

void ExplainRun::Report(const Problems& problems) {
  for (const Problem& problem : problems.all()) renderer_.Render(MakeFinding(problem));
  has_problems_ = has_problems_ || problems.has_errors();
}

bool ExplainRun::Take(const FileReport& report) {
  progress_.Hide();
  Report(report.problems);
  for (const LocatedDiagnostic& diagnostic : report.diagnostics) {
    renderer_.Render(MakeFinding(report.file->path, diagnostic));
  }
  MergeUse(report.selection_use, uses_[report.file->variant]);
  bool is_place = !place_ || place_->file == report.file->path;
  for (const LocatedSite& site : report.sites) {
    Count(site.site);
    if (is_place && (!place_ || place_->Contains(site.begin))) Show(report.file->path, site);
  }
  has_problems_ = has_problems_ || report.outcome == FileOutcome::Failed;
  has_syntax_errors_ = has_syntax_errors_ || report.outcome == FileOutcome::SyntaxError;
  progress_.Advance();
  return !session_.out.has_failed();
}

void ExplainRun::Show(std::string_view path, const LocatedSite& located) {
  if (is_json_) session_.out.Write(num_shown_ == 0 ? "\n" : ",\n");
  ++num_shown_;
  bool has_chain = place_.has_value();
  session_.out.Write(is_json_ ? JsonSite(path, located, has_chain)
                              : HumanSite(path, located, has_chain));
}

void ExplainRun::Count(const Site& site) {
  ++num_sites_;
  if (site.is_rewritten) {
    ++num_rewritten_;
  } else {
    ++left_alone_[site.rule.empty() ? site.reason : site.rule];
  }
}

std::string ExplainRun::HumanSummary() const {
  std::string out =
      fmt::format("{}, {} {}, {} left alone\n", weft::Count(num_sites_, "call"), num_rewritten_,
                  DeedOf(options_.explained).done, num_sites_ - num_rewritten_);
  std::vector<std::pair<std::string, size_t>> rows(left_alone_.begin(), left_alone_.end());
  std::ranges::stable_sort(rows, std::ranges::greater(), &std::pair<std::string, size_t>::second);
  for (const auto& [what, count] : rows) out += fmt::format("{:>7}  {}\n", count, ShownText(what));
  return out;
}

std::string ExplainRun::JsonSummary() const {
  std::string out;
  JsonObject object(out);
  object.Add("sites", static_cast<uint32_t>(num_sites_))
      .Add("rewritten", static_cast<uint32_t>(num_rewritten_))
      .AddKey("left_alone");
  JsonObject counts(out);
  for (const auto& [what, count] : left_alone_) counts.Add(what, static_cast<uint32_t>(count));
  counts.Close();
  object.Close();
  return out;
}

void ExplainRun::Finish() {
  progress_.Hide();
  Problems problems;
  ReportUnmatched(file_options_, setups_, uses_, problems);
  if (place_ && num_shown_ == 0 && !has_problems_) {
    problems.Report<ProblemId::NoCallAtPlace>(place_->file, options_.at);
  }
  Report(problems);
  if (is_json_) {
    session_.out.Write(fmt::format("\n], \"summary\": {}, \"diagnostics\": [{}\n]}}\n",
                                   JsonSummary(), renderer_.embedded()));
  }
  renderer_.Finish();
  if (is_json_ || options_.quiet || place_) return;
  session_.out.Flush();
  session_.err.Write(HumanSummary());
}

int ExplainRun::ExitCode() const {
  if (has_problems_) return kExitError;
  return has_syntax_errors_ ? kExitSyntaxErrors : kExitDone;
}

}  // namespace weft
