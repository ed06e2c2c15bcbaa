#pragma once

#include "options.h"

#include "select/selection.h"

#include <optional>
#include <string>

namespace weft {

// Puts the options together, or says what is wrong with them.
std::optional<std::string> SetUpSelection(const SelectionOptions& options, Selection& selection);

// What is wrong with a value of --kind, and of --pointcut, on one line.
std::optional<std::string> CheckKind(const std::string& value);
std::optional<std::string> CheckPointcut(const std::string& value);

}  // namespace weft
