#include "passes/effects.h"

#include <algorithm>
#include <string_view>

namespace weft {
namespace {

constexpr std::string_view kGivers[] = {
    "abs", "ascii", "bin",        "bool",       "callable", "chr", "float", "hash",  "hex", "id",
    "int", "len",   "isinstance", "issubclass", "oct",      "ord", "repr",  "round", "str", "type",
};

bool GivesValue(const Tree& tree, const Scopes& scopes, NodeId call) {
  const NodeId func = tree.Child(call, Role::Func);
  if (tree[func].kind == Kind::Name) {
    return std::ranges::find(kGivers, tree.Text(func)) != std::end(kGivers) &&
           scopes.IsBuiltin(func);
  }
  if (tree[func].kind != Kind::Attribute || tree.Text(tree.Child(func, Role::Attr)) != "format") {
    return false;
  }
  const NodeId text = tree.Child(func, Role::Value);
  return tree[text].kind == Kind::Constant &&
         (tree.Text(text).back() == '"' || tree.Text(text).back() == '\'');
}

// `scopes` may be null.
bool Acts(const Tree& tree, const Scopes* scopes, NodeId expr) {
  for (uint32_t i = expr.index; i < tree[expr].next; ++i) {
    switch (tree[{i}].kind) {
      case Kind::Call:
        if (scopes == nullptr || !GivesValue(tree, *scopes, {i})) {
          return true;
        }
        break;
      case Kind::NamedExpr:
      case Kind::Await:
      case Kind::Yield:
      case Kind::YieldFrom:
      case Kind::Starred:
      case Kind::ListComp:
      case Kind::SetComp:
      case Kind::DictComp:
      case Kind::GeneratorExp:
        return true;
      default:
        break;
    }
  }
  return false;
}

}  // namespace

bool HasEffects(const Tree& tree, NodeId expr) {
  return Acts(tree, nullptr, expr);
}

bool HasEffects(const Tree& tree, const Scopes& scopes, NodeId expr) {
  return Acts(tree, &scopes, expr);
}

}  // namespace weft
