#include "base/assert.h"

#include <cstdio>
#include <cstdlib>

namespace weft {

void AssertionFailed(const char* file, int line, const char* promise) {
  std::fprintf(stderr, "%s:%d: internal error: promised that %s\n", file, line, promise);
  std::abort();
}

}  // namespace weft
