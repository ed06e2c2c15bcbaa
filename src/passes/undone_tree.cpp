#include "passes/undone_tree.h"

#include <algorithm>

namespace weft {

UndoneTree::UndoneTree(const Tree& tree) : tree_(tree), is_kept_(tree.nodes().size(), true) {
  roles_.reserve(tree.nodes().size());
  for (const Node& node : tree.nodes()) {
    roles_.push_back(node.role);
  }
}

void UndoneTree::Drop(NodeId id) {
  is_kept_[id.index] = false;
}

void UndoneTree::DropSubtree(NodeId id) {
  std::fill(is_kept_.begin() + id.index, is_kept_.begin() + tree_[id].next, false);
}

NodeId FindImportAs(const Tree& tree, std::string_view name) {
  for (NodeId statement : Children(tree, kRootNode)) {
    if (tree[statement].kind != Kind::ImportFrom) {
      continue;
    }
    for (NodeId alias : Children(tree, statement, Role::Names)) {
      NodeId asname = tree.Child(alias, Role::Asname);
      if (asname.is_valid() && tree.Text(asname) == name) {
        return statement;
      }
    }
  }
  return kNoNode;
}

}  // namespace weft
