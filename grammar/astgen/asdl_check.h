#pragma once

#include "astgen/description.h"

#include <vector>

namespace astgen {

// What is wrong with a description that parsed, in the order of the file. The emitters
// rely on its being empty.
std::vector<Error> CheckAsdl(const Description& description);

}  // namespace astgen
