#pragma once

#include "base/diagnostics.h"
#include "select/name_pattern.h"
#include "syntax/tree.h"

#include <cstdint>
#include <string>
#include <vector>

namespace weft {

// A comment that chooses, and the part of the file that it is about:
//
//   # weft: off           up to the next `# weft: on`, or to the end of the file
//   # weft: skip          the statement of its line; alone on a line, the statement below
//   # weft: only(a.*, b)  the rest of the function or class body it stands in; behind
//                         `def ...:` or `class ...:`, that definition
//
// A call belongs to a region if it begins there.
struct Pragma {
  enum class Kind : uint8_t { Off, Skip, Only };
  Kind kind;
  Span comment;
  Span region;
  std::string reason;                 // Why a call in the region is left alone.
  std::string rule;                   // `shop.py:3: # weft: off`
  std::vector<NamePattern> patterns;  // Only: of callees as they are written.
};

// The pragmas of a file, in source order. Reports those that are unknown or about no call.
std::vector<Pragma> FindPragmas(const Tree& tree, Diagnostics& diagnostics);

}  // namespace weft
