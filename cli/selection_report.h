#pragma once

#include "driver/problems.h"
#include "select/selection.h"
#include "select/selection_use.h"

namespace weft {

// Names the patterns that matched nothing in the whole run, with the names that come closest;
// errors where `is_strict`. `use` is what all files together left behind.
void ReportUnmatched(const Selection& selection, const SelectionUse& use, bool is_strict,
                     Problems& problems);

}  // namespace weft
