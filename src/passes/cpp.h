#pragma once

#include "passes/pass.h"

#include <optional>
#include <string>
#include <string_view>

namespace weft {

// Resolves directives as C's preprocessor has them, before the file is parsed:
//
//   #ifdef DEBUG          (an empty line)
//   print("x")            print("x")       (with set=DEBUG)
//   #else                 (an empty line)
//   pass                  (an empty line)
//   #endif                (an empty line)
//
// Lines become empty, so none moves. A line in a string is no directive.
void PreprocessText(const SourceFile& source, const PassOptions& options, EditList& edits,
                    Diagnostics& diagnostics);

// For cpp[set=NAME=VALUE]; a bare NAME is True.
std::optional<std::string> SetCppDefine(std::string_view value, PassOptions& options);

// For cpp[prefix=#].
std::optional<std::string> SetCppPrefix(std::string_view value, PassOptions& options);

}  // namespace weft
