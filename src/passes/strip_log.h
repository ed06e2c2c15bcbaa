#pragma once

#include "passes/pass.h"

namespace weft {

// Takes statements out that log at a level or below:
//
//   log.debug("x=%s", x)         (nothing, with log = logging.getLogger(...))
//   logging.debug("x")           (nothing)
//   self.log.debug("x")          as it is, unless receiver=self.log says what that is
//   log.debug("%s", next(x))     as it is, since evaluating its argument may do something
void StripLog(const PassInput& input, PassOutput& output, Diagnostics& diagnostics);

// For strip-log[level=info].
std::optional<std::string> SetLogLevel(std::string_view value, PassOptions& options);

}  // namespace weft
