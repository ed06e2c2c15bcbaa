#include "validate/semantics.h"

#include "syntax/scopes.h"
#include "validate/findings.h"
#include "validate/future_imports.h"
#include "validate/semantic_scan.h"
#include "validate/symtable_errors.h"
#include "validate/version_features.h"

namespace weft {
namespace {

// Looks only where a future import may stand: at the nodes below `end`.
bool HasFutureAnnotations(const Tree& tree, uint32_t end) {
  for (NodeId statement : Children(tree, kRootNode, Role::Body)) {
    if (statement.index >= end) break;
    if (tree[statement].kind != Kind::ImportFrom) continue;
    for (NodeId alias : Children(tree, statement, Role::Names)) {
      NodeId name = tree.Child(alias, Role::Name);
      if (name.is_valid() && tree.Text(name) == "annotations") return true;
    }
  }
  return false;
}

}  // namespace

bool CheckSemantics(const Tree& tree, PythonVersion target, Diagnostics& diagnostics) {
  if (tree.nodes().empty()) return true;
  Findings findings;
  const uint32_t late_imports = CheckFutureImports(tree, findings);
  SemanticScan scan(tree, findings);
  scan.Run(late_imports, HasFutureAnnotations(tree, late_imports));
  CheckWalruses(tree, scan.walruses(), findings);
  if (scan.has_declarations()) {
    CheckDeclarations(tree, Scopes::Analyze(tree), findings);
  }
  // The parser of the target stumbles before its compiler has a look.
  bool is_known = true;
  if (target < kDefaultTarget || (target < kNewestTarget && scan.has_newest_syntax())) {
    is_known = CheckVersion(tree, target, scan.nested_async(), diagnostics);
  }
  findings.Deliver(tree, diagnostics);
  return is_known && findings.empty();
}

}  // namespace weft
