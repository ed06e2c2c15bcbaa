#pragma once

#include "syntax/python_version.h"
#include "syntax/tree.h"

#include <cstdint>
#include <vector>

namespace weft {

// Offsets, in no order, of what this front end takes and CPython's parser may refuse: the
// LR tables were made for editors, and take more than Python is (fidelity of targets, stars,
// orders of arguments and parameters, literals and more). Being listed only means that the second
// parser is asked (Diagnose), so this errs on that side where precision would cost.
std::vector<uint32_t> FindSuspects(const Tree& tree, PythonVersion target);

}  // namespace weft
