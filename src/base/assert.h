#pragma once

namespace weft {

// Prints the broken promise with its place and aborts. Never returns.
[[noreturn]] void AssertionFailed(const char* file, int line, const char* promise);

}  // namespace weft

// For bugs of our own, in every build. Broken input is never an assertion.
#define WEFT_ASSERT(condition, promise) \
  ((condition) ? static_cast<void>(0) : ::weft::AssertionFailed(__FILE__, __LINE__, promise))
