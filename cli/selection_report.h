#pragma once

#include "file_options.h"
#include "rewrite_setup.h"

#include "driver/problems.h"
#include "select/selection_use.h"

#include <span>

namespace weft {

// Names the patterns that matched nothing in the whole run, with the names that come closest.
// Errors where the options are strict; notes for what a configuration says, since a run may be
// about a part of its project. All are by variant; `uses` is what the files left behind.
void ReportUnmatched(const FileOptions& options, const PassSetups& setups,
                     std::span<const SelectionUse> uses, Problems& problems);

}  // namespace weft
