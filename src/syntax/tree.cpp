#include "syntax/tree.h"

#include <algorithm>

namespace weft {

NodeId Tree::FirstChild(NodeId parent) const {
  uint32_t first = parent.index + 1;
  return first < nodes_[parent.index].next ? NodeId{first} : kNoNode;
}

NodeId Tree::NextSibling(NodeId parent, NodeId child) const {
  uint32_t next = nodes_[child.index].next;
  return next < nodes_[parent.index].next ? NodeId{next} : kNoNode;
}

NodeId Tree::Child(NodeId parent, Role role) const {
  for (NodeId id = FirstChild(parent); id.is_valid(); id = NextSibling(parent, id)) {
    if (nodes_[id.index].role == role) {
      return id;
    }
  }
  return kNoNode;
}

uint32_t Tree::TokenAtOrAfter(uint32_t offset) const {
  return FirstTokenFrom(offset, 0, static_cast<uint32_t>(tokens_.size()));
}

uint32_t Tree::TokenAtOrAfter(uint32_t offset, uint32_t near) const {
  // Doubling steps away from `near` enclose the answer; then a binary search in between.
  auto size = static_cast<uint32_t>(tokens_.size());
  if (near < size && tokens_[near].begin < offset) {
    uint32_t step = 1;
    while (step < size - near && tokens_[near + step].begin < offset) {
      step *= 2;
    }
    return FirstTokenFrom(offset, near, std::min(size, near + step));
  }
  near = std::min(near, size);
  uint32_t step = 1;
  while (step < near && tokens_[near - step].begin >= offset) {
    step *= 2;
  }
  return FirstTokenFrom(offset, near - std::min(near, step), near);
}

// The first token of [begin, end) that begins at or after `offset`, else `end`.
uint32_t Tree::FirstTokenFrom(uint32_t offset, uint32_t begin, uint32_t end) const {
  auto found = std::partition_point(tokens_.begin() + begin, tokens_.begin() + end,
                                    [&](const Token& token) { return token.begin < offset; });
  return static_cast<uint32_t>(found - tokens_.begin());
}

Children::Iterator::Iterator(const Tree* tree, NodeId parent, NodeId at, Role role)
    : tree_(tree), parent_(parent), at_(at), role_(role) {
  SkipOthers();
}

Children::Iterator& Children::Iterator::operator++() {
  at_ = tree_->NextSibling(parent_, at_);
  SkipOthers();
  return *this;
}

void Children::Iterator::SkipOthers() {
  while (role_ != Role::None && at_.is_valid() && (*tree_)[at_].role != role_) {
    at_ = tree_->NextSibling(parent_, at_);
  }
}

std::vector<NodeId> ParentTable(const Tree& tree) {
  std::vector<NodeId> parents(tree.nodes().size());
  std::vector<NodeId> open;
  for (uint32_t i = 0; i < parents.size(); ++i) {
    while (!open.empty() && tree[open.back()].next <= i) {
      open.pop_back();
    }
    parents[i] = open.empty() ? kNoNode : open.back();
    open.push_back({i});
  }
  return parents;
}

}  // namespace weft
