#include "passes/strip_print.h"

#include "passes/call_stripper.h"
#include "passes/callee_patterns.h"
#include "passes/name_bindings.h"

#include <algorithm>
#include <string>
#include <vector>

namespace weft {
namespace {

bool IsPrinter(std::string_view dotted) {
  return dotted == "pprint.pprint" || dotted == "pprint.pp" || dotted == "builtins.print";
}

class StripPrintPass : public CallStatementVisitor<StripPrintPass> {
 public:
  StripPrintPass(const PassInput& input, PassOutput& output)
      : input_(input),
        bindings_(input.tree, input.scopes),
        also_(input.options.print_also),
        stripper_(input, output, input.options.print_effects) {}

  void Run() {
    Visitor::Run(input_.tree);
    stripper_.Finish();
  }

  void Take(NodeId statement, NodeId call) {
    const NodeId func = tree().Child(call, Role::Func);
    if (IsNamedPrint(func)) {
      stripper_.Strip(statement, WhyUnknown(func).empty() ? WhyKept(call) : WhyUnknown(func));
    } else if (IsPrinterOfModule(func)) {
      stripper_.Strip(statement, WhyKept(call));
    } else if (also_.Match(tree(), func)) {
      stripper_.Strip(statement);
    }
  }

 private:
  bool IsNamedPrint(NodeId func) const {
    return tree()[func].kind == Kind::Name && tree().Text(func) == "print";
  }

  // Why `print` may be something else than the builtin.
  std::string_view WhyUnknown(NodeId func) const {
    if (input_.scopes.IsBuiltin(func)) {
      return "";
    }
    bool is_star = input_.scopes.IsBuiltin(func, StarImports::Ignore);
    return is_star ? "`import *` may bind `print`" : "`print` is not the builtin";
  }

  bool IsPrinterOfModule(NodeId func) const {
    std::vector<std::string> imports = bindings_.ImportsOf(func);
    return !imports.empty() && std::ranges::all_of(imports, IsPrinter);
  }

  // Why a call that prints is left alone: it may not be to the screen.
  std::string_view WhyKept(NodeId call) const {
    if (input_.options.print_files) {
      return "";
    }
    const bool is_print = IsNamedPrint(tree().Child(call, Role::Func));
    size_t num_args = 0;
    for (NodeId child : Children(tree(), call)) {
      num_args += tree()[child].role == Role::Args ? 1 : 0;
      if (tree()[child].role != Role::Keywords) {
        continue;
      }
      const NodeId name = tree().Child(child, Role::Arg);
      if (!name.is_valid() || tree().Text(name) == "file" || tree().Text(name) == "stream") {
        return "it may print to a file";
      }
    }
    return is_print || num_args < 2 ? "" : "it may print to a file";
  }

  const PassInput& input_;
  NameBindings bindings_;
  CalleePatterns also_;
  CallStripper stripper_;
};

}  // namespace

void StripPrint(const PassInput& input, PassOutput& output, Diagnostics& /*diagnostics*/) {
  StripPrintPass(input, output).Run();
}

}  // namespace weft
