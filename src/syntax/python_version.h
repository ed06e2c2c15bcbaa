#pragma once

#include <compare>
#include <cstdint>

namespace weft {

// A Python 3 by its minor version: 3.13 is {13}.
struct PythonVersion {
  uint8_t minor = 13;
  friend constexpr auto operator<=>(PythonVersion, PythonVersion) = default;
};

inline constexpr PythonVersion kOldestTarget{8};
inline constexpr PythonVersion kNewestTarget{14};

// What messages and positions follow where nobody asks for another version.
inline constexpr PythonVersion kDefaultTarget{13};

}  // namespace weft
