#include "commands.h"

#include "passes/pass.h"

#include <algorithm>

#include <fmt/format.h>

namespace weft {
namespace {

std::string_view EffectName(Effect effect) {
  switch (effect) {
    case Effect::Preserving:
      return "preserving";
    case Effect::Observing:
      return "observing";
    case Effect::Changing:
      return "changing";
  }
  return "";
}

std::string_view EffectText(Effect effect) {
  switch (effect) {
    case Effect::Preserving:
      return "the program does the same";
    case Effect::Observing:
      return "the program does the same, and somebody is told";
    case Effect::Changing:
      return "the program does something else, on purpose";
  }
  return "";
}

}  // namespace

int RunPassesCommand(const Options& options, Session& session) {
  if (!options.name.empty()) {
    const Pass* pass = FindPass(options.name);
    WEFT_ASSERT(pass != nullptr, "the command line takes names of passes only");
    session.out.Write(fmt::format("{}: {}\neffect: {}; {}\n", pass->name, pass->summary,
                                  EffectName(pass->effect), EffectText(pass->effect)));
    return kExitDone;
  }
  size_t width = 0;
  for (const Pass& pass : AllPasses()) width = std::max(width, pass.name.size());
  for (const Pass& pass : AllPasses()) {
    session.out.Write(fmt::format("{:<{}}  {:<10}  {}\n", pass.name, width, EffectName(pass.effect),
                                  pass.summary));
  }
  return kExitDone;
}

}  // namespace weft
