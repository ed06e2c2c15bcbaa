#include "commands.h"

#include "passes/pass.h"
#include "passes/pass_text.h"
#include "passes/presets.h"

#include <algorithm>
#include <string>

#include <fmt/format.h>

namespace weft {
namespace {

std::string Describe(const Pass& pass) {
  std::string text =
      fmt::format("{}: {}\nfamily: {}\neffect: {}; {}\n", pass.name, pass.summary,
                  FamilyName(pass.family), EffectName(pass.effect), EffectText(pass.effect));
  if (!pass.options.empty()) text += "options:\n";
  for (const PassOptionRow& row : pass.options) {
    text += fmt::format("  {}\n      {}", OptionSyntax(row), row.summary);
    text += row.initial.empty() ? "\n" : fmt::format(" (default: {})\n", row.initial);
  }
  return text;
}

std::string List() {
  size_t width = 0;
  for (const Pass& pass : AllPasses()) width = std::max(width, pass.name.size());
  std::string text;
  for (const Pass& pass : AllPasses()) {
    text += fmt::format("{:<{}}  {:<10}  {:<10}  {}\n", pass.name, width, FamilyName(pass.family),
                        EffectName(pass.effect), pass.summary);
  }
  text += "\nPresets:\n";
  for (const Preset& preset : AllPresets()) {
    text += fmt::format("{:<{}}  {}\n", preset.name, width, preset.passes);
  }
  return text;
}

}  // namespace

int RunPassesCommand(const Options& options, Session& session) {
  if (options.name.empty()) {
    session.out.Write(List());
    return kExitDone;
  }
  const Pass* pass = FindPass(options.name);
  WEFT_ASSERT(pass != nullptr, "the command line takes names of passes only");
  session.out.Write(Describe(*pass));
  return kExitDone;
}

}  // namespace weft
