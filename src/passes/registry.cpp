#include "passes/pass.h"
#include "passes/profile_calls.h"
#include "passes/wrap_calls.h"

namespace weft {
namespace {

constexpr Pass kPasses[] = {
    {"wrap-calls", "route every call through a wrapper function", Effect::Observing, WrapCalls,
     UndoWrapCalls},
    {"profile-calls", "time the calls of chosen functions", Effect::Observing, ProfileCalls},
};

}  // namespace

std::span<const Pass> AllPasses() {
  return kPasses;
}

const Pass* FindPass(std::string_view name) {
  for (const Pass& pass : kPasses) {
    if (pass.name == name) {
      return &pass;
    }
  }
  return nullptr;
}

}  // namespace weft
