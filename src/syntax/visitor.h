#pragma once

#include "syntax/tree.h"
#include "syntax/views.h"
#include "syntax/visitor_dispatch.h"

#include <type_traits>
#include <vector>

namespace weft {

// A walk over a tree in preorder. `Derived` declares, in its public part, the hooks it wants:
//
//   Walk VisitCall(ast::Call call);  // One kind; `match_case` has VisitMatchCase.
//   Walk VisitNode(NodeId id);       // Every kind that has no hook of its own.
//   void Leave(NodeId id);           // Once for each visited node, after its last visited
//                                    // descendant and before the next sibling.
//
// A node below one that answered Walk::Over is neither visited nor left.
template <typename Derived>
class Visitor {
 public:
  void Run(const Tree& tree);               // From the root; an empty tree has no visits.
  void Run(const Tree& tree, NodeId root);  // `root` and what is below it.

  Walk VisitNode(NodeId /*id*/) { return Walk::Into; }

 protected:
  ~Visitor() = default;

  // Of the current Run.
  const Tree& tree() const { return *tree_; }

 private:
  const Tree* tree_ = nullptr;  // Not null while Run runs, and outlives that.
};

namespace internal {

template <typename Derived>
concept HasLeave = requires {
  &Derived::Leave;
};

// The visited nodes whose subtrees are not over, outermost first.
template <typename Derived>
class OpenNodes {
 public:
  void Open(NodeId id) { ids_.push_back(id); }

  // Leaves every node whose subtree ends at or before `index`.
  void CloseUpTo(uint32_t index, const Tree& tree, Derived& visitor) {
    while (!ids_.empty() && tree[ids_.back()].next <= index) {
      NodeId closed = ids_.back();
      ids_.pop_back();
      visitor.Leave(closed);
    }
  }

 private:
  std::vector<NodeId> ids_;
};

// For visitors without Leave.
struct NoOpenNodes {};

}  // namespace internal

template <typename Derived>
void Visitor<Derived>::Run(const Tree& tree) {
  if (!tree.nodes().empty()) Run(tree, kRootNode);
}

template <typename Derived>
void Visitor<Derived>::Run(const Tree& tree, NodeId root) {
  constexpr bool kHasLeave = internal::HasLeave<Derived>;
  using Open = std::conditional_t<kHasLeave, internal::OpenNodes<Derived>, internal::NoOpenNodes>;

  auto& visitor = static_cast<Derived&>(*this);
  [[maybe_unused]] Open open;
  tree_ = &tree;
  const uint32_t end = tree[root].next;
  uint32_t index = root.index;
  while (index < end) {
    const NodeId id{index};
    if constexpr (kHasLeave) open.CloseUpTo(index, tree, visitor);
    Walk walk = DispatchVisit(visitor, tree, id);
    if constexpr (kHasLeave) open.Open(id);
    index = walk == Walk::Into ? index + 1 : tree[id].next;
  }
  if constexpr (kHasLeave) open.CloseUpTo(end, tree, visitor);
}

}  // namespace weft
