#include "astgen/emit.h"
#include "astgen/model.h"

#include <fmt/format.h>

namespace astgen {
namespace {

constexpr std::string_view kHead = R"(#include "syntax/views.h"

namespace weft {

// What a visitor wants next: the node's children, or what follows its subtree.
enum class Walk : uint8_t { Into, Over };

// Calls the hook for the node's kind where `Derived` declares it, else VisitNode. Hooks are
// found by name, so that one with a wrong parameter is an error and not dead code.
template <typename Derived>
Walk DispatchVisit(Derived& visitor, const Tree& tree, NodeId id) {
  switch (tree[id].kind) {
)";

}  // namespace

std::string EmitVisitorDispatch(const Description& description) {
  std::string out = HeaderStart("The switch below syntax/visitor.h.");
  out += kHead;
  for (const Type& type : description.types) {
    for (const Constructor& constructor : type.constructors) {
      std::string name = CppName(constructor.name);
      out += fmt::format(
          "    case Kind::{0}:\n"
          "      if constexpr (requires {{ &Derived::Visit{1}; }}) {{\n"
          "        return visitor.Visit{1}(ast::{0}(&tree, id));\n"
          "      }}\n"
          "      break;\n",
          name, UpperCamel(constructor.name));
    }
  }
  out += "  }\n  return visitor.VisitNode(id);\n}\n\n}  // namespace weft\n";
  return out;
}

}  // namespace astgen
