#include "astgen/emit.h"
#include "astgen/model.h"

#include <fmt/format.h>

namespace astgen {
namespace {

void AppendKinds(const Description& description, std::string* out) {
  *out += "// What a node is. The kinds of one type of the description are neighbours.\n";
  *out += "enum class Kind : uint8_t {\n";
  int num_kinds = 0;
  for (const Type& type : description.types) {
    *out += fmt::format("  // {}\n", type.name);
    for (const Constructor& constructor : type.constructors) {
      *out += fmt::format("  {},\n", CppName(constructor.name));
      ++num_kinds;
    }
  }
  *out += fmt::format("}};\n\ninline constexpr int kNumKinds = {};\n\n", num_kinds);
}

void AppendRoles(const Description& description, std::string* out) {
  *out += "// Which field of its parent a node fills. The root fills none.\n";
  *out += "enum class Role : uint8_t {\n  None,\n";
  std::vector<std::string> roles = RoleFields(description);
  for (const std::string& field : roles) *out += fmt::format("  {},\n", UpperCamel(field));
  *out += fmt::format("}};\n\ninline constexpr int kNumRoles = {};\n\n", roles.size() + 1);
}

void AppendPredicate(const Type& type, bool is_first_type, std::string* out) {
  std::string first = CppName(type.constructors.front().name);
  std::string last = CppName(type.constructors.back().name);
  std::string claim;
  if (type.constructors.size() == 1) {
    claim = fmt::format("kind == Kind::{}", first);
  } else if (is_first_type) {
    claim = fmt::format("kind <= Kind::{}", last);
  } else {
    claim = fmt::format("kind >= Kind::{} && kind <= Kind::{}", first, last);
  }
  *out += fmt::format("constexpr bool Is{}(Kind kind) {{ return {}; }}\n", UpperCamel(type.name),
                      claim);
}

void AppendPredicates(const Description& description, std::string* out) {
  for (const Type& type : description.types) {
    // `arg = arg(...)` needs no predicate: there is one kind to compare with.
    bool is_own_kind = type.constructors.size() == 1 && type.constructors[0].name == type.name;
    if (!is_own_kind) AppendPredicate(type, &type == &description.types.front(), out);
  }
  *out += '\n';
}

constexpr std::string_view kFieldTypes =
    R"(// CPython's spelling, such as `FunctionDef` and `decorator_list`; empty for Role::None.
std::string_view KindName(Kind kind);
std::string_view RoleName(Role role);

// How the value of a field is kept. Only the first three have nodes; docs/ast.md says where
// the others are read.
enum class FieldType : uint8_t {
  Node,
  Identifier,  // A leaf of kind `identifier`.
  Operator,    // A leaf whose kind is all there is to it.
  Constant,
  String,
  Int,
  Spelling,
  Context,
  TypeIgnore,
};

enum class Multiplicity : uint8_t {
  One,
  Optional,
  Many,
  ManyOptional,  // Elements may be missing: `Dict.keys` has None for `**mapping`.
};

struct FieldInfo {
  std::string_view name;
  Role role;  // Role::None for a field without nodes.
  FieldType type;
  Multiplicity multiplicity;
};

// All fields of a kind, in CPython's order.
std::span<const FieldInfo> Fields(Kind kind);
)";

// A number that changes with every name of a kind or of a role, and with their order.
uint32_t TreeVersion(const Description& description) {
  constexpr uint32_t kPrime = 16777619;  // FNV-1a, 32 bits.
  uint32_t hash = 2166136261;
  auto add = [&](std::string_view name) {
    for (char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * kPrime;
    hash = (hash ^ 0xFF) * kPrime;
  };
  for (const Type& type : description.types) {
    for (const Constructor& constructor : type.constructors) add(constructor.name);
  }
  for (const std::string& role : RoleFields(description)) add(role);
  return hash;
}

void AppendVersion(const Description& description, std::string* out) {
  *out += "// Changes where a kind or a role is added, renamed or moved.\n";
  *out += fmt::format("inline constexpr uint32_t kTreeVersion = {:#010x};\n\n",
                      TreeVersion(description));
}

std::string KindNames(const Description& description) {
  std::string names;
  for (const Type& type : description.types) {
    for (const Constructor& constructor : type.constructors) {
      names += fmt::format("    \"{}\",\n", constructor.name);
    }
  }
  return names;
}

std::string RoleNames(const Description& description) {
  std::string names = "    \"\",\n";
  for (const std::string& field : RoleFields(description)) {
    names += fmt::format("    \"{}\",\n", field);
  }
  return names;
}

void AppendFieldTables(const Description& description, std::string* out) {
  for (const Type& type : description.types) {
    for (const Constructor& constructor : type.constructors) {
      if (constructor.fields.empty()) continue;
      *out += fmt::format("constexpr FieldInfo k{}Fields[] = {{\n", UpperCamel(constructor.name));
      for (const Field& field : constructor.fields) {
        FieldType field_type = FieldTypeOf(description, field.type);
        *out += fmt::format("    {{\"{}\", Role::{}, FieldType::{}, Multiplicity::{}}},\n",
                            field.name, HasNode(field_type) ? UpperCamel(field.name) : "None",
                            FieldTypeName(field_type), MultiplicityName(field.multiplicity));
      }
      *out += "};\n\n";
    }
  }
}

}  // namespace

std::string EmitKindsHeader(const Description& description) {
  std::string out = HeaderStart("The kinds of nodes and their fields.");
  out += "#include <cstdint>\n#include <span>\n#include <string_view>\n\nnamespace weft {\n\n";
  AppendKinds(description, &out);
  AppendRoles(description, &out);
  AppendPredicates(description, &out);
  AppendVersion(description, &out);
  out += kFieldTypes;
  out += "\n}  // namespace weft\n";
  return out;
}

std::string EmitKindsSource(const Description& description) {
  std::string field_rows;
  for (const Type& type : description.types) {
    for (const Constructor& constructor : type.constructors) {
      field_rows += constructor.fields.empty()
                        ? std::string("    {},\n")
                        : fmt::format("    k{}Fields,\n", UpperCamel(constructor.name));
    }
  }

  std::string out = "// Generated from grammar/python.asdl; do not edit.\n";
  out += "#include \"syntax/kinds.h\"\n\n#include <cstddef>\n\nnamespace weft {\nnamespace {\n\n";
  out += fmt::format("constexpr std::string_view kKindNames[] = {{\n{}}};\n\n",
                     KindNames(description));
  out += fmt::format("constexpr std::string_view kRoleNames[] = {{\n{}}};\n\n",
                     RoleNames(description));
  AppendFieldTables(description, &out);
  out += fmt::format("constexpr std::span<const FieldInfo> kFields[] = {{\n{}}};\n\n", field_rows);
  out += "}  // namespace\n\n";
  out += "std::string_view KindName(Kind kind) { return kKindNames[static_cast<size_t>(kind)]; }\n";
  out +=
      "\nstd::string_view RoleName(Role role) { return kRoleNames[static_cast<size_t>(role)]; }\n";
  out += "\nstd::span<const FieldInfo> Fields(Kind kind) {\n";
  out += "  return kFields[static_cast<size_t>(kind)];\n}\n\n}  // namespace weft\n";
  return out;
}

std::string EmitPluginKinds(const Description& description) {
  std::string out = HeaderStart("The kinds of nodes, for plug-ins.");
  out += "#include <cstddef>\n#include <cstdint>\n#include <string_view>\n\nnamespace weft {\n\n";
  AppendKinds(description, &out);
  AppendRoles(description, &out);
  AppendPredicates(description, &out);
  AppendVersion(description, &out);
  out += fmt::format("inline constexpr std::string_view kKindNames[] = {{\n{}}};\n\n",
                     KindNames(description));
  out += fmt::format("inline constexpr std::string_view kRoleNames[] = {{\n{}}};\n\n",
                     RoleNames(description));
  out +=
      "// CPython's spelling, such as `FunctionDef` and `decorator_list`; empty for Role::None.\n"
      "constexpr std::string_view KindName(Kind kind) {\n"
      "  return kKindNames[static_cast<size_t>(kind)];\n}\n"
      "constexpr std::string_view RoleName(Role role) {\n"
      "  return kRoleNames[static_cast<size_t>(role)];\n}\n\n}  // namespace weft\n";
  return out;
}

}  // namespace astgen
