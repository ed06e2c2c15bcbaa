#include "fuzz/undo_wrap.h"

#include <algorithm>

namespace weft {
namespace {

class WrapUndo {
 public:
  WrapUndo(const Tree& output, std::string_view wrap, bool guard)
      : tree_(output),
        wrap_(wrap),
        guard_(guard),
        is_dropped_(output.nodes().size()),
        nodes_(OutlineOf(output)) {}

  Unwrapped Run() {
    DropPrologue();
    for (uint32_t i = 0; i < nodes_.size(); ++i) {
      if (!is_dropped_[i] && tree_[{i}].kind == Kind::Call && IsWrap(tree_.FirstChild({i}))) {
        UndoCall({i});
      }
    }
    for (size_t i = 0; i < nodes_.size(); ++i) {
      if (!is_dropped_[i]) {
        result_.nodes.push_back(nodes_[i]);
      }
    }
    return std::move(result_);
  }

 private:
  bool IsWrap(NodeId id) const { return tree_[id].kind == Kind::Name && tree_.Text(id) == wrap_; }

  // True for `from m import n as wrap`.
  bool ImportsWrap(NodeId statement) const {
    if (tree_[statement].kind != Kind::ImportFrom) {
      return false;
    }
    NodeId name = tree_.Child(statement, Role::Names);
    NodeId asname = name.is_valid() ? tree_.Child(name, Role::Asname) : kNoNode;
    return asname.is_valid() && tree_.Text(asname) == wrap_;
  }

  // One statement; with a guard, also the one in front of it and the one behind it.
  void DropPrologue() {
    NodeId before = kNoNode;
    for (NodeId statement : Children(tree_, kRootNode)) {
      if (ImportsWrap(statement)) {
        ++result_.num_prologues;
        Drop(statement);
        NodeId behind = tree_.NextSibling(kRootNode, statement);
        if (guard_ && before.is_valid() && behind.is_valid()) {
          Drop(before);
          Drop(behind);
        }
      }
      before = statement;
    }
  }

  void Drop(NodeId id) {
    std::fill(is_dropped_.begin() + id.index, is_dropped_.begin() + tree_[id].next, true);
  }

  // `wrap(f, a)` becomes `f(a)`; with a guard, `wrap(f)` becomes `f`.
  void UndoCall(NodeId call) {
    NodeId name = tree_.FirstChild(call);
    NodeId callee = tree_.NextSibling(call, name);
    if (!callee.is_valid()) {
      return;
    }
    is_dropped_[name.index] = true;
    nodes_[callee.index].role = Role::Func;
    if (guard_) {
      is_dropped_[call.index] = true;
    }
    ++result_.num_calls;
  }

  const Tree& tree_;
  std::string_view wrap_;
  bool guard_;
  std::vector<bool> is_dropped_;
  std::vector<Outline> nodes_;
  Unwrapped result_;
};

}  // namespace

std::vector<Outline> OutlineOf(const Tree& tree) {
  std::vector<Outline> nodes;
  for (const Node& node : tree.nodes()) {
    nodes.push_back({node.kind, node.role, node.context()});
  }
  return nodes;
}

Unwrapped UndoWrap(const Tree& output, std::string_view wrap, bool guard) {
  return WrapUndo(output, wrap, guard).Run();
}

}  // namespace weft
