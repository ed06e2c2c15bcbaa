#pragma once

#include "syntax/tree.h"

#include <vector>

namespace weft {

// The tree of an output from which passes take what they put there, so that the tree of the
// input is left.
class UndoneTree {
 public:
  // `tree` outlives the undone one.
  explicit UndoneTree(const Tree& tree);

  const Tree& tree() const { return tree_; }
  bool IsKept(NodeId id) const { return is_kept_[id.index]; }
  Role role(NodeId id) const { return roles_[id.index]; }

  void Drop(NodeId id);  // Its children take its place.
  void DropSubtree(NodeId id);
  void SetRole(NodeId id, Role role) { roles_[id.index] = role; }

 private:
  const Tree& tree_;
  std::vector<bool> is_kept_;
  std::vector<Role> roles_;
};

// The statement of the module that imports something as `name`, or kNoNode.
NodeId FindImportAs(const Tree& tree, std::string_view name);

}  // namespace weft
