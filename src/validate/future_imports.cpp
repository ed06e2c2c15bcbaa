#include "validate/future_imports.h"

#include <algorithm>
#include <string_view>

namespace weft {
namespace {

constexpr std::string_view kFeatures[] = {
    "nested_scopes",  "generators",       "division",       "absolute_import", "with_statement",
    "print_function", "unicode_literals", "barry_as_FLUFL", "generator_stop",  "annotations",
};

// A str that nothing is put into: what may be a docstring.
bool IsDocstring(const Tree& tree, NodeId statement) {
  if (tree[statement].kind != Kind::Expr) return false;
  NodeId value = tree.FirstChild(statement);
  if (!value.is_valid() || tree[value].kind != Kind::Constant) return false;
  const Token& token = tree.tokens()[tree.TokenAtOrAfter(tree[value].span.begin)];
  if (token.kind != TokenKind::String) return false;
  std::string_view text = tree.source().Slice(token.span());
  std::string_view prefix = text.substr(0, text.find_first_of("'\""));
  return prefix.find_first_of("bB") == std::string_view::npos;
}

void CheckFeatures(const Tree& tree, NodeId statement, Findings& findings) {
  for (NodeId alias : Children(tree, statement, Role::Names)) {
    NodeId name = tree.Child(alias, Role::Name);
    std::string_view feature = tree.Text(name.is_valid() ? name : alias);
    if (std::ranges::find(kFeatures, feature) != std::end(kFeatures)) continue;
    const Span span = tree[statement].span;
    if (feature == "braces") {
      findings.Report<DiagnosticId::FutureBraces>(CompilePhase::Future, statement, span);
    } else {
      findings.Report<DiagnosticId::FutureFeatureUnknown>(CompilePhase::Future, statement, span,
                                                          feature);
    }
    return;
  }
}

}  // namespace

bool IsFutureImport(const Tree& tree, NodeId import_from) {
  NodeId module = tree.Child(import_from, Role::Module);
  if (!module.is_valid() || tree.Text(module) != "__future__") return false;
  uint32_t before = tree.TokenAtOrAfter(tree[module].span.begin) - 1;
  return tree.tokens()[before].kind == TokenKind::From;
}

uint32_t CheckFutureImports(const Tree& tree, Findings& findings) {
  bool is_first = true;
  for (NodeId statement : Children(tree, kRootNode, Role::Body)) {
    bool may_precede = is_first && IsDocstring(tree, statement);
    is_first = false;
    if (may_precede) continue;
    if (tree[statement].kind != Kind::ImportFrom || !IsFutureImport(tree, statement)) {
      return statement.index;
    }
    CheckFeatures(tree, statement, findings);
  }
  return tree[kRootNode].next;
}

void CheckLateFutureImport(const Tree& tree, NodeId import_from, Findings& findings) {
  if (!IsFutureImport(tree, import_from)) return;
  findings.Report<DiagnosticId::FutureImportLate>(CompilePhase::Code, import_from,
                                                  tree[import_from].span);
}

}  // namespace weft
