#include "passes/strip_debugger.h"

#include "passes/call_stripper.h"
#include "passes/callee_patterns.h"
#include "passes/name_bindings.h"
#include "passes/source_text.h"
#include "passes/token_removal.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace weft {
namespace {

constexpr std::string_view kDebuggers[] = {
    "IPython.core.debugger.set_trace",
    "IPython.embed",
    "builtins.breakpoint",
    "bpdb.set_trace",
    "celery.contrib.rdb.set_trace",
    "code.interact",
    "debugpy.breakpoint",
    "debugpy.wait_for_client",
    "ipdb.set_trace",
    "pdb.set_trace",
    "ptvsd.break_into_debugger",
    "pudb.set_trace",
    "pydevd.settrace",
    "pydevd_pycharm.settrace",
    "remote_pdb.set_trace",
    "rpdb.set_trace",
    "wdb.set_trace",
    "web_pdb.set_trace",
};

bool IsDebugger(std::string_view dotted) {
  return std::ranges::find(kDebuggers, dotted) != std::end(kDebuggers);
}

// True for a module that has one of them.
bool HasDebugger(std::string_view module) {
  return std::ranges::any_of(kDebuggers, [&](std::string_view dotted) {
    return dotted == module || (dotted.starts_with(module) && dotted[module.size()] == '.');
  });
}

class StripDebuggerPass : public CallStatementVisitor<StripDebuggerPass> {
 public:
  StripDebuggerPass(const PassInput& input, PassOutput& output)
      : input_(input),
        bindings_(input.tree, input.scopes),
        also_(input.options.debugger_also),
        stripper_(input, output, input.options.debugger_effects) {}

  void Run() {
    Visitor::Run(input_.tree);
    FindImports();
    // In source order, as the stripper wants them.
    for (NodeId statement : statements_) {
      if (input_.tree[statement].kind == Kind::Expr) {
        stripper_.Strip(statement, reasons_[statement.index]);
      } else {
        stripper_.StripUnused(statement, "import");
      }
    }
    stripper_.Finish();
  }

  Walk VisitImport(ast::Import statement) { return TakeImport(statement.id()); }
  Walk VisitImportFrom(ast::ImportFrom statement) { return TakeImport(statement.id()); }

  void Take(NodeId statement, NodeId call) {
    const NodeId func = tree().Child(call, Role::Func);
    if (tree()[func].kind == Kind::Name && tree().Text(func) == "breakpoint") {
      reasons_[statement.index] = WhyUnknown(func);
    } else if (!IsDebuggerOfModule(func) && !also_.Match(tree(), func)) {
      if (!IsDebugger(TextOnOneLine(tree(), func))) {
        return;
      }
      reasons_[statement.index] = "nothing proves what it is";
    }
    statements_.insert(statement);
  }

 private:
  // Why `breakpoint` may be something else than the builtin.
  std::string_view WhyUnknown(NodeId func) const {
    if (input_.scopes.IsBuiltin(func)) {
      return "";
    }
    bool is_star = input_.scopes.IsBuiltin(func, StarImports::Ignore);
    return is_star ? "`import *` may bind `breakpoint`" : "`breakpoint` is not the builtin";
  }

  bool IsDebuggerOfModule(NodeId func) const {
    std::vector<std::string> imports = bindings_.ImportsOf(func);
    return !imports.empty() && std::ranges::all_of(imports, IsDebugger);
  }

  // Imports of a debugger in functions; what a module has is there for others.
  Walk TakeImport(NodeId statement) {
    const NodeId alias = tree().Child(statement, Role::Names);
    const ScopeId scope = input_.scopes.ScopeOf(statement);
    bool is_local = input_.scopes.kind(scope) == ScopeKind::Function;
    if (is_local && !tree().NextSibling(statement, alias).is_valid()) {
      imports_.push_back({statement, alias});
    }
    return Walk::Over;
  }

  struct LocalImport {
    NodeId statement;
    NodeId alias;
  };

  // Adds the imports of debuggers whose name nothing needs that stays.
  void FindImports() {
    for (const LocalImport& import : imports_) {
      const NodeId asname = input_.tree.Child(import.alias, Role::Asname);
      std::string_view name = input_.tree.Text(
          asname.is_valid() ? asname : input_.tree.Child(import.alias, Role::Name));
      name = name.substr(0, name.find('.'));
      const ScopeId scope = input_.scopes.ScopeOf(import.alias);
      if (input_.scopes.Resolve(scope, name) == Binding::Local && AreUsesGone(scope, name)) {
        statements_.insert(import.statement);
      }
    }
  }

  // True where `name` of `scope` is bound by imports of debuggers only, and every use of it is in
  // a statement that goes.
  bool AreUsesGone(ScopeId scope, std::string_view name) {
    bool is_used = false;
    const NodeId function = input_.scopes.node(scope);
    for (uint32_t i = function.index; i < input_.tree[function].next; ++i) {
      const NodeId id{i};
      if (input_.tree[id].kind != Kind::Name || input_.tree.Text(id) != name ||
          input_.scopes.ScopeOf(id) != scope) {
        continue;
      }
      if (!IsInStripped(id) || !AreDebuggers(bindings_.Of(id))) {
        return false;
      }
      is_used = true;
    }
    return is_used;
  }

  static bool AreDebuggers(const std::vector<NameBinding>& all) {
    return std::ranges::all_of(
        all, [](const NameBinding& binding) { return HasDebugger(binding.import); });
  }

  // True in a statement that certainly goes.
  bool IsInStripped(NodeId id) {
    auto behind = statements_.upper_bound(id);
    if (behind == statements_.begin()) {
      return false;
    }
    const NodeId statement = *std::prev(behind);
    return id.index < input_.tree[statement].next && reasons_[statement.index].empty() &&
           IsPlain(statement) && input_.selection.SelectStatement(statement).is_selected;
  }

  // True for a call without arguments that no other statement keeps from going: those may stay.
  bool IsPlain(NodeId statement) const {
    const Tree& tree = input_.tree;
    if (tree[statement].kind != Kind::Expr) {
      return false;
    }
    const NodeId call = tree.Child(statement, Role::Value);
    if (tree.NextSibling(call, tree.Child(call, Role::Func)).is_valid()) {
      return false;
    }
    const TokenRun run = TokensOf(tree, statement);
    bool has_semicolon = tree.tokens()[run.last + 1].kind == TokenKind::Semicolon;
    const Token& behind = tree.tokens()[run.last + (has_semicolon ? 2 : 1)];
    const LineTable& lines = tree.source().lines();
    return IsLayout(behind.kind) ||
           lines.LineOf(behind.begin) == lines.LineOf(tree.tokens()[run.first].begin);
  }

  const PassInput& input_;
  NameBindings bindings_;
  CalleePatterns also_;
  CallStripper stripper_;
  std::vector<LocalImport> imports_;
  std::set<NodeId> statements_;                   // What is to go.
  std::map<uint32_t, std::string_view> reasons_;  // Why not, by statement.
};

}  // namespace

void StripDebugger(const PassInput& input, PassOutput& output, Diagnostics& /*diagnostics*/) {
  StripDebuggerPass(input, output).Run();
}

}  // namespace weft
