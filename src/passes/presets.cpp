#include "passes/presets.h"

#include <algorithm>

namespace weft {
namespace {

constexpr Preset kPresets[] = {
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
