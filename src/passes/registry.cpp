#include "passes/pass.h"
#include "passes/wrap_calls.h"

namespace weft {
namespace {

constexpr Pass kPasses[] = {
    {"wrap-calls", "route every call through a wrapper function", Effect::Observing, WrapCalls,
     UndoWrapCalls},
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
