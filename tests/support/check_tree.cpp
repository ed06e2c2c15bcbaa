#include "support/check_tree.h"

#include <algorithm>
#include <array>
#include <vector>

#include <fmt/format.h>

namespace weft {
namespace {

bool IsOperatorKind(Kind kind) {
  return IsBoolop(kind) || IsOperator(kind) || IsUnaryop(kind) || IsCmpop(kind);
}

class TreeCheck {
 public:
  explicit TreeCheck(const Tree& tree) : tree_(tree), nodes_(tree.nodes()) {
    for (const Token& token : tree.tokens()) {
      ends_.push_back(token.end);
    }
    std::sort(ends_.begin(), ends_.end());
  }

  std::string Run() {
    if (nodes_.empty()) {
      return "the tree has no node";
    }
    if (nodes_[0].kind != Kind::Module || nodes_[0].role != Role::None) {
      return "the root is no Module";
    }
    auto size = static_cast<uint32_t>(tree_.source().text().size());
    if (nodes_[0].next != nodes_.size() || nodes_[0].span != Span{0, size}) {
      return "the root is not all of the file";
    }
    for (uint32_t i = 0; i < nodes_.size(); ++i) {
      std::string fault = CheckNode(i);
      if (!fault.empty()) {
        return fault;
      }
    }
    return "";
  }

 private:
  std::string Fault(uint32_t i, std::string_view what) const {
    const Node& node = nodes_[i];
    return fmt::format("node {} ({} as {}, [{}, {})): {}", i, KindName(node.kind),
                       RoleName(node.role), node.span.begin, node.span.end, what);
  }

  std::string CheckNode(uint32_t parent) {
    const Node& node = nodes_[parent];
    if (parent > 0 && !node.span.is_empty() && !EndsWithTokens(node.span)) {
      return Fault(parent, "a token crosses an edge of its span");
    }
    std::array<uint32_t, kNumRoles> num_children{};
    uint32_t end_of_last = node.span.begin;
    for (uint32_t i = parent + 1; i < node.next; i = nodes_[i].next) {
      const Node& child = nodes_[i];
      if (child.next <= i || child.next > node.next) {
        return Fault(i, "`next` leaves the parent's subtree");
      }
      if (child.span.begin > child.span.end || !node.span.Contains(child.span)) {
        return Fault(i, fmt::format("outside of its parent's span, [{}, {})", node.span.begin,
                                    node.span.end));
      }
      if (child.span.begin < end_of_last) {
        return Fault(i, "overlaps the sibling in front of it, or stands behind it in the source");
      }
      end_of_last = child.span.end;
      ++num_children[static_cast<size_t>(child.role)];
      if (!FitsRole(node.kind, child)) {
        return Fault(i, fmt::format("{} has no such child", KindName(node.kind)));
      }
    }
    return CheckCounts(parent, num_children);
  }

  static bool FitsRole(Kind parent, const Node& child) {
    for (const FieldInfo& field : Fields(parent)) {
      if (field.role == child.role && field.role != Role::None) {
        return (field.type == FieldType::Identifier) == (child.kind == Kind::identifier) &&
               (field.type == FieldType::Operator) == IsOperatorKind(child.kind);
      }
    }
    return false;
  }

  std::string CheckCounts(uint32_t parent,
                          const std::array<uint32_t, kNumRoles>& num_children) const {
    for (const FieldInfo& field : Fields(nodes_[parent].kind)) {
      uint32_t number = num_children[static_cast<size_t>(field.role)];
      if (field.role != Role::None && field.multiplicity == Multiplicity::One && number != 1) {
        return Fault(parent, fmt::format("{} children for `{}`", number, field.name));
      }
    }
    return "";
  }

  bool EndsWithTokens(Span span) const {
    uint32_t first = tree_.TokenAtOrAfter(span.begin);
    return first < tree_.tokens().size() && tree_.tokens()[first].begin == span.begin &&
           std::binary_search(ends_.begin(), ends_.end(), span.end);
  }

  const Tree& tree_;
  std::span<const Node> nodes_;
  std::vector<uint32_t> ends_;  // Of all tokens, ascending.
};

}  // namespace

std::string CheckTree(const Tree& tree) {
  return TreeCheck(tree).Run();
}

}  // namespace weft
