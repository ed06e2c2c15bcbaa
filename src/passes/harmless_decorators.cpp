#include "passes/harmless_decorators.h"

#include <algorithm>
#include <iterator>
#include <string_view>

namespace weft {
namespace {

constexpr std::string_view kBuiltins[] = {"classmethod", "property", "staticmethod"};

constexpr std::string_view kImports[] = {
    "abc.abstractclassmethod",
    "abc.abstractmethod",
    "abc.abstractproperty",
    "abc.abstractstaticmethod",
    "contextlib.asynccontextmanager",
    "contextlib.contextmanager",
    "functools.cache",
    "functools.cached_property",
    "functools.lru_cache",
    "functools.total_ordering",
    "functools.wraps",
    "types.coroutine",
    "typing.final",
    "typing.no_type_check",
    "typing.overload",
    "typing.override",
    "typing_extensions.final",
    "typing_extensions.overload",
    "typing_extensions.override",
};

// `@size.setter`, where `size` is what a class defines.
bool IsAccessor(const Tree& tree, NodeId decorator) {
  if (tree[decorator].kind != Kind::Attribute ||
      tree[tree.Child(decorator, Role::Value)].kind != Kind::Name) {
    return false;
  }
  std::string_view name = tree.Text(tree.Child(decorator, Role::Attr));
  return name == "setter" || name == "getter" || name == "deleter";
}

bool IsHarmless(const Tree& tree, const Scopes& scopes, NodeId decorator) {
  if (IsAccessor(tree, decorator)) {
    return true;
  }
  NodeId callee =
      tree[decorator].kind == Kind::Call ? tree.Child(decorator, Role::Func) : decorator;
  Scopes::Origin origin = scopes.OriginOf(callee);
  switch (origin.kind) {
    case Scopes::Origin::Kind::Builtin:
      return std::ranges::find(kBuiltins, origin.dotted) != std::end(kBuiltins);
    case Scopes::Origin::Kind::Import:
      return std::ranges::find(kImports, origin.dotted) != std::end(kImports);
    default:
      return false;
  }
}

}  // namespace

bool HasUnknownDecorator(const Tree& tree, const Scopes& scopes, NodeId definition) {
  bool has_unknown = false;
  for (NodeId decorator : Children(tree, definition, Role::DecoratorList)) {
    has_unknown = has_unknown || !IsHarmless(tree, scopes, decorator);
  }
  return has_unknown;
}

}  // namespace weft
