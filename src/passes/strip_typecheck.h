#pragma once

#include "passes/pass.h"

namespace weft {

// Takes out what only type checkers run, and the tests for it:
//
//   from typing import TYPE_CHECKING     from typing import TYPE_CHECKING
//   if TYPE_CHECKING:
//       from shop import Cart
//   else:                                if 1:
//       Cart = None                          Cart = None
//
// The name has to be proven typing's own, or be bound by nothing but `TYPE_CHECKING = False`. A
// branch is left alone where code that runs uses a name which nothing but the branch binds.
void StripTypecheck(const PassInput& input, PassOutput& output, Diagnostics& diagnostics);

}  // namespace weft
