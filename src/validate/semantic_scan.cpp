#include "validate/semantic_scan.h"

#include "validate/compile_errors.h"
#include "validate/future_imports.h"
#include "validate/pattern_errors.h"
#include "validate/symtable_errors.h"

#include <algorithm>
#include <string_view>

namespace weft {

SemanticScan::SemanticScan(const Tree& tree, Findings& findings)
    : tree_(tree), nodes_(tree.nodes()), findings_(findings) {
}

void SemanticScan::Run(uint32_t late_imports, bool has_future_annotations) {
  late_imports_ = late_imports;
  has_future_annotations_ = has_future_annotations;
  const auto end = static_cast<uint32_t>(nodes_.size());
  blocks_.push_back({BlockKind::Module, 0, kRootNode, true});
  regions_.push_back({.end = end, .block = 0, .depth = 0});
  for (uint32_t i = 0; i < end;) {
    while (region().end <= i) regions_.pop_back();
    i = ScanRegion(i);
  }
  if (has_async_comprehension_) FinishComprehensions();
  if (!returns_.empty()) FinishAsyncGenerators();
}

// Returns where the region ends or another one begins.
uint32_t SemanticScan::ScanRegion(uint32_t begin) {
  const uint32_t end = region().end;
  const size_t num_regions = regions_.size();
  for (uint32_t i = begin; i < end; ++i) {
    Visit({i});
    if (regions_.size() != num_regions) return i + 1;
  }
  return end;
}

void SemanticScan::Visit(NodeId id) {
  const Node& node = nodes_[id.index];
  switch (node.kind) {
    case Kind::Name:
      if (node.span.length() == kDebugName.size()) CheckDebugName(tree_, id, findings_);
      return;
    case Kind::Attribute:
      if (node.context() == Context::Store) CheckDebugAttribute(tree_, id, findings_);
      return;
    case Kind::FunctionDef:
      CheckDefinedName(tree_, id, findings_);
      CheckTypeParams(tree_, id, findings_);
      return EnterFunction(id, BlockKind::Function);
    case Kind::AsyncFunctionDef:
      CheckDefinedName(tree_, id, findings_);
      CheckTypeParams(tree_, id, findings_);
      return EnterFunction(id, BlockKind::AsyncFunction);
    case Kind::ClassDef:
      CheckDefinedName(tree_, id, findings_);
      CheckTypeParams(tree_, id, findings_);
      CheckKeywords(tree_, id, findings_);
      return EnterClass(id);
    case Kind::TypeAlias:
      CheckTypeParams(tree_, id, findings_);
      return EnterTypeAlias(id);
    case Kind::Lambda:
      return EnterLambda(id);
    case Kind::arguments:
      return CheckArguments(tree_, id, findings_);
    case Kind::ListComp:
    case Kind::SetComp:
    case Kind::DictComp:
    case Kind::GeneratorExp:
      return EnterComprehension(id);
    case Kind::comprehension:
      if ((node.flags & Node::kAsync) != 0) has_async_comprehension_ = block().is_async = true;
      return;
    case Kind::TypeVar:
    case Kind::ParamSpec:
    case Kind::TypeVarTuple:
      return EnterTypeParam(id);
    case Kind::AnnAssign:
      CheckDebugAnnotation(tree_, id, findings_);
      return EnterAnnAssign(id);
    case Kind::AsyncFor:
      if (block().kind != BlockKind::AsyncFunction) {
        findings_.Report<DiagnosticId::OutsideAsyncFunction>(CompilePhase::Code, id, node.span,
                                                             "async for");
      }
      return EnterLoop(id);
    case Kind::For:
    case Kind::While:
      return EnterLoop(id);
    case Kind::AsyncWith:
      if (block().kind != BlockKind::AsyncFunction) {
        findings_.Report<DiagnosticId::OutsideAsyncFunction>(CompilePhase::Code, id, node.span,
                                                             "async with");
      }
      return EnterWith(id);
    case Kind::With:
      return EnterWith(id);
    case Kind::Try:
      CheckHandlers(tree_, id, findings_);
      return EnterTry(id);
    case Kind::TryStar:
      return EnterTry(id);
    case Kind::TemplateStr:
      has_newest_syntax_ = true;
      return;
    case Kind::ExceptHandler:
      if (id.index + 1 < node.next && nodes_[id.index + 1].kind == Kind::Tuple) {
        has_newest_syntax_ = true;  // Perhaps: it may have parentheses.
      }
      return CheckDebugBinding(tree_, id, id, Role::Name, findings_);
    case Kind::Match:
      return CheckMatch(tree_, id, findings_);
    case Kind::Call:
      if (region().is_evaluated) CheckKeywords(tree_, id, findings_);
      return;
    case Kind::Starred:
      if (region().is_evaluated) CheckStarred(tree_, id, findings_);
      return;
    case Kind::List:
    case Kind::Tuple:
      if (node.context() == Context::Store) CheckUnpacking(tree_, id, findings_);
      return;
    case Kind::NamedExpr:
      return VisitNamedExpr(id);
    case Kind::Return:
      return VisitReturn(id);
    case Kind::Yield:
    case Kind::YieldFrom:
      return VisitYield(id);
    case Kind::Await:
      return VisitAwait(id);
    case Kind::Break:
    case Kind::Continue:
      return VisitJump(id);
    case Kind::Import:
      for (NodeId alias : Children(tree_, id, Role::Names)) {
        CheckImportedName(tree_, id, alias, findings_);
      }
      return;
    case Kind::ImportFrom:
      return VisitImportFrom(id);
    case Kind::Global:
    case Kind::Nonlocal:
      has_declarations_ = true;
      return;
    default:  // Nothing to be said of it where it stands; most kinds.
      return;
  }
}

void SemanticScan::VisitImportFrom(NodeId id) {
  if (id.index >= late_imports_) CheckLateFutureImport(tree_, id, findings_);
  for (NodeId alias : Children(tree_, id, Role::Names)) {
    if (tree_[alias].span.length() == 1 && tree_.Text(alias) == "*") {
      if (block().kind != BlockKind::Module) {
        findings_.Report<DiagnosticId::StarImportNested>(CompilePhase::Symbols, alias,
                                                         tree_[alias].span);
      }
      return;
    }
    CheckImportedName(tree_, id, alias, findings_);
  }
}

void SemanticScan::VisitReturn(NodeId id) {
  const Span span = nodes_[id.index].span;
  const BlockKind kind = block().kind;
  if (kind != BlockKind::Function && kind != BlockKind::AsyncFunction) {
    return findings_.Report<DiagnosticId::ReturnOutsideFunction>(CompilePhase::Code, id, span);
  }
  NodeId value = tree_.FirstChild(id);
  if (value.is_valid() && kind == BlockKind::AsyncFunction) {
    returns_.emplace_back(region().block, id);
  }
  if (region().is_in_except_star) {
    // A constant has been loaded at its own place.
    bool is_at_value = value.is_valid() && IsFoldedConstant(tree_, value);
    if (is_at_value) {
      const LineTable& lines = tree_.source().lines();
      is_at_value = lines.LineOf(nodes_[value.index].span.begin) == lines.LineOf(span.begin);
    }
    findings_.Report<DiagnosticId::JumpOutOfExceptStar>(
        CompilePhase::Code, id, is_at_value ? nodes_[value.index].span : span);
  }
}

void SemanticScan::VisitYield(NodeId id) {
  if (!CheckTypeScope(id, "yield expression")) return;
  const Span span = nodes_[id.index].span;
  const bool is_from = nodes_[id.index].kind == Kind::YieldFrom;
  Block& here = block();
  here.is_generator = true;
  switch (here.kind) {
    case BlockKind::Comprehension:
    case BlockKind::Generator: {
      const Kind kind = nodes_[here.node.index].kind;
      const char* where = kind == Kind::ListComp   ? "list comprehension"
                          : kind == Kind::SetComp  ? "set comprehension"
                          : kind == Kind::DictComp ? "dict comprehension"
                                                   : "generator expression";
      return findings_.Report<DiagnosticId::YieldInComprehension>(CompilePhase::Symbols, id, span,
                                                                  where);
    }
    case BlockKind::Module:
    case BlockKind::Class:
      if (!region().is_evaluated) return;
      return findings_.Report<DiagnosticId::YieldOutsideFunction>(CompilePhase::Code, id, span,
                                                                  is_from ? "yield from" : "yield");
    case BlockKind::AsyncFunction:
      if (!is_from || !region().is_evaluated) return;
      return findings_.Report<DiagnosticId::YieldFromInAsync>(CompilePhase::Code, id, span);
    default:
      return;
  }
}

void SemanticScan::VisitAwait(NodeId id) {
  if (!CheckTypeScope(id, "await expression")) return;
  const Span span = nodes_[id.index].span;
  Block& here = block();
  switch (here.kind) {
    case BlockKind::Comprehension:
      has_async_comprehension_ = here.is_async = true;
      return;
    case BlockKind::Generator:
      here.is_async = true;
      return;
    case BlockKind::Module:
    case BlockKind::Class:
      if (!region().is_evaluated) return;
      return findings_.Report<DiagnosticId::AwaitOutsideFunction>(CompilePhase::Code, id, span);
    case BlockKind::Function:
    case BlockKind::Lambda:
      if (!region().is_evaluated) return;
      return findings_.Report<DiagnosticId::OutsideAsyncFunction>(CompilePhase::Code, id, span,
                                                                  "await");
    default:
      return;
  }
}

void SemanticScan::VisitJump(NodeId id) {
  const Span span = nodes_[id.index].span;
  switch (region().jumps) {
    case Jumps::Loop:
      return;
    case Jumps::ExceptStar:
      return findings_.Report<DiagnosticId::JumpOutOfExceptStar>(CompilePhase::Code, id, span);
    case Jumps::Nowhere:
      break;
  }
  if (nodes_[id.index].kind == Kind::Break) {
    findings_.Report<DiagnosticId::BreakOutsideLoop>(CompilePhase::Code, id, span);
  } else {
    findings_.Report<DiagnosticId::ContinueOutsideLoop>(CompilePhase::Code, id, span);
  }
}

void SemanticScan::VisitNamedExpr(NodeId id) {
  if (!CheckTypeScope(id, "named expression")) return;
  if (id.index < comprehensions_end_) walruses_.push_back(id);
}

// symtable_raise_if_annotation_block
bool SemanticScan::CheckTypeScope(NodeId id, const char* what) {
  const char* where = nullptr;
  switch (block().kind) {
    case BlockKind::Annotation:
      where = "an annotation";
      break;
    case BlockKind::TypeParams:
      where = "the definition of a generic";
      break;
    case BlockKind::TypeAlias:
      where = "a type alias";
      break;
    case BlockKind::TypeVarBound:
      where = "a TypeVar bound";
      break;
    case BlockKind::TypeVarConstraint:
      where = "a TypeVar constraint";
      break;
    case BlockKind::TypeVarDefault:
      where = "a TypeVar default";
      break;
    case BlockKind::ParamSpecDefault:
      where = "a ParamSpec default";
      break;
    case BlockKind::TypeVarTupleDefault:
      where = "a TypeVarTuple default";
      break;
    default:
      return true;
  }
  findings_.Report<DiagnosticId::ExpressionInTypeScope>(CompilePhase::Symbols, id, tree_[id].span,
                                                        what, where);
  return false;
}

// An asynchronous comprehension makes the one around it asynchronous. The outermost is what
// CPython tells of.
void SemanticScan::FinishComprehensions() {
  for (const Block& block : blocks_) {
    if (block.kind != BlockKind::Comprehension || !block.is_async) continue;
    const Block& around = blocks_[block.parent];
    const bool is_nested =
        around.kind == BlockKind::Comprehension || around.kind == BlockKind::Generator;
    if (is_nested && !around.is_async) nested_async_.push_back(block.node);
  }
  for (size_t i = blocks_.size(); --i > 0;) {
    if (blocks_[i].kind == BlockKind::Comprehension && blocks_[i].is_async) {
      blocks_[blocks_[i].parent].is_async = true;
    }
  }
  for (const Block& block : blocks_) {
    if (block.kind != BlockKind::Comprehension || !block.is_async || !block.is_evaluated) continue;
    const BlockKind around = blocks_[block.parent].kind;
    if (around == BlockKind::Comprehension || around == BlockKind::Generator ||
        around == BlockKind::AsyncFunction) {
      continue;
    }
    // Seen once the first iterable is compiled, and before its target is.
    NodeId target = tree_.Child(tree_.Child(block.node, Role::Generators), Role::Target);
    findings_.Report<DiagnosticId::AsyncComprehensionOutside>(CompilePhase::Code, target,
                                                              tree_[block.node].span);
  }
}

void SemanticScan::FinishAsyncGenerators() {
  for (auto [block, id] : returns_) {
    if (blocks_[block].is_generator) {
      findings_.Report<DiagnosticId::ReturnInAsyncGenerator>(CompilePhase::Code, id,
                                                             tree_[id].span);
    }
  }
}

}  // namespace weft
