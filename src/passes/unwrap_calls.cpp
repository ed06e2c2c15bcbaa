#include "passes/wrap_calls.h"
#include "print/prologue.h"

#include <string>

namespace weft {
namespace {

// The statements of the prologue: one, or with a guard also the one in front of it and the
// one behind it.
void DropPrologue(const std::string& wrap, bool guard, UndoneTree& output) {
  const Tree& tree = output.tree();
  NodeId import = FindImportAs(tree, wrap);
  NodeId before = kNoNode;
  for (NodeId statement : Children(tree, kRootNode)) {
    if (statement == import) {
      break;
    }
    before = statement;
  }
  if (!import.is_valid()) {
    return;
  }
  output.DropSubtree(import);
  NodeId behind = tree.NextSibling(kRootNode, import);
  if (guard && before.is_valid() && behind.is_valid()) {
    output.DropSubtree(before);
    output.DropSubtree(behind);
  }
}

}  // namespace

// `wrap(f, a)` becomes `f(a)`; with a guard, `wrap(f)` becomes `f`.
void UndoWrapCalls(const Tree& input, const PassOptions& options, UndoneTree& output) {
  const Tree& tree = output.tree();
  const std::string wrap = UniqueName(input, "_weft_wrap");
  DropPrologue(wrap, options.guard, output);
  for (uint32_t i = 0; i < tree.nodes().size(); ++i) {
    NodeId call{i};
    if (tree[call].kind != Kind::Call || !output.IsKept(call)) {
      continue;
    }
    NodeId name = tree.FirstChild(call);
    NodeId callee = tree.NextSibling(call, name);
    if (tree[name].kind != Kind::Name || tree.Text(name) != wrap || !callee.is_valid()) {
      continue;
    }
    output.Drop(name);
    output.SetRole(callee, options.guard ? output.role(call) : Role::Func);
    if (options.guard) {
      output.Drop(call);
    }
  }
}

}  // namespace weft
