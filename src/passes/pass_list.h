#pragma once

#include "passes/catalog.h"
#include "passes/pass.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace weft {

// An element of a list of passes: `strip_assert[mode=effects]`.
struct PassUse {
  const Pass* pass;
  std::vector<std::pair<std::string, std::string>> options;  // As written; a bare name is `yes`.
};

// Reads `a,b[option=value,flag],c`, where a name is that of a pass or of a preset, which stands
// for its passes. Blanks around names do not count. A value goes to the next comma or bracket,
// or stands in quotes of either kind. Appends to `uses`, or says what is wrong. `catalog` outlives
// `uses`.
std::optional<std::string> ParsePassList(std::string_view list, const Catalog& catalog,
                                         std::vector<PassUse>& uses);
// The same, of passes that are built in.
std::optional<std::string> ParsePassList(std::string_view list, std::vector<PassUse>& uses);

// Adds the passes of the preset `O` with `level`, `1` or `2`, that `uses` has not, behind those of
// their families.
std::optional<std::string> AddOptimisers(std::string_view level, const Catalog& catalog,
                                         std::vector<PassUse>& uses);

// Adds the passes of every rule file or plug-in of which `uses` has none, behind those of their
// families.
void AddUnnamed(const Catalog& catalog, std::vector<PassUse>& uses);

// Sets an option of a pass, or says what is wrong.
std::optional<std::string> SetPassOption(const Pass& pass, std::string_view name,
                                         std::string_view value, PassOptions& options);

// Both for all of `uses`: appends the passes to `passes`, none twice.
std::optional<std::string> UsePasses(std::span<const PassUse> uses,
                                     std::vector<const Pass*>& passes, PassOptions& options);

}  // namespace weft
