#pragma once

#include "weft/abi.h"
#include "weft/kinds.h"  // Kind, Role, IsExpr, IsStmt, KindName, RoleName.
#include "weft/node.h"
#include "weft/span.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace weft {

class Children;

// One file's syntax tree: one array in preorder. The subtree of node i is the range [i, next); its
// first child is i + 1 where that is smaller than next. Children stand in source order and do not
// overlap; what lies between them is the node's own gap.
class Tree {
 public:
  explicit Tree(const WeftInput& input)
      : text_(input.text.data, input.text.size),
        nodes_(input.nodes, input.num_nodes),
        tokens_(input.tokens, input.num_tokens) {}

  // UTF-8. Every Span points here.
  std::string_view text() const { return text_; }
  std::string_view Slice(Span span) const { return text_.substr(span.begin, span.length()); }
  std::string_view Text(NodeId id) const { return Slice((*this)[id].span); }

  std::span<const WeftNode> nodes() const { return nodes_; }
  Node operator[](NodeId id) const { return std::bit_cast<Node>(nodes_[id.index]); }

  size_t num_tokens() const { return tokens_.size(); }
  Span token(size_t index) const { return {tokens_[index].begin, tokens_[index].end}; }
  // The index of the first token that begins at or after `offset`.
  size_t TokenAtOrAfter(uint32_t offset) const {
    auto found = std::partition_point(tokens_.begin(), tokens_.end(),
                                      [&](const WeftToken& token) { return token.begin < offset; });
    return static_cast<size_t>(found - tokens_.begin());
  }

  // The first child of any role, or kNoNode; then the one after `child` below `parent`.
  NodeId FirstChild(NodeId parent) const {
    uint32_t first = parent.index + 1;
    return first < nodes_[parent.index].next ? NodeId{first} : kNoNode;
  }
  NodeId NextSibling(NodeId parent, NodeId child) const {
    uint32_t next = nodes_[child.index].next;
    return next < nodes_[parent.index].next ? NodeId{next} : kNoNode;
  }
  // The first child that fills `role`, or kNoNode.
  NodeId Child(NodeId parent, Role role) const {
    NodeId id = FirstChild(parent);
    while (id.is_valid() && (*this)[id].role != role) id = NextSibling(parent, id);
    return id;
  }

  // `id` is of the view's kind.
  template <typename View>
  View As(NodeId id) const {
    return View(this, id);
  }
  // Whether `id` is a node, and of the view's kind.
  template <typename View>
  bool Is(NodeId id) const {
    return id.is_valid() && (*this)[id].kind == View::kKind;
  }

 private:
  static_assert(sizeof(Node) == sizeof(WeftNode) && sizeof(Node) == 16);

  std::string_view text_;
  std::span<const WeftNode> nodes_;
  std::span<const WeftToken> tokens_;
};

// The children of one node that fill one role, in source order; for Role::None, all of them. For
// range-for.
class Children {
 public:
  class Iterator {
   public:
    Iterator(const Tree* tree, NodeId parent, NodeId at, Role role)
        : tree_(tree), parent_(parent), at_(at), role_(role) {
      SkipOthers();
    }
    NodeId operator*() const { return at_; }
    Iterator& operator++() {
      at_ = tree_->NextSibling(parent_, at_);
      SkipOthers();
      return *this;
    }
    friend bool operator==(const Iterator& a, const Iterator& b) { return a.at_ == b.at_; }

   private:
    void SkipOthers() {
      while (role_ != Role::None && at_.is_valid() && (*tree_)[at_].role != role_) {
        at_ = tree_->NextSibling(parent_, at_);
      }
    }
    const Tree* tree_;
    NodeId parent_;
    NodeId at_;
    Role role_;
  };

  Children(const Tree& tree, NodeId parent, Role role = Role::None)
      : tree_(&tree), parent_(parent), role_(role) {}
  Iterator begin() const { return {tree_, parent_, tree_->FirstChild(parent_), role_}; }
  Iterator end() const { return {tree_, parent_, kNoNode, role_}; }
  bool empty() const { return begin() == end(); }
  size_t size() const {
    size_t count = 0;
    for (Iterator at = begin(); at != end(); ++at) ++count;
    return count;
  }
  // Not of none.
  NodeId front() const { return *begin(); }

 private:
  const Tree* tree_;
  NodeId parent_;
  Role role_;
};

// parents[i] is the parent of node i; the root's is kNoNode.
inline std::vector<NodeId> ParentTable(const Tree& tree) {
  std::vector<NodeId> parents(tree.nodes().size());
  std::vector<NodeId> open;
  for (uint32_t i = 0; i < parents.size(); ++i) {
    while (!open.empty() && tree[open.back()].next <= i) open.pop_back();
    parents[i] = open.empty() ? kNoNode : open.back();
    open.push_back({i});
  }
  return parents;
}

}  // namespace weft
