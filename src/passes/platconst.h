#pragma once

#include "passes/pass.h"

namespace weft {

// Resolves tests on the platform and the version that a program is made for, never on those of
// the machine that Weft runs on, and takes out the branches that never run:
//
//   if sys.platform == "win32":    (with platform=linux)
//       a()
//   else:                          if 1:
//       b()                            b()
//
// Known are, as the options tell, `sys.platform` and `os.name`; `sys.version_info`, its parts and
// slices; `sys.implementation.name`; and `__debug__`. A version is known by its first two
// numbers, or from one on (`3.9+`); a test counts as known if all versions meant agree, up to
// 3.99.
void Platconst(const PassInput& input, PassOutput& output, Diagnostics& diagnostics);

std::optional<std::string> SetTargetVersion(std::string_view value, PassOptions& options);

}  // namespace weft
