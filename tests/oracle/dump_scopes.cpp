// Prints what syntax/scopes says about Python files, for scopes_oracle.py. Reads the paths
// from standard input, one a line. A line of output begins with a letter and has fields
// separated by tabs:
//
//   F path has_star has_future    a file
//   X path message                a file that Weft does not parse
//   S parent kind line first_line flags name qualified_name
//                                 a scope, in order; `parent` counts from 0, -1 for none
//   N name binding                a name of the scope above
//   P scope name binding          a free name that only passes through a scope
//   ! message                     two answers that contradict each other
#include "base/diagnostics.h"
#include "base/source_file.h"
#include "syntax/parse.h"
#include "syntax/scopes.h"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace weft {
namespace {

char Letter(Binding binding) {
  return "LCFEIB"[static_cast<int>(binding)];
}

std::string_view KindName(ScopeKind kind) {
  switch (kind) {
    case ScopeKind::Module:
      return "module";
    case ScopeKind::Class:
      return "class";
    case ScopeKind::Function:
      return "function";
    case ScopeKind::Lambda:
      return "lambda";
    case ScopeKind::Comprehension:
      return "comprehension";
    case ScopeKind::TypeParams:
      return "type_params";
    case ScopeKind::TypeAlias:
      return "type_alias";
  }
  return "";
}

// What symtable calls the table.
std::string_view TableName(const Tree& tree, const Scopes& scopes, ScopeId scope) {
  NodeId node = scopes.node(scope);
  switch (tree[node].kind) {
    case Kind::Module:
      return "top";
    case Kind::Lambda:
      return "lambda";
    case Kind::ListComp:
      return "listcomp";
    case Kind::SetComp:
      return "setcomp";
    case Kind::DictComp:
      return "dictcomp";
    case Kind::GeneratorExp:
      return "genexpr";
    default:
      return tree.Text(tree.Child(node, Role::Name));
  }
}

// Where CPython begins the definition: at `def`, `async` or `class`, behind the decorators.
uint32_t BeginOf(const Tree& tree, const Scopes& scopes, ScopeId scope) {
  NodeId node = scopes.node(scope);
  switch (tree[node].kind) {
    case Kind::FunctionDef:
    case Kind::AsyncFunctionDef:
    case Kind::ClassDef: {
      NodeId name = tree.Child(node, Role::Name);
      uint32_t token = tree.TokenAtOrAfter(tree[name].span.begin) - 1;
      bool is_async = tree[node].kind == Kind::AsyncFunctionDef;
      return tree.tokens()[is_async ? token - 1 : token].begin;
    }
    case Kind::TypeVar:
    case Kind::ParamSpec:
    case Kind::TypeVarTuple:
      for (NodeId child : Children(tree, node)) {
        if (scopes.ScopeOf(child) == scope) {
          return tree[child].span.begin;
        }
      }
      [[fallthrough]];
    default:
      return tree[node].span.begin;
  }
}

// True inside an annotation that stays text, which symtable leaves out.
bool IsText(const Scopes& scopes, NodeId id) {
  return scopes.has_future_annotations() && !scopes.IsEvaluated(id);
}

using NamedBindings = std::vector<Scopes::NamedBinding>;

void PrintScopes(const SourceFile& source, const Tree& tree, const Scopes& scopes,
                 const std::vector<NamedBindings>& names) {
  const LineTable& lines = source.lines();
  for (uint32_t i = 0; i < scopes.num_scopes(); ++i) {
    ScopeId scope{i};
    ScopeId parent = scopes.parent(scope);
    bool is_module = scope == kModuleScope;
    NodeId node = scopes.node(scope);
    std::string flags = scopes.is_generator(scope) ? "g" : "";
    flags += IsText(scopes, node) ? "t" : "";
    fmt::print("S\t{}\t{}\t{}\t{}\t{}\t{}\t{}\n", is_module ? -1 : static_cast<int>(parent.index),
               KindName(scopes.kind(scope)),
               is_module ? 0 : lines.LineOf(BeginOf(tree, scopes, scope)),
               is_module ? 1 : lines.LineOf(tree[node].span.begin), flags,
               TableName(tree, scopes, scope), scopes.qualified_name(scope));
    for (const Scopes::NamedBinding& name : names[i]) {
      fmt::print("N\t{}\t{}\n", name.name, Letter(name.binding));
    }
  }
}

std::optional<Binding> FindName(const NamedBindings& names, std::string_view name) {
  auto found = std::lower_bound(
      names.begin(), names.end(), name,
      [](const Scopes::NamedBinding& a, std::string_view b) { return a.name < b; });
  bool is_found = found != names.end() && found->name == name;
  return is_found ? std::optional(found->binding) : std::nullopt;
}

// How scopes that do not mention a name resolve it, between one where it is free and the one
// that binds it.
void PrintPassing(const Scopes& scopes, const std::vector<NamedBindings>& names) {
  std::set<std::pair<uint32_t, std::string_view>> passing;
  for (uint32_t i = 0; i < scopes.num_scopes(); ++i) {
    if (IsText(scopes, scopes.node({i}))) {
      continue;
    }
    for (const Scopes::NamedBinding& name : names[i]) {
      if (name.binding != Binding::Free) {
        continue;
      }
      for (ScopeId at = scopes.parent({i}); at.is_valid(); at = scopes.parent(at)) {
        std::optional<Binding> here = FindName(names[at.index], name.name);
        bool is_class = scopes.kind(at) == ScopeKind::Class;
        if ((here && !is_class) || (is_class && name.name == "__class__")) {
          break;
        }
        if (!here) {
          passing.insert({at.index, name.name});
        }
      }
    }
  }
  for (auto [scope, name] : passing) {
    fmt::print("P\t{}\t{}\t{}\n", scope, name, Letter(scopes.Resolve({scope}, name)));
  }
}

// Every Name must be listed in the scope that evaluates it, with the same answer.
void CheckNames(const Tree& tree, const Scopes& scopes, const std::vector<NamedBindings>& names) {
  for (uint32_t i = 0; i < tree.nodes().size(); ++i) {
    NodeId id{i};
    bool is_load = tree[id].context() == Context::Load;
    if (tree[id].kind != Kind::Name || !is_load || IsText(scopes, id)) {
      continue;
    }
    ScopeId scope = scopes.ScopeOf(id);
    std::optional<Binding> listed =
        FindName(names[scope.index], scopes.Mangle(scope, tree.Text(id)));
    if (listed != scopes.BindingOf(id)) {
      fmt::print("!\tname `{}` at {}\n", tree.Text(id), tree[id].span.begin);
    }
    if (scopes.IsBuiltin(id) != (listed == Binding::Builtin)) {
      fmt::print("!\tIsBuiltin of `{}` at {}\n", tree.Text(id), tree[id].span.begin);
    }
  }
}

void DumpFile(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(stream), {}};
  Diagnostics diagnostics;
  SourceFile source = SourceFile::Decode(path, std::move(bytes), diagnostics);
  std::optional<Tree> tree;
  if (source.is_readable()) {
    tree = Parse(source, diagnostics);
  }
  if (!tree) {
    fmt::print("X\t{}\t{}\n", path,
               diagnostics.all().empty() ? "" : diagnostics.all().front().message);
    return;
  }
  Scopes scopes = Scopes::Analyze(*tree);
  fmt::print("F\t{}\t{:d}\t{:d}\n", path, scopes.has_star_import(),
             scopes.has_future_annotations());
  std::vector<NamedBindings> names;
  for (uint32_t i = 0; i < scopes.num_scopes(); ++i) {
    names.push_back(scopes.Names({i}));
  }
  PrintScopes(source, *tree, scopes, names);
  PrintPassing(scopes, names);
  CheckNames(*tree, scopes, names);
}

}  // namespace
}  // namespace weft

int main() {
  for (std::string path; std::getline(std::cin, path);) {
    weft::DumpFile(path);
  }
  return 0;
}
