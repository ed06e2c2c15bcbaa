#pragma once

#include "astgen/description.h"

#include <string_view>
#include <variant>

namespace astgen {

// The description, or the first place where it is malformed.
std::variant<Description, Error> ParseAsdl(std::string_view text);

}  // namespace astgen
