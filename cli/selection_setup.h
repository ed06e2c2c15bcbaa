#pragma once

#include "options.h"

#include "select/selection.h"

#include <optional>
#include <string>

namespace weft {

// Puts the options together, or says what is wrong with them.
std::optional<std::string> SetUpSelection(const SelectionOptions& options, Selection& selection);

}  // namespace weft
