#include "astgen/emit.h"
#include "astgen/model.h"

#include <fmt/format.h>

namespace astgen {
namespace {

constexpr std::string_view kBase = R"(#include "syntax/tree.h"

// Named children. `tree.As<ast::Call>(id).func()` is the child that fills Role::Func. A field
// of one value, optional or not, is a NodeId, kNoNode where absent; one of many is a Children.
// Fields without a node have no accessor.
namespace weft::ast {

class View {
 public:
  View(const Tree* tree, NodeId id) : tree_(tree), id_(id) {}
  NodeId id() const { return id_; }

 protected:
  const Tree* tree_;  // Not null; outlives the view.
  NodeId id_;
};
)";

// A member may not have its class's name, as `arg.arg` would, nor hide View::id.
std::string AccessorName(const Constructor& constructor, const Field& field) {
  std::string name = CppName(field.name);
  if (name == CppName(constructor.name) || name == "id") name += '_';
  return name;
}

std::string Accessor(const Constructor& constructor, const Field& field) {
  std::string name = AccessorName(constructor, field);
  std::string role = UpperCamel(field.name);
  bool is_single =
      field.multiplicity == Multiplicity::One || field.multiplicity == Multiplicity::Optional;
  if (is_single) {
    return fmt::format("  NodeId {}() const {{ return tree_->Child(id_, Role::{}); }}\n", name,
                       role);
  }
  return fmt::format("  Children {}() const {{ return {{*tree_, id_, Role::{}}}; }}\n", name, role);
}

}  // namespace

std::string EmitViews(const Description& description) {
  std::string out = HeaderStart("A typed view for every kind.");
  out += kBase;
  for (const Type& type : description.types) {
    for (const Constructor& constructor : type.constructors) {
      std::string name = CppName(constructor.name);
      out += fmt::format(
          "\nclass {} : public View {{\n public:\n"
          "  static constexpr Kind kKind = Kind::{};\n  using View::View;\n",
          name, name);
      for (const Field& field : constructor.fields) {
        if (HasNode(FieldTypeOf(description, field.type))) out += Accessor(constructor, field);
      }
      out += "};\n";
    }
  }
  out += "\n}  // namespace weft::ast\n";
  return out;
}

}  // namespace astgen
