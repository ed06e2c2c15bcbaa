#include "selection_report.h"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

namespace weft {
namespace {

std::string NearNames(const LeafUse& use) {
  std::string names;
  for (size_t i = 0; i < use.near.size(); ++i) {
    names += i == 0 ? "; did you mean " : i + 1 < use.near.size() ? ", " : " or ";
    names += "`" + use.near[i].name + "`";
  }
  return names.empty() ? names : names + "?";
}

// One pattern, in whichever variants it stands.
struct Demand {
  std::string pattern;
  std::string option;  // `--only`
  ConfigPlace place;   // Path empty: the command line says it.
  bool is_strict = false;
  SelectionUse use = SelectionUse(1);
};

std::string PatternText(const Pointcut& leaf, std::string_view option) {
  if (option == "--pointcut") return leaf.Text();
  std::string text = leaf.pattern.text();
  bool has_scope = leaf.kind == PointcutKind::Within && leaf.scope.text() != "*";
  return has_scope ? text + ":" + leaf.scope.text() : text;
}

ConfigPlace PlaceOf(const Options& options, std::string_view option) {
  auto at = options.configured.find(option.substr(std::string_view("--").size()));
  return at == options.configured.end() ? ConfigPlace{} : at->second;
}

class Demands {
 public:
  void Add(const Options& options, const Selection& selection, const SelectionUse& use);
  void Report(Problems& problems) const;

 private:
  std::vector<Demand> all_;
  std::map<std::string, size_t> index_;  // In all_, by what tells demands apart.
};

void Demands::Add(const Options& options, const Selection& selection, const SelectionUse& use) {
  for (size_t i = 0; i < use.size(); ++i) {
    const Pointcut& leaf = selection.leaves()[i];
    const std::string& rule = selection.rules()[leaf.rule].text;
    if (rule == "--ignore-builtins") continue;
    Demand demand;
    demand.option = rule.substr(0, rule.find(' '));
    demand.pattern = PatternText(leaf, demand.option);
    demand.place = PlaceOf(options, demand.option);
    demand.is_strict = options.select.strict;
    std::string key = fmt::format("{}:{}:{}: {} {}", demand.place.path, demand.place.place.line,
                                  demand.place.place.column, rule, demand.pattern);
    auto [at, is_new] = index_.try_emplace(std::move(key), all_.size());
    if (is_new) all_.push_back(std::move(demand));
    MergeUse({use[i]}, all_[at->second].use);
  }
}

void Demands::Report(Problems& problems) const {
  for (const Demand& demand : all_) {
    const LeafUse& use = demand.use[0];
    if (use.has_matched || !use.is_asked) continue;
    const auto& [path, place] = demand.place;
    std::string where = fmt::format(" of {}", demand.option);
    std::string near = NearNames(use);
    if (demand.is_strict) {
      problems.ReportAt<ProblemId::PatternUnmatchedStrict>(path, place, demand.pattern, where,
                                                           near);
    } else if (path.empty()) {
      problems.Report<ProblemId::PatternUnmatched>("", demand.pattern, where, near);
    } else {
      problems.ReportAt<ProblemId::PatternUnmatchedHere>(path, place, demand.pattern, where, near);
    }
  }
}

}  // namespace

void ReportUnmatched(const FileOptions& options, const PassSetups& setups,
                     std::span<const SelectionUse> uses, Problems& problems) {
  Demands demands;
  for (size_t i = 0; i < uses.size(); ++i) {
    demands.Add(options.variants[i], setups[i]->selection, uses[i]);
  }
  demands.Report(problems);
}

}  // namespace weft
