#pragma once

#include "passes/catalog.h"

#include <optional>
#include <string>
#include <string_view>

namespace weft {

// Adds the rules of `text`, the content of the file `path`, to `catalog` as a pass, which rewrites
// expressions and simple statements that match a pattern:
//
//   $x == None -> $x is None
//
// Says what is wrong with the file. docs/rules.md tells of rules.
std::optional<std::string> AddRules(const std::string& path, std::string_view text,
                                    Catalog& catalog);

// The same, reading the file.
std::optional<std::string> AddRuleFile(const std::string& path, Catalog& catalog);

}  // namespace weft
