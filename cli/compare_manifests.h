#pragma once

#include "commands.h"

namespace weft {

// `explain --compare OLD NEW`: tells how the sites of two manifests differ. Takes what
// `--manifest` wrote and what `explain --format json` prints. Returns the exit code.
int RunManifestComparison(const Options& options, Session& session);

}  // namespace weft
