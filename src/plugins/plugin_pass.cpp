#include "plugins/plugin_pass.h"

#include "plugins/plugin_messages.h"
#include "plugins/plugin_pool.h"

#include "passes/sites.h"
#include "passes/source_text.h"
#include "print/prologue.h"
#include "validate/validate.h"

#include <algorithm>
#include <memory>
#include <numeric>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace weft {
namespace {

// What the passes of one plug-in share.
class Plugin : public PassOrigin {
 public:
  Plugin(const PluginProgram& program, const std::string& path)
      : path_(path), pool_(program, path) {}

  std::optional<std::string> Load() {
    if (std::optional<std::string> complaint = pool_.Load(info_)) return complaint;
    fingerprint_ = fmt::format("{:016x}", info_.checksum);
    return std::nullopt;
  }

  const std::string& path() const { return path_; }
  const PluginInfo& info() const { return info_; }
  const std::string& fingerprint() const { return fingerprint_; }
  PluginPool& pool() const { return pool_; }

 private:
  std::string path_;
  PluginInfo info_;
  std::string fingerprint_;
  mutable PluginPool pool_;  // For any thread.
};

class PluginPass : public PassOrigin {
 public:
  PluginPass(const Plugin& plugin, uint32_t index) : plugin_(plugin), index_(index) {
    for (const PluginOptionInfo& option : info().options) {
      rows_.push_back({.name = option.name,
                       .field = PassOptionRow::Foreign{},
                       .type = option.type,
                       .initial = option.initial,
                       .summary = option.summary});
    }
  }

  const Plugin& plugin() const { return plugin_; }
  const PluginPassInfo& info() const { return plugin_.info().passes[index_]; }
  uint32_t index() const { return index_; }
  std::span<const PassOptionRow> rows() const { return rows_; }

 private:
  const Plugin& plugin_;
  uint32_t index_;
  std::vector<PassOptionRow> rows_;
};

// Whether a text can stand in front of a module.
bool AreSimpleStatements(const std::string& text) {
  SourceFile source = SourceFile::FromText("prologue", text);
  Diagnostics ignored;
  std::optional<Tree> tree = ParseValid(source, kNewestTarget, ignored);
  if (!tree) return false;
  for (NodeId statement : Children(*tree, kRootNode)) {
    if (IsCompound((*tree)[statement].kind)) return false;
  }
  return tree->FirstChild(kRootNode).is_valid();
}

Decision DecisionOf(const PassInput& input, NodeId node) {
  switch (input.tree[node].kind) {
    case Kind::Call:
      return input.selection.Select(node);
    case Kind::FunctionDef:
    case Kind::AsyncFunctionDef:
    case Kind::ClassDef:
    case Kind::Lambda:
      return input.selection.SelectFunction(node);
    default:
      return input.selection.SelectStatement(node);
  }
}

// What people call a place; of what has statements inside, not all of its text.
std::string NameOf(const Tree& tree, NodeId node) {
  const Kind kind = tree[node].kind;
  if (kind == Kind::FunctionDef || kind == Kind::AsyncFunctionDef || kind == Kind::ClassDef) {
    return std::string(tree.Text(tree.Child(node, Role::Name)));
  }
  bool has_statements = kind == Kind::Module || IsCompound(kind);
  return has_statements ? std::string(KindName(kind)) : TextOnOneLine(tree, node);
}

void AddEdit(const PluginEdit& edit, EditList& edits) {
  switch (edit.place) {
    case Edit::Place::After:
      return edits.After(edit.owner, edit.span.begin, edit.text);
    case Edit::Place::Before:
      return edits.Before(edit.owner, edit.span.begin, edit.text);
    case Edit::Place::Gap:
      return edits.Gap(edit.owner, edit.span, edit.text);
    case Edit::Place::Whole:
      return edits.Whole(edit.owner, edit.span, edit.text);
  }
}

// Which sites of `answer` are rewritten; records all of them.
std::vector<bool> ChooseSites(const PluginAnswer& answer, const PassInput& input,
                              PassOutput& output) {
  // In source order, since the ids of sites count equal ones.
  std::vector<uint32_t> order(answer.sites.size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::sort(order, {}, [&](uint32_t site) { return answer.sites[site].node; });
  std::vector<bool> is_rewritten(answer.sites.size());
  SiteRecorder recorder(input, input.pass.name, output.sites);
  for (uint32_t index : order) {
    const PluginSite& site = answer.sites[index];
    Decision decision = DecisionOf(input, site.node);
    std::string_view reason = decision.is_selected ? site.reason : decision.reason;
    is_rewritten[index] = decision.is_selected && reason.empty();
    if (input.options.record_sites) {
      recorder.AddPlace(site.node, NameOf(input.tree, site.node), decision, reason);
    }
  }
  return is_rewritten;
}

void Report(const PluginReport& report, const PassInput& input, Diagnostics& diagnostics) {
  switch (report.severity) {
    case Severity::Note:
      return diagnostics.Report<DiagnosticId::PluginNote>(report.span, input.pass.name,
                                                          report.message);
    case Severity::Warning:
      return diagnostics.Report<DiagnosticId::PluginWarning>(report.span, input.pass.name,
                                                             report.message);
    case Severity::Error:
      return diagnostics.Report<DiagnosticId::PluginError>(report.span, input.pass.name,
                                                           report.message);
  }
}

// Does what the plug-in asked for, or says what is wrong with that.
std::optional<std::string> Apply(const PluginAnswer& answer, const PassInput& input,
                                 PassOutput& output, Diagnostics& diagnostics) {
  if (!answer.failure.empty()) return answer.failure;
  std::vector<bool> is_rewritten = ChooseSites(answer, input, output);
  for (const PluginEdit& edit : answer.edits) {
    if (is_rewritten[edit.site]) AddEdit(edit, output.edits);
  }
  for (const PluginPrologue& prologue : answer.prologue) {
    const std::string& statement = prologue.statement;
    bool is_new = std::ranges::find(output.prologue, statement) == output.prologue.end();
    if (!is_rewritten[prologue.site] || !is_new) continue;
    if (!AreSimpleStatements(statement)) {
      return fmt::format("asks for `{}` in the prologue, which is no simple statement", statement);
    }
    output.prologue.push_back(statement);
  }
  for (const PluginReport& report : answer.reports) Report(report, input, diagnostics);
  return std::nullopt;
}

void RunPlugin(const PassInput& input, PassOutput& output, Diagnostics& diagnostics) {
  const auto& pass = static_cast<const PluginPass&>(*input.pass.origin);
  std::string bytes;
  PluginAnswer answer;
  std::optional<std::string> failure =
      pass.plugin().pool().Ask(WriteRequest(pass.index(), input), bytes);
  if (!failure) failure = ReadAnswer(bytes, input.tree, answer);
  if (!failure) failure = Apply(answer, input, output, diagnostics);
  if (!failure) return;
  diagnostics.Report<DiagnosticId::PluginFailed>({0, 0}, pass.plugin().path(), *failure);
  output.has_failed = true;
}

}  // namespace

std::optional<std::string> AddPlugin(const std::string& path, const PluginProgram& program,
                                     Catalog& catalog) {
  auto plugin = std::make_unique<Plugin>(program, path);
  if (std::optional<std::string> complaint = plugin->Load()) {
    return fmt::format("plug-in `{}` {}", path, *complaint);
  }
  for (uint32_t index = 0; index < plugin->info().passes.size(); ++index) {
    auto origin = std::make_unique<PluginPass>(*plugin, index);
    const PluginPassInfo& info = origin->info();
    Pass pass{.name = info.name,
              .version = info.version,
              .summary = info.summary,
              .family = info.family,
              .effect = info.effect,
              .run = RunPlugin,
              .options = origin->rows(),
              .origin = origin.get(),
              .fingerprint = plugin->fingerprint()};
    if (std::optional<std::string> complaint = catalog.Add(pass)) {
      return fmt::format("plug-in `{}`: {}", path, *complaint);
    }
    catalog.Keep(std::move(origin));
  }
  catalog.Keep(std::move(plugin));
  return std::nullopt;
}

}  // namespace weft
