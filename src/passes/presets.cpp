#include "passes/presets.h"

#include <algorithm>

namespace weft {
namespace {

constexpr Preset kPresets[] = {
    {"strip", "strip-typecheck,strip-assert,strip-annot,strip-doc",
     "leave out what only people and tools read"},
    {"O1", "dce-branch,dce-tail", "leave out what never runs"},
    {"O2", "strip-assert,strip-doc,dce-branch,dce-tail",
     "as O1, and leave out assertions and docstrings, as `python -OO` does"},
    {"profile", "profile-calls", "time the calls of chosen functions"},
};

}  // namespace

std::span<const Preset> AllPresets() {
  return kPresets;
}

const Preset* FindPreset(std::string_view name) {
  const auto* preset = std::ranges::find(kPresets, name, &Preset::name);
  return preset == std::end(kPresets) ? nullptr : preset;
}

}  // namespace weft
