#include "passes/zones.h"

namespace weft {

void Zones::Add(Role role, std::string_view reason) {
  reasons_[static_cast<size_t>(role)] = reason;
}

std::string_view Zones::ReasonAt(NodeId id) {
  if (id.index >= end_) {
    Enter(id);
  }
  return id.index < end_ ? reason_ : std::string_view();
}

void Zones::Enter(NodeId id) {
  const Node& node = tree_[id];
  reason_ = reasons_[static_cast<size_t>(node.role)];
  if (!reason_.empty()) {
    end_ = node.next;
    return;
  }
  if (node.kind == Kind::FormattedValue && (node.flags & Node::kSelfDocumenting) != 0) {
    reason_ = "its source text is printed by the `=` of its f-string";
  } else if (node.kind == Kind::Interpolation) {
    reason_ = "its source text is part of its t-string";
  } else {
    return;
  }
  end_ = tree_[tree_.FirstChild(id)].next;  // The field's expression.
}

}  // namespace weft
