#pragma once

#include "passes/pass.h"

namespace weft {

// Takes docstrings out, as `python -OO` does; `__doc__` is None then:
//
//   def area(room):                def area(room):
//       """In metres."""
//       return 12                      return 12
//
// Left alone is what the file shows to be read: `area.__doc__`, all of a file that reads the
// `__doc__` of something unknown or imports what reads docstrings (docopt, doctest), and what
// has a decorator that is not known to leave docstrings alone. With `all`, nothing is.
void StripDoc(const PassInput& input, PassOutput& output, Diagnostics& diagnostics);

}  // namespace weft
