#include "passes/duration_option.h"
#include "passes/pass.h"
#include "passes/profile_calls.h"
#include "passes/wrap_calls.h"
#include "passes/wrapper_option.h"

#include <algorithm>

#include <fmt/format.h>

namespace weft {
namespace {

constexpr std::string_view kYesNo = "yes|no";

std::optional<std::string> SetClock(std::string_view value, PassOptions& options) {
  options.running_clock = value == "running";
  return std::nullopt;
}

constexpr PassOptionRow kWrapOptions[] = {
    {"with", SetWrapper, "MODULE:NAME", "", "the wrapper: `f(a)` becomes NAME(f, a)"},
    {"guard", &PassOptions::guard, kYesNo, "no",
     "check at run time that no alias of locals(), super() and the like is wrapped"},
    {"decorators", &PassOptions::wrap_decorators, kYesNo, "yes", "wrap calls in decorators"},
    {"defaults", &PassOptions::wrap_defaults, kYesNo, "yes", "wrap calls in parameter defaults"},
};

constexpr PassOptionRow kProfileOptions[] = {
    {"in", &PassOptions::profile_in, "PATTERN", "",
     "profile the functions that PATTERN matches; may be given several times"},
    {"limit", SetLimit, "DURATION", "", "log the calls of every run that takes as long or longer"},
    {"clock", SetClock, "wall|running", "wall",
     "whether the time that a function waits at yield and await counts"},
};

constexpr Pass kPasses[] = {
    {.name = "wrap-calls",
     .version = "1",
     .summary = "route every call through a wrapper function",
     .family = Family::Instrument,
     .effect = Effect::Observing,
     .run = WrapCalls,
     .undo = UndoWrapCalls,
     .options = kWrapOptions},
    {.name = "profile-calls",
     .version = "1",
     .summary = "time the calls of chosen functions",
     .family = Family::Instrument,
     .effect = Effect::Observing,
     .run = ProfileCalls,
     .undo = UndoProfileCalls,
     .options = kProfileOptions},
};

}  // namespace

std::span<const Pass> AllPasses() {
  return kPasses;
}

const Pass* FindPass(std::string_view name) {
  auto plain = [](char c) { return c == '-' ? '_' : c; };
  const auto* pass = std::ranges::find_if(kPasses, [&](const Pass& known) {
    return std::ranges::equal(known.name, name, {}, plain, plain);
  });
  return pass == std::end(kPasses) ? nullptr : pass;
}

}  // namespace weft
