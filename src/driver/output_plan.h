#pragma once

#include "driver/tree_walk.h"

#include <cstdint>
#include <span>
#include <string>

namespace weft {

enum class OutputMode : uint8_t {
  Print,      // The one rewritten file, to standard output.
  File,       // The one rewritten file, to `path`.
  Directory,  // Every file, below `path`.
  InPlace,    // Changed files, over their inputs.
  Diff,       // Only show what would change.
  Check,      // Only name what would change.
};

struct OutputPlan {
  OutputMode mode = OutputMode::Print;
  std::string path;  // File, Directory: as given.
};

// Where the output of `file` goes; for File, Directory and InPlace.
std::string Destination(const OutputPlan& plan, const FoundFile& file);

// Finds what must stop a run before it writes anything: outputs that collide, that would
// overwrite an input, or that have no name.
Problems CheckPlan(const OutputPlan& plan, std::span<const FoundFile> files);

// For InPlace: takes out the links that the walk found and nobody asked for.
void DropLinksInPlace(FoundFiles& found);

}  // namespace weft
