#pragma once

#include "syntax/scopes.h"
#include "syntax/tree.h"

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace weft {

// One place that binds a name of the module, or deletes it.
struct GlobalBinding {
  NodeId node;              // Name, alias, FunctionDef, ...
  NodeId value = kNoNode;   // Of `name = value` at module level; invalid for anything else.
  std::string import = {};  // Of an import: `typing.TYPE_CHECKING`; relative ones have none.
};

// Every place of a file that binds names of its module, by name; star imports excepted. Made in
// one walk.
class GlobalBindings {
 public:
  GlobalBindings(const Tree& tree, const Scopes& scopes);

  const std::vector<GlobalBinding>& Of(std::string_view name) const;

 private:
  std::unordered_map<std::string_view, std::vector<GlobalBinding>> by_name_;
};

}  // namespace weft
