#pragma once

#include "syntax/scopes.h"
#include "syntax/tree.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace weft {

// One place that binds a name, or deletes it.
struct NameBinding {
  NodeId node;              // Name, alias, FunctionDef, arg, ...
  NodeId value = kNoNode;   // Of `name = value` in the name's own scope; else invalid.
  std::string import = {};  // Of an import: `typing.TYPE_CHECKING`; relative ones have none.
};

// Every place of a file that binds names, by scope and name; star imports excepted. Made in one
// walk.
class NameBindings {
 public:
  // Both outlive the object.
  NameBindings(const Tree& tree, const Scopes& scopes);

  // Of a name of the module.
  const std::vector<NameBinding>& OfGlobal(std::string_view name) const;

  // Of what `name`, a Name, denotes. Empty where that is not certain: a private name in a class, a
  // name of a class, which may not be bound yet and be a global one then, or one of the module
  // where a star import may bind it.
  const std::vector<NameBinding>& Of(NodeId name) const;

  // What `expr`, a name with or without dots, may be: `pdb.set_trace`, and `ipdb.set_trace` where
  // another import binds the same name. Empty where something else than an import may.
  std::vector<std::string> ImportsOf(NodeId expr) const;

 private:
  using ByName = std::unordered_map<std::string_view, std::vector<NameBinding>>;

  const Tree& tree_;
  const Scopes& scopes_;
  std::unordered_map<uint32_t, ByName> by_scope_;
};

}  // namespace weft
