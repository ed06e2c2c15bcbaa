#include "passes/profile_text.h"

#include "passes/source_text.h"
#include "print/prologue.h"
#include "syntax/ast_spans.h"

#include <fmt/format.h>

#include <array>

namespace weft {
namespace {

constexpr size_t kLongestName = 100;  // Bytes of a site's name; more says nothing to a reader.

// Cut between characters.
std::string_view Shortened(std::string_view name) {
  size_t size = kLongestName - 3;
  while ((static_cast<unsigned char>(name[size]) & 0xC0) == 0x80) {
    --size;
  }
  return name.substr(0, size);
}

// True where the callee is a global, a builtin, or an attribute of one: what it is called can
// be looked up later.
bool IsGlobal(const Tree& tree, const Scopes& scopes, NodeId call) {
  NodeId id = tree.FirstChild(call);
  while (tree[id].kind == Kind::Attribute) {
    id = tree.FirstChild(id);
  }
  if (tree[id].kind != Kind::Name) {
    return false;
  }
  Binding binding = scopes.BindingOf(id);
  return binding == Binding::GlobalExplicit || binding == Binding::GlobalImplicit ||
         binding == Binding::Builtin;
}

// A pair of names, and the attribute that they come from.
struct Pair {
  bool is_used;
  const std::string& first;
  const std::string& second;
  std::string_view attribute;
};

std::array<Pair, 3> PairsOf(const ProfileNames& names, const ProfiledFunction& function) {
  return {{{function.uses_stamps, names.start, names.end, "stamps"},
           {function.uses_inner_stamps, names.inner_start, names.inner_end, "inner_stamps"},
           {function.uses_pauses, names.pause, names.resume, "pauses"}}};
}

}  // namespace

ProfileNames::ProfileNames(const Tree& tree)
    : run(UniqueName(tree, "_weft_run")),
      start(UniqueName(tree, "_weft_T")),
      end(UniqueName(tree, "_weft_E")),
      inner_start(UniqueName(tree, "_weft_t")),
      inner_end(UniqueName(tree, "_weft_e")),
      pause(UniqueName(tree, "_weft_P")),
      resume(UniqueName(tree, "_weft_R")),
      profile(UniqueName(tree, "_weft_profile")),
      enter(UniquePrefix(tree, "_weft_enter")) {
}

std::string SiteRow(const Tree& tree, const Scopes& scopes, NodeId call) {
  std::string name = TextOnOneLine(tree, tree.FirstChild(call));
  if (name.size() > kLongestName) {
    name = fmt::format("{}...", Shortened(name));
  }
  uint32_t line = tree.source().lines().LineOf(tree[call].span.begin);
  return fmt::format("{} {} {}", line, IsGlobal(tree, scopes, call) ? 1 : 0, EscapedText(name));
}

std::string BeginStatements(const ProfileNames& names, const ProfiledFunction& function) {
  std::string text = fmt::format("{} = {}{}()", names.run, names.enter, function.number);
  for (const Pair& pair : PairsOf(names, function)) {
    if (pair.is_used) {
      text += fmt::format("; {}, {} = {}.{}", pair.first, pair.second, names.run, pair.attribute);
    }
  }
  return text;
}

std::string BeginExpressions(const ProfileNames& names, const ProfiledFunction& function) {
  std::string text = fmt::format("{} := {}{}(),", names.run, names.enter, function.number);
  for (const Pair& pair : PairsOf(names, function)) {
    if (pair.is_used) {
      text += fmt::format(" {0} := {2}.{3}[0], {1} := {2}.{3}[1],", pair.first, pair.second,
                          names.run, pair.attribute);
    }
  }
  return text;
}

std::vector<std::string> ProfilePrologue(const Tree& tree, const Scopes& scopes,
                                         const ProfileNames& names,
                                         const std::vector<ProfiledFunction>& functions,
                                         std::string_view limit) {
  std::string targets;
  std::string shapes;
  std::string rows;
  std::string begins;
  for (const ProfiledFunction& function : functions) {
    targets += fmt::format("{}{}, ", names.enter, function.number);
    uint32_t line = tree.source().lines().LineOf(tree[function.node].span.begin);
    int flags = (function.uses_inner_stamps ? 1 : 0) + (function.uses_pauses ? 2 : 0);
    shapes += fmt::format("{}, ", function.num_sites * 4 + flags);
    rows += fmt::format("{}{} {}{}", rows.empty() ? "" : kRowBreak, line,
                        EscapedText(scopes.qualified_name(function.scope)), function.sites);
    if (function.begin.place == FunctionBegin::Place::InTree) {
      uint32_t definition = AstSpans(tree, kNewestTarget).SpanOf(function.node).begin;
      begins += fmt::format("({}, {}), ", tree.source().lines().LineOf(definition),
                            StringLiteral(BeginStatements(names, function)));
    }
  }
  targets.pop_back();
  std::vector<std::string> prologue;
  if (!begins.empty()) {
    prologue.push_back(fmt::format(R"("weft.begins", {})", begins));
  }
  prologue.push_back(fmt::format("from weft.runtime import profile as {}", names.profile));
  prologue.push_back(fmt::format("{} = {}(__name__, {}, ({}), '{}')", targets, names.profile,
                                 limit.empty() ? "None" : limit, shapes, rows));
  return prologue;
}

}  // namespace weft
