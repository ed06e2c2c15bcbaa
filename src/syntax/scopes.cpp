#include "syntax/scopes.h"

#include "syntax/scope_builtins.h"
#include "syntax/scope_table.h"

#include <algorithm>
#include <utility>

namespace weft {
namespace {

// How a name resolves, and the symbol that holds its value, where that is known.
struct Found {
  Binding binding;
  uint32_t owner = kNoSymbol;
};

// What the class body that a type scope sees makes of a name, if anything. Python looks
// there when it runs, so that nobody knows whose value it is.
bool FindInVisibleClass(const ScopeTable& table, ScopeId scope, NameId name, Found& found) {
  uint16_t flags = table.FlagsInVisibleClass(scope, name);
  if ((flags & symbol_flag::kGlobal) != 0) {
    found = {Binding::GlobalExplicit};
    return true;
  }
  if ((flags & symbol_flag::kBound) != 0 && (flags & symbol_flag::kNonlocal) == 0) {
    found = {Binding::GlobalImplicit};
    return true;
  }
  return false;
}

// A name that its scope does not mention, or only uses.
Found FindOutside(const ScopeTable& table, ScopeId scope, NameId name) {
  for (ScopeId at = table[scope].parent; at.is_valid(); at = table[at].parent) {
    if (table[at].kind == ScopeKind::Class && name == ScopeTable::kDunderClass) {
      return {Binding::Free};
    }
    uint32_t index = IsFunctionLike(table[at].kind) ? table.FindSymbol(at, name) : kNoSymbol;
    if (index == kNoSymbol) {
      continue;
    }
    const ScopeSymbol& symbol = table.symbols[index];
    if ((symbol.flags & symbol_flag::kGlobal) != 0) {
      break;
    }
    if (symbol.binding == Binding::Free) {
      return {Binding::Free, symbol.owner};
    }
    if (symbol.binding == Binding::Local || symbol.binding == Binding::Cell) {
      return {Binding::Free, index};
    }
  }
  return {table.GlobalBinding(name), table.FindSymbol(kModuleScope, name)};
}

Found Find(const ScopeTable& table, ScopeId scope, NameId name) {
  Found found{};
  uint32_t index = table.FindSymbol(scope, name);
  if (index == kNoSymbol) {
    return FindInVisibleClass(table, scope, name, found) ? found : FindOutside(table, scope, name);
  }
  const ScopeSymbol& symbol = table.symbols[index];
  switch (symbol.binding) {
    case Binding::Local:
    case Binding::Cell:
      return {symbol.binding, index};
    case Binding::Free:
      return {symbol.binding, symbol.owner};
    case Binding::GlobalExplicit:
    case Binding::GlobalImplicit:
    case Binding::Builtin:
      break;
  }
  bool is_declared = (symbol.flags & symbol_flag::kGlobal) != 0;
  if (!is_declared && FindInVisibleClass(table, scope, name, found)) {
    return found;
  }
  return {symbol.binding, table.FindSymbol(kModuleScope, name)};
}

// `name` as the compiler spells it in `scope`.
std::string Spell(const ScopeTable& table, ScopeId scope, std::string_view name) {
  std::string normalized = NormalizeIdentifier(name);
  bool is_mangled =
      IsClassPrivate(normalized) && table.IsMangled(scope, table.names.Find(normalized));
  return is_mangled ? MangleName(table.names[table[scope].class_name], normalized) : normalized;
}

// The id of Spell(name); invalid where nothing in the file is called so.
NameId FindName(const ScopeTable& table, ScopeId scope, std::string_view name) {
  NameId id = table.names.Find(name);
  bool is_as_spelled = id.is_valid() && !table.names.is_class_private(id);
  return is_as_spelled ? id : table.names.Find(Spell(table, scope, name));
}

// The names and dots of a span, without what may stand between them.
std::string JoinNames(const Tree& tree, Span span) {
  std::string joined;
  std::span<const Token> tokens = tree.tokens();
  for (size_t i = tree.TokenAtOrAfter(span.begin); i < tokens.size(); ++i) {
    if (tokens[i].begin >= span.end) {
      break;
    }
    joined += tree.source().Slice(tokens[i].span());
  }
  return NormalizeIdentifier(joined);
}

// `..a.b` of `from ..a.b import c`.
std::string ModuleOf(const Tree& tree, NodeId import_from) {
  std::span<const Token> tokens = tree.tokens();
  // An indent may stand at the same offset as `from`.
  size_t first = tree.TokenAtOrAfter(tree[import_from].span.begin);
  while (tokens[first].kind != TokenKind::From) {
    ++first;
  }
  size_t last = ++first;
  while (tokens[last].kind != TokenKind::Import) {
    ++last;
  }
  return JoinNames(tree, {tokens[first].begin, tokens[last - 1].end});
}

// What the name that an import binds stands for.
std::string OriginOfImport(const Tree& tree, const ScopeImport& import) {
  std::string name = JoinNames(tree, tree[tree.Child(import.alias, Role::Name)].span);
  if (tree[import.statement].kind == Kind::ImportFrom) {
    std::string module = ModuleOf(tree, import.statement);
    return module + (module.ends_with('.') ? "" : ".") + name;
  }
  bool is_renamed = tree.Child(import.alias, Role::Asname).is_valid();
  return is_renamed ? name : name.substr(0, name.find('.'));
}

// True where nothing but imports binds a symbol, as far as the file shows. Star imports are
// for QualifiedImport to judge.
bool IsOnlyImported(const ScopeSymbol& symbol) {
  return (symbol.flags & (symbol_flag::kBoundNotImport | symbol_flag::kBoundElsewhere)) == 0;
}

// Once for each import, not for each use: a name may be imported and used very often.
void FindOrigins(const Tree& tree, ScopeTable& table) {
  for (const ScopeImport& import : table.imports) {
    uint32_t symbol = table.FindSymbol(import.scope, import.name);
    if (symbol == kNoSymbol || !IsOnlyImported(table.symbols[symbol])) {
      continue;
    }
    std::string origin = OriginOfImport(tree, import);
    auto [entry, is_first] = table.origins.try_emplace(symbol, origin);
    if (!is_first && entry->second != origin) {
      entry->second.clear();
    }
  }
}

// `first.a.b`: a name that is read, and attributes behind it, the last one first.
struct Path {
  NodeId first;  // Invalid where the expression is anything else.
  std::vector<NodeId> attributes;
};

Path PathTo(const Tree& tree, NodeId expr) {
  Path path;
  NodeId at = expr;
  for (; tree[at].kind == Kind::Attribute; at = tree.Child(at, Role::Value)) {
    path.attributes.push_back(tree.Child(at, Role::Attr));
  }
  if (tree[at].kind == Kind::Name && tree[at].context() == Context::Load) {
    path.first = at;
  }
  return path;
}

void AppendAttributes(const Tree& tree, const Path& path, std::string& dotted) {
  for (auto at = path.attributes.rbegin(); at != path.attributes.rend(); ++at) {
    dotted += '.';
    dotted += NormalizeIdentifier(tree.Text(*at));
  }
}

// The symbol that holds the value of `name` where it is read in `scope`.
uint32_t FindOwner(const ScopeTable& table, ScopeId scope, std::string_view name) {
  NameId id = FindName(table, scope, name);
  return id.is_valid() ? Find(table, scope, id).owner : kNoSymbol;
}

// True where nothing but `def` and `class` at module level binds a symbol.
bool IsOnlyDefined(const ScopeSymbol& symbol) {
  constexpr uint16_t kAny = symbol_flag::kBound | symbol_flag::kBoundElsewhere;
  return symbol.scope == kModuleScope && (symbol.flags & kAny) == symbol_flag::kDefinition;
}

Scopes::Origin OriginOfSymbol(const ScopeTable& table, uint32_t owner) {
  if (owner == kNoSymbol) {
    return {};
  }
  auto origin = table.origins.find(owner);
  if (origin != table.origins.end() && !origin->second.empty()) {
    return {Scopes::Origin::Kind::Import, origin->second};
  }
  if (IsOnlyDefined(table.symbols[owner])) {
    return {Scopes::Origin::Kind::Definition, std::string(table.names[table.symbols[owner].name])};
  }
  return {};
}

}  // namespace

Scopes Scopes::Analyze(const Tree& tree) {
  auto table = std::make_unique<ScopeTable>(CollectScopes(tree));
  ResolveScopes(*table);
  NameScopes(tree, *table);
  FindOrigins(tree, *table);
  return {tree, std::move(table)};
}

Scopes::Scopes(const Tree& tree, std::unique_ptr<const ScopeTable> table)
    : tree_(&tree), table_(std::move(table)) {
}
Scopes::Scopes(Scopes&& other) noexcept = default;
Scopes& Scopes::operator=(Scopes&& other) noexcept = default;
Scopes::~Scopes() = default;

ScopeId Scopes::ScopeOf(NodeId id) const {
  return {table_->scope_of[id.index] & ~ScopeTable::kUnevaluatedBit};
}

ScopeKind Scopes::kind(ScopeId scope) const {
  return (*table_)[scope].kind;
}

ScopeId Scopes::parent(ScopeId scope) const {
  return (*table_)[scope].parent;
}

NodeId Scopes::node(ScopeId scope) const {
  return (*table_)[scope].node;
}

size_t Scopes::num_scopes() const {
  return table_->scopes.size();
}

const std::string& Scopes::qualified_name(ScopeId scope) const {
  return table_->qualified_names[(*table_)[scope].qualified_name];
}

bool Scopes::is_generator(ScopeId scope) const {
  return (*table_)[scope].is_generator;
}

bool Scopes::IsEvaluated(NodeId id) const {
  return (table_->scope_of[id.index] & ScopeTable::kUnevaluatedBit) == 0;
}

Binding Scopes::Resolve(ScopeId scope, std::string_view name) const {
  NameId id = FindName(*table_, scope, name);
  if (id.is_valid()) {
    return Find(*table_, scope, id).binding;
  }
  bool is_builtin = !table_->has_star_import && IsBuiltinName(NormalizeIdentifier(name));
  return is_builtin ? Binding::Builtin : Binding::GlobalImplicit;
}

Binding Scopes::BindingOf(NodeId id) const {
  return Resolve(ScopeOf(id), tree_->Text(id));
}

std::vector<Scopes::NamedBinding> Scopes::Names(ScopeId scope) const {
  std::vector<NamedBinding> result;
  for (const ScopeSymbol& symbol : table_->SymbolsOf(scope)) {
    result.push_back({table_->names[symbol.name], symbol.binding});
  }
  std::sort(result.begin(), result.end(),
            [](const NamedBinding& a, const NamedBinding& b) { return a.name < b.name; });
  return result;
}

bool Scopes::IsBuiltin(NodeId id, StarImports star_imports) const {
  const Node& node = (*tree_)[id];
  if (node.kind != Kind::Name || node.context() != Context::Load) {
    return false;
  }
  // Most names are not in the table, so ask it first.
  std::string_view text = tree_->Text(id);
  if (!IsBuiltinName(text) && IsAscii(text)) {
    return false;
  }
  Binding binding = BindingOf(id);
  if (star_imports == StarImports::Ignore && binding == Binding::GlobalImplicit) {
    NameId name = FindName(*table_, ScopeOf(id), text);
    return IsBuiltinName(table_->names[name]) && !table_->IsBoundByModule(name);
  }
  return binding == Binding::Builtin;
}

std::string Scopes::QualifiedImport(NodeId expr, StarImports star_imports) const {
  Path path = PathTo(*tree_, expr);
  ScopeId scope = path.first.is_valid() ? ScopeOf(path.first) : kNoScope;
  uint32_t owner =
      scope.is_valid() ? FindOwner(*table_, scope, tree_->Text(path.first)) : kNoSymbol;
  if (owner != kNoSymbol && table_->symbols[owner].scope == kModuleScope &&
      table_->has_star_import && star_imports == StarImports::MayBind) {
    return {};
  }
  auto origin = table_->origins.find(owner);
  std::string dotted = origin == table_->origins.end() ? std::string() : origin->second;
  if (!dotted.empty()) {
    AppendAttributes(*tree_, path, dotted);
  }
  return dotted;
}

Scopes::Origin Scopes::OriginOf(NodeId expr) const {
  Path path = PathTo(*tree_, expr);
  if (!path.first.is_valid()) {
    return {};
  }
  std::string_view name = tree_->Text(path.first);
  Origin origin = OriginOfSymbol(*table_, FindOwner(*table_, ScopeOf(path.first), name));
  if (origin.kind == Origin::Kind::Unknown && IsBuiltin(path.first, StarImports::Ignore)) {
    origin = {Origin::Kind::Builtin, NormalizeIdentifier(name)};
  }
  if (origin.kind != Origin::Kind::Unknown) {
    AppendAttributes(*tree_, path, origin.dotted);
  }
  return origin;
}

Scopes::Origin Scopes::OriginOfExport(std::string_view name) const {
  NameId id = table_->names.Find(name);
  return id.is_valid() ? OriginOfSymbol(*table_, table_->FindSymbol(kModuleScope, id)) : Origin();
}

std::vector<std::string> Scopes::StarModules() const {
  std::vector<std::string> modules;
  for (uint32_t i = 0; has_star_import() && i < tree_->nodes().size(); ++i) {
    if ((*tree_)[{i}].kind == Kind::ImportFrom &&
        tree_->Text(tree_->Child({i}, Role::Names)) == "*") {
      modules.push_back(ModuleOf(*tree_, {i}));
    }
  }
  return modules;
}

std::string Scopes::Mangle(ScopeId scope, std::string_view name) const {
  return Spell(*table_, scope, name);
}

bool Scopes::has_star_import() const {
  return table_->has_star_import;
}

bool Scopes::has_future_annotations() const {
  return table_->has_future_annotations;
}

}  // namespace weft
