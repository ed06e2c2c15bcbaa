#include "passes/profiled_functions.h"

#include "select/function_facts.h"
#include "select/pointcut.h"
#include "syntax/views.h"

#include <algorithm>
#include <iterator>
#include <string>

namespace weft {
namespace {

constexpr std::string_view kMarkers[] = {"weft.profile", "weft.shallow_call_profiler"};

bool IsMarker(const PassInput& input, NodeId decorator) {
  NodeId callee = decorator;
  if (input.tree[decorator].kind == Kind::Call) {
    callee = input.tree.As<ast::Call>(decorator).func();
  }
  std::string origin = input.scopes.QualifiedImport(callee);
  return std::ranges::find(kMarkers, origin) != std::end(kMarkers);
}

}  // namespace

Chosen HowChosen(const PassInput& input, NodeId function) {
  for (NodeId decorator : Children(input.tree, function, Role::DecoratorList)) {
    if (IsMarker(input, decorator)) {
      return Chosen::Otherwise;
    }
  }
  // Options of a directive come too late for the selection.
  const std::string name =
      WithoutLocals(input.scopes.qualified_name(BodyScope(input.tree, input.scopes, function)));
  bool is_named = std::ranges::any_of(input.options.profile_in, [&](const std::string& pattern) {
    Pointcut within = MakeWithin(pattern.find(':') == std::string::npos ? ":" + pattern : pattern);
    return within.pattern.Matches(input.module) && within.scope.Matches(name);
  });
  return is_named ? Chosen::Otherwise : Chosen::ByRules;
}

}  // namespace weft
