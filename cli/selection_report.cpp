#include "selection_report.h"

#include <string>

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

}  // namespace

void ReportUnmatched(const Selection& selection, const SelectionUse& use, bool is_strict,
                     Problems& problems) {
  for (size_t i = 0; i < use.size(); ++i) {
    if (use[i].has_matched || !use[i].is_asked) continue;
    const Pointcut& leaf = selection.leaves()[i];
    const std::string& rule = selection.rules()[leaf.rule].text;
    bool is_builtins = rule == "--ignore-builtins";
    if (is_builtins) continue;
    bool is_pointcut = rule.starts_with("--pointcut ");
    std::string what = is_pointcut ? leaf.Text() : leaf.pattern.text();
    if (!is_pointcut && leaf.kind == PointcutKind::Within && leaf.scope.text() != "*") {
      what += ":" + leaf.scope.text();
    }
    std::string where = fmt::format(" of {}", rule.substr(0, rule.find(' ')));
    std::string near = NearNames(use[i]);
    if (is_strict) {
      problems.Report<ProblemId::PatternUnmatchedStrict>("", what, where, near);
    } else {
      problems.Report<ProblemId::PatternUnmatched>("", what, where, near);
    }
  }
}

}  // namespace weft
