#pragma once

#include <string>
#include <string_view>

namespace weft {

// Appends what Python's repr() prints for the number that `literal` stands for: an integer in
// decimal, a float by the shortest digits that read back as the same, an imaginary number with
// its `j`. An integer of more than 4300 decimal digits, which repr() refuses, is printed in
// hexadecimal: `0x` and lower-case digits.
void AppendNumberRepr(std::string_view literal, std::string& out);

}  // namespace weft
