#pragma once

#include "base/span.h"
#include "syntax/kinds.h"  // Generated: Kind, Role, IsExpr, IsStmt, KindName, RoleName.

#include <cstdint>

namespace weft {

// The index of a node in its tree. Nodes stand in preorder, so ids rise with source
// position and with depth.
struct NodeId {
  uint32_t index = UINT32_MAX;

  constexpr bool is_valid() const { return index != UINT32_MAX; }
  friend constexpr auto operator<=>(NodeId, NodeId) = default;
};

inline constexpr NodeId kNoNode{};
inline constexpr NodeId kRootNode{0};

// ast.expr_context, for Name, Attribute, Subscript, Starred, List and Tuple.
enum class Context : uint8_t { Load, Store, Del };

struct Node {
  // Bits of `flags`.
  static constexpr uint8_t kContextMask = 3;
  static constexpr uint8_t kParenthesized = 4;    // In parentheses that are not its own.
  static constexpr uint8_t kAsync = 8;            // comprehension.is_async
  static constexpr uint8_t kSimple = 8;           // AnnAssign.simple
  static constexpr uint8_t kSelfDocumenting = 8;  // FormattedValue: `f"{x=}"`

  Kind kind = Kind::Module;
  Role role = Role::None;  // Which field of the parent this node fills.
  uint8_t flags = 0;
  Span span;          // As CPython's, except that decorators belong to their definition.
  uint32_t next = 0;  // Index after the last descendant: the next sibling, if any.

  Context context() const { return static_cast<Context>(flags & kContextMask); }
  bool is_parenthesized() const { return (flags & kParenthesized) != 0; }
};
static_assert(sizeof(Node) == 16);

}  // namespace weft
