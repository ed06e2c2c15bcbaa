#pragma once

#include "base/assert.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace weft {

// A child in the concrete tree: a token, or a node.
class ConcreteRef {
 public:
  constexpr ConcreteRef() = default;
  static constexpr ConcreteRef ToToken(uint32_t index) { return ConcreteRef(index | kTokenBit); }
  static constexpr ConcreteRef ToNode(uint32_t index) { return ConcreteRef(index); }

  constexpr bool is_token() const { return (value_ & kTokenBit) != 0; }
  constexpr uint32_t index() const { return value_ & ~kTokenBit; }
  friend constexpr bool operator==(ConcreteRef, ConcreteRef) = default;

 private:
  static constexpr uint32_t kTokenBit = 0x80000000;
  constexpr explicit ConcreteRef(uint32_t value) : value_(value) {}
  uint32_t value_ = 0;
};

// One reduction: a tree-sitter symbol made by a production.
struct ConcreteNode {
  uint16_t symbol;
  uint16_t production;
  uint32_t first_child;  // Into ConcreteTree's children.
  uint32_t num_children;
  uint32_t first_token;  // Inclusive. A node has at least one token, but for an empty module.
  uint32_t last_token;   // Inclusive; may be a Newline or Dedent.
};

// The tree of one parse, hidden symbols included. Token indexes refer to the tokens that
// were parsed.
struct ConcreteTree {
  std::vector<ConcreteNode> nodes;
  std::vector<ConcreteRef> children;
  ConcreteRef root;
  // Defaults of type parameters, by the index of their `=`, ascending. Each is the root of
  // a module of one expression statement.
  std::vector<std::pair<uint32_t, ConcreteRef>> type_defaults;

  const ConcreteNode& operator[](ConcreteRef ref) const { return nodes[ref.index()]; }
  std::span<const ConcreteRef> ChildrenOf(const ConcreteNode& node) const {
    return std::span(children).subspan(node.first_child, node.num_children);
  }
};

}  // namespace weft
