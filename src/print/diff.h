#pragma once

#include <string>
#include <string_view>

namespace weft {

// A unified diff with three lines of context, as `git diff --no-index` writes it, or an
// empty string where the texts are equal. `path` is relative. Lines end at `\n` only, as
// they do for git.
//
// Where both texts have the same number of lines, line n is compared with line n: that is
// what rewriting keeps.
std::string UnifiedDiff(std::string_view path, std::string_view before, std::string_view after);

}  // namespace weft
