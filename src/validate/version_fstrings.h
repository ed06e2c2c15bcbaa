#pragma once

#include "base/span.h"
#include "syntax/tree.h"

#include <cstdint>
#include <vector>

namespace weft {

enum class Feature : uint8_t {
#define FEATURE(id, minor, name) id,
#include "validate/version_features.def"
#undef FEATURE
};

struct FStringUse {
  Feature feature{};
  Span span;
};

// What in the f-strings of `tree` needs PEP 701. Before it, an f-string was a string first: no
// field could hold its quotes, a backslash, a comment or, between single quotes, a line
// break.
std::vector<FStringUse> FindNewFStrings(const Tree& tree);

}  // namespace weft
