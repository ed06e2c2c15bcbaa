#pragma once

#include <span>
#include <string>

namespace weft {

// The text of a Makefile fragment, as make and ninja read it: `target` depends on
// `inputs`, and an input that is gone is no error.
std::string DepfileText(const std::string& target, std::span<const std::string> inputs);

}  // namespace weft
