#pragma once

#include "base/assert.h"
#include "base/source_file.h"
#include "base/span.h"
#include "syntax/kinds.h"  // Generated: Kind, Role, IsExpr, IsStmt, KindName, RoleName.
#include "syntax/node.h"
#include "syntax/token.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace weft {

// One file's syntax tree: one vector in preorder. The subtree of node i is the range
// [i, next); its first child is i + 1 where that is smaller than next. Children stand in
// source order and do not overlap; what lies between them is the node's own gap.
// Read-only once built.
class Tree {
 public:
  // `source` is not null and outlives the tree.
  Tree(const SourceFile* source, std::vector<Token> tokens, std::vector<Node> nodes)
      : source_(source), tokens_(std::move(tokens)), nodes_(std::move(nodes)) {}

  const SourceFile& source() const { return *source_; }
  std::span<const Node> nodes() const { return nodes_; }
  std::span<const Token> tokens() const { return tokens_; }
  const Node& operator[](NodeId id) const { return nodes_[id.index]; }
  std::string_view Text(NodeId id) const { return source_->Slice(nodes_[id.index].span); }

  // The first child that fills `role`, or kNoNode.
  NodeId Child(NodeId parent, Role role) const;

  // The first child of any role, or kNoNode; then the one after `child` below `parent`.
  NodeId FirstChild(NodeId parent) const;
  NodeId NextSibling(NodeId parent, NodeId child) const;

  // The index of the first token that begins at or after `offset`.
  uint32_t TokenAtOrAfter(uint32_t offset) const;

  // The same, fast where the answer is close to `near`, the index of any token.
  uint32_t TokenAtOrAfter(uint32_t offset, uint32_t near) const;

  template <typename View>
  View As(NodeId id) const {
    WEFT_ASSERT((*this)[id].kind == View::kKind, "a view fits its node's kind");
    return View(this, id);
  }

 private:
  uint32_t FirstTokenFrom(uint32_t offset, uint32_t begin, uint32_t end) const;

  const SourceFile* source_;  // Not null; outlives the tree.
  std::vector<Token> tokens_;
  std::vector<Node> nodes_;
};

// The children of one node that fill one role, in source order; for Role::None, all of
// them. For range-for.
class Children {
 public:
  class Iterator {
   public:
    Iterator(const Tree* tree, NodeId parent, NodeId at, Role role);
    NodeId operator*() const { return at_; }
    Iterator& operator++();
    friend bool operator==(const Iterator& a, const Iterator& b) { return a.at_ == b.at_; }

   private:
    void SkipOthers();
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

 private:
  const Tree* tree_;
  NodeId parent_;
  Role role_;
};

// parents[i] is the parent of node i; the root's is kNoNode.
std::vector<NodeId> ParentTable(const Tree& tree);

}  // namespace weft
