#include "commands.h"
#include "pass_setup.h"

#include "passes/catalog.h"
#include "passes/pass_text.h"
#include "passes/presets.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

namespace weft {
namespace {

std::string Describe(const Pass& pass) {
  std::string text =
      fmt::format("{}: {}\nfamily: {}\neffect: {}; {}\n", pass.name, pass.summary,
                  FamilyName(pass.family), EffectName(pass.effect), EffectText(pass.effect));
  // Part of every tag and key, so worth knowing.
  if (!pass.fingerprint.empty()) text += fmt::format("content: {}\n", pass.fingerprint);
  if (!pass.options.empty()) text += "options:\n";
  for (const PassOptionRow& row : pass.options) {
    text += fmt::format("  {}\n      {}", OptionSyntax(row), row.summary);
    text += row.initial.empty() ? "\n" : fmt::format(" (default: {})\n", row.initial);
  }
  return text;
}

std::string List(const std::vector<const Pass*>& passes) {
  size_t width = 0;
  for (const Pass* pass : passes) width = std::max(width, pass->name.size());
  std::string text;
  for (const Pass* pass : passes) {
    text += fmt::format("{:<{}}  {:<10}  {:<10}  {}\n", pass->name, width, FamilyName(pass->family),
                        EffectName(pass->effect), pass->summary);
  }
  text += "\nPresets:\n";
  for (const Preset& preset : AllPresets()) {
    text += fmt::format("{:<{}}  {}\n", preset.name, width, preset.passes);
  }
  return text;
}

}  // namespace

int RunPassesCommand(const Options& options, Session& session) {
  Catalog catalog;
  if (std::optional<std::string> complaint = AddForeignPasses(options, catalog)) {
    return ReportUsageError(session, *complaint);
  }
  if (options.name.empty()) {
    session.out.Write(List(catalog.All()));
    return kExitDone;
  }
  const Pass* pass = catalog.Find(options.name);
  if (pass == nullptr) {
    return ReportUsageError(session,
                            fmt::format("no pass is called `{}`; see `weft passes`", options.name));
  }
  session.out.Write(Describe(*pass));
  return kExitDone;
}

}  // namespace weft
