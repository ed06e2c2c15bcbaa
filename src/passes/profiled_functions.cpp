#include "passes/profiled_functions.h"

#include "syntax/views.h"

#include <algorithm>
#include <iterator>

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

// `module:qualified.name`, or a qualified name alone for any module.
bool MatchesPattern(std::string_view pattern, std::string_view module, std::string_view name) {
  size_t colon = pattern.find(':');
  if (colon == std::string_view::npos) {
    return MatchesGlob(pattern, name);
  }
  return MatchesGlob(pattern.substr(0, colon), module) &&
         MatchesGlob(pattern.substr(colon + 1), name);
}

}  // namespace

bool MatchesGlob(std::string_view pattern, std::string_view name) {
  // One place to come back to is enough: the last star.
  size_t p = 0;
  size_t n = 0;
  size_t star = std::string_view::npos;
  size_t resume = 0;
  while (n < name.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      resume = n;
    } else if (p < pattern.size() && pattern[p] == name[n]) {
      ++p;
      ++n;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      n = ++resume;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

bool IsProfiled(const PassInput& input, NodeId function, std::string_view qualified_name) {
  for (NodeId decorator : Children(input.tree, function, Role::DecoratorList)) {
    if (IsMarker(input, decorator)) {
      return true;
    }
  }
  return std::ranges::any_of(input.options.profile_in, [&](const std::string& pattern) {
    return MatchesPattern(pattern, input.module, qualified_name);
  });
}

}  // namespace weft
