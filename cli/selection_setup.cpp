#include "selection_setup.h"

#include "shown_text.h"

#include "base/utf8.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace weft {
namespace {

using Complaint = std::optional<std::string>;

// The patterns of an option that is given several times, lists taken apart. Empty ones count.
std::vector<std::string> PatternsOf(const std::vector<std::string>& values) {
  std::vector<std::string> patterns;
  for (const std::string& value : values) {
    for (std::string& part : SplitPatterns(value)) patterns.push_back(std::move(part));
  }
  return patterns;
}

std::string Joined(const std::vector<std::string>& patterns) {
  std::string text;
  for (const std::string& pattern : patterns) text += (text.empty() ? "" : ",") + pattern;
  return text.empty() ? "''" : text;
}

Pointcut MakePointcut(PointcutKind kind, const std::string& pattern, bool takes_functions) {
  bool is_name = takes_functions && pattern.find(':') == std::string::npos;
  if (kind == PointcutKind::Within) return MakeWithin(is_name ? ":" + pattern : pattern);
  return {.kind = kind, .pattern = NamePattern(pattern)};
}

// Selects what one of the patterns is true for. An empty pattern is true for nothing, and
// nobody wonders that it matches nothing.
void AddChoice(Selection& selection, std::string_view option, PointcutKind kind,
               const std::vector<std::string>& values, bool takes_functions = false) {
  if (values.empty()) return;
  std::vector<std::string> patterns = PatternsOf(values);
  std::vector<Pointcut> leaves;
  for (const std::string& pattern : patterns) {
    if (!pattern.empty()) leaves.push_back(MakePointcut(kind, pattern, takes_functions));
  }
  std::string text = fmt::format("{} {}", option, Joined(patterns));
  bool excludes = false;
  selection.AddRule(std::move(text), std::move(leaves), excludes);
}

// One rule for each pattern, so that the one that excludes a call is known.
void AddExclusions(Selection& selection, std::string_view option, PointcutKind kind,
                   const std::vector<std::string>& values, bool takes_functions = false) {
  bool excludes = true;
  for (const std::string& pattern : PatternsOf(values)) {
    if (pattern.empty()) continue;
    selection.AddRule(fmt::format("{} {}", option, pattern),
                      {MakePointcut(kind, pattern, takes_functions)}, excludes);
  }
}

Complaint CheckKindName(const std::string& name) {
  if (FindFunctionKind(name) != nullptr) return std::nullopt;
  std::string known;
  for (const FunctionKindRow& kind : AllFunctionKinds()) {
    known += (known.empty() ? "" : ", ") + std::string(kind.name);
  }
  return fmt::format("`{}` is none of {}", name, known);
}

Complaint AddKinds(Selection& selection, const std::vector<std::string>& values) {
  if (values.empty()) return std::nullopt;
  std::vector<std::string> names = PatternsOf(values);
  std::vector<Pointcut> leaves;
  for (const std::string& name : names) {
    if (Complaint complaint = CheckKindName(name)) return "--kind " + *complaint;
    const FunctionKindRow* row = FindFunctionKind(name);
    leaves.push_back(
        {.kind = PointcutKind::Kind, .pattern = NamePattern(name), .function_kind = row->bit});
  }
  bool excludes = false;
  selection.AddRule("--kind " + Joined(names), std::move(leaves), excludes);
  return std::nullopt;
}

// Recompyle's rule, but a `--skip` that takes something out of an `--only` makes sense.
Complaint CheckSkips(const SelectionOptions& options) {
  if (options.only.empty()) return std::nullopt;
  std::vector<std::string> only = PatternsOf(options.only);
  for (const std::string& skip : PatternsOf(options.skip)) {
    NamePattern narrower(skip);
    bool is_covered = std::ranges::any_of(
        only, [&](const std::string& wider) { return NamePattern(wider).Covers(narrower); });
    if (!is_covered) {
      return fmt::format("--skip `{}` is not part of what --only takes; use one of the two", skip);
    }
  }
  return std::nullopt;
}

Complaint AddPointcut(Selection& selection, const std::string& text) {
  std::vector<Pointcut> leaves;
  PointcutExpr expr;
  std::optional<PointcutError> error = ParsePointcut(text, leaves, expr);
  if (!error) {
    selection.AddRule("--pointcut " + text, std::move(leaves), std::move(expr));
    return std::nullopt;
  }
  std::string_view before = std::string_view(text).substr(0, error->offset);
  return fmt::format("--pointcut, column {}: {}\n    {}\n    {:>{}}", CountCodePoints(before) + 1,
                     error->message, ShownText(text), '^', CountCodePoints(ShownText(before)) + 1);
}

}  // namespace

std::optional<std::string> CheckKind(const std::string& value) {
  for (const std::string& name : SplitPatterns(value)) {
    if (Complaint complaint = CheckKindName(name)) return complaint;
  }
  return std::nullopt;
}

std::optional<std::string> CheckPointcut(const std::string& value) {
  std::vector<Pointcut> leaves;
  PointcutExpr expr;
  std::optional<PointcutError> error = ParsePointcut(value, leaves, expr);
  if (!error) return std::nullopt;
  std::string_view before = std::string_view(value).substr(0, error->offset);
  return fmt::format("column {}: {}", CountCodePoints(before) + 1, error->message);
}

std::optional<std::string> SetUpSelection(const SelectionOptions& options, Selection& selection) {
  if (Complaint complaint = CheckSkips(options)) return complaint;
  AddChoice(selection, "--in", PointcutKind::Within, options.in, options.takes_functions);
  AddExclusions(selection, "--not-in", PointcutKind::Within, options.not_in,
                options.takes_functions);
  AddChoice(selection, "--decorated", PointcutKind::Decorated, options.decorated);
  AddChoice(selection, "--base", PointcutKind::Base, options.base);
  if (Complaint complaint = AddKinds(selection, options.kind)) return complaint;
  AddChoice(selection, "--only", PointcutKind::Callee, options.only);
  AddExclusions(selection, "--skip", PointcutKind::Callee, options.skip);
  if (options.ignore_builtins) {
    bool excludes = true;
    Pointcut builtins{.kind = PointcutKind::Call, .pattern = NamePattern("builtins.*")};
    selection.AddRule("--ignore-builtins", {builtins}, excludes);
  }
  for (const std::string& text : options.pointcut) {
    if (Complaint complaint = AddPointcut(selection, text)) return complaint;
  }
  return std::nullopt;
}

}  // namespace weft
