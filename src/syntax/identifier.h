#pragma once

#include "syntax/tree.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace weft {

// A character of a name that Python does not take (PEP 3131), and where.
struct BadCharacter {
  uint32_t offset;  // In bytes, into the name.
  uint32_t code_point;
  std::string_view text;  // Its UTF-8 bytes.
  bool is_printable;
};

// The first character of `name` (valid UTF-8) that may not stand there; nothing where the
// name is an identifier. For names with non-ASCII characters; ASCII ones are right by
// construction.
std::optional<BadCharacter> FindBadCharacter(std::string_view name);

// Appends the name at `span` as Python knows it: in Unicode's NFKC form (PEP 3131), and without
// the blanks that may stand between the parts of a dotted name.
void AppendName(const Tree& tree, Span span, std::string& name);

}  // namespace weft
