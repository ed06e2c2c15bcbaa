#include "passes/effects.h"

namespace weft {

bool HasEffects(const Tree& tree, NodeId expr) {
  for (uint32_t i = expr.index; i < tree[expr].next; ++i) {
    switch (tree[{i}].kind) {
      case Kind::Call:
      case Kind::NamedExpr:
      case Kind::Await:
      case Kind::Yield:
      case Kind::YieldFrom:
        return true;
      default:
        break;
    }
  }
  return false;
}

}  // namespace weft
