#pragma once

#include <span>
#include <string_view>

namespace weft {

// A name for a list of passes, wherever a list may stand.
struct Preset {
  std::string_view name;
  std::string_view passes;   // As in `--passes`.
  std::string_view summary;  // One line.
};

std::span<const Preset> AllPresets();

// Null where no preset is called `name`.
const Preset* FindPreset(std::string_view name);

}  // namespace weft
