#pragma once

#include <string_view>

namespace weft {

// True for every name that the `builtins` module of some CPython from 3.8 to 3.14 has and
// that no module has for itself: not `__name__`, `__doc__` and their like, which the import
// system puts into every module.
bool IsBuiltinName(std::string_view name);

}  // namespace weft
