#include "validate/semantic_scan.h"

#include <algorithm>

// Which parts of a node belong to which block, loop or handler. The order in which a node's
// regions are appended is that of the source.
namespace weft {
namespace {

// CO_MAXBLOCKS of Python/compile.c, less one that CPython never gives away.
constexpr uint32_t kMaxDepth = 21;

}  // namespace

void SemanticScan::EnterFunction(NodeId id, BlockKind kind) {
  const Region outer = region();
  const size_t start = regions_.size();
  uint32_t around = outer.block;
  uint32_t annotations = outer.block;
  bool has_annotations = false;
  auto annotation_block = [&] {
    if (!has_annotations) {
      annotations =
          has_future_annotations_ ? NewBlock(BlockKind::Annotation, id, around, false) : around;
      has_annotations = true;
    }
    return annotations;
  };
  for (NodeId child : Children(tree_, id)) {
    switch (RoleOf(child)) {
      case Role::TypeParams:
        if (around == outer.block) {
          around = NewBlock(BlockKind::TypeParams, id, outer.block, outer.is_evaluated);
        }
        Append(start, InBlock(around, NextOf(child), 0));
        break;
      case Role::Args:
        EnterArguments(child, outer, annotation_block(), start);
        break;
      case Role::Returns: {
        Region returns = Until(outer, NextOf(child));
        returns.block = annotation_block();
        returns.is_evaluated = blocks_[returns.block].is_evaluated;
        Append(start, returns);
        break;
      }
      case Role::Body: {
        const uint32_t function = NewBlock(kind, id, around, outer.is_evaluated);
        // A coroutine's body is in a block that turns StopIteration into RuntimeError.
        const uint32_t depth = kind == BlockKind::AsyncFunction ? 1 : 0;
        Append(start, InBlock(function, NextOf(id), depth));
        return Finish(start);
      }
      default:
        Append(start, Until(outer, NextOf(child)));
    }
  }
  Finish(start);
}

// Annotations belong to the block `annotations`, defaults to what is around the function.
void SemanticScan::EnterArguments(NodeId arguments, const Region& outer, uint32_t annotations,
                                  size_t start) {
  if (annotations == outer.block) {
    return Append(start, Until(outer, NextOf(arguments)));
  }
  Append(start, Until(outer, arguments.index + 1));
  for (NodeId child : Children(tree_, arguments)) {
    Region part = Until(outer, NextOf(child));
    if (nodes_[child.index].kind == Kind::arg) {
      part.block = annotations;
      part.is_evaluated = blocks_[annotations].is_evaluated;
    }
    Append(start, part);
  }
}

void SemanticScan::EnterLambda(NodeId id) {
  const Region outer = region();
  const size_t start = regions_.size();
  for (NodeId child : Children(tree_, id)) {
    if (RoleOf(child) == Role::Body) {
      const uint32_t lambda = NewBlock(BlockKind::Lambda, id, outer.block, outer.is_evaluated);
      Append(start, InBlock(lambda, NextOf(id), 0));
      break;
    }
    Append(start, Until(outer, NextOf(child)));
  }
  Finish(start);
}

void SemanticScan::EnterClass(NodeId id) {
  const Region outer = region();
  const size_t start = regions_.size();
  uint32_t around = outer.block;
  for (NodeId child : Children(tree_, id)) {
    switch (RoleOf(child)) {
      case Role::TypeParams:
        if (around == outer.block) {
          around = NewBlock(BlockKind::TypeParams, id, outer.block, outer.is_evaluated);
        }
        [[fallthrough]];
      case Role::Bases:
      case Role::Keywords: {
        Region part = Until(outer, NextOf(child));
        part.block = around;
        Append(start, part);
        break;
      }
      case Role::Body: {
        const uint32_t body = NewBlock(BlockKind::Class, id, around, outer.is_evaluated);
        Append(start, InBlock(body, NextOf(id), 0));
        return Finish(start);
      }
      default:
        Append(start, Until(outer, NextOf(child)));
    }
  }
  Finish(start);
}

// The first iterable is evaluated outside, and everything else in the comprehension.
void SemanticScan::EnterComprehension(NodeId id) {
  const Region outer = region();
  const size_t start = regions_.size();
  comprehensions_end_ = std::max(comprehensions_end_, NextOf(id));
  const bool is_generator = nodes_[id.index].kind == Kind::GeneratorExp;
  const uint32_t inner = NewBlock(is_generator ? BlockKind::Generator : BlockKind::Comprehension,
                                  id, outer.block, outer.is_evaluated);
  NodeId first = tree_.Child(id, Role::Generators);
  NodeId iter = first.is_valid() ? tree_.Child(first, Role::Iter) : kNoNode;
  if (iter.is_valid()) {
    Append(start, InBlock(inner, iter.index, 0));
    Append(start, Until(outer, NextOf(iter)));
  }
  Append(start, InBlock(inner, NextOf(id), 0));
  Finish(start);
}

void SemanticScan::EnterTypeAlias(NodeId id) {
  const Region outer = region();
  const size_t start = regions_.size();
  uint32_t around = outer.block;
  for (NodeId child : Children(tree_, id)) {
    if (RoleOf(child) == Role::TypeParams && around == outer.block) {
      around = NewBlock(BlockKind::TypeParams, id, outer.block, outer.is_evaluated);
    } else if (RoleOf(child) == Role::Value) {
      around = NewBlock(BlockKind::TypeAlias, id, around, outer.is_evaluated);
    }
    Region part = Until(outer, NextOf(child));
    part.block = around;
    Append(start, part);
  }
  Finish(start);
}

void SemanticScan::EnterTypeParam(NodeId id) {
  const Region outer = region();
  const size_t start = regions_.size();
  for (NodeId child : Children(tree_, id)) {
    Region part = Until(outer, NextOf(child));
    if (RoleOf(child) == Role::Bound) {
      const bool is_constraint = nodes_[child.index].kind == Kind::Tuple;
      part.block = NewBlock(is_constraint ? BlockKind::TypeVarConstraint : BlockKind::TypeVarBound,
                            id, outer.block, outer.is_evaluated);
    } else if (RoleOf(child) == Role::DefaultValue) {
      BlockKind kind = BlockKind::TypeVarDefault;
      if (nodes_[id.index].kind == Kind::ParamSpec) kind = BlockKind::ParamSpecDefault;
      if (nodes_[id.index].kind == Kind::TypeVarTuple) kind = BlockKind::TypeVarTupleDefault;
      part.block = NewBlock(kind, id, outer.block, outer.is_evaluated);
    }
    Append(start, part);
  }
  Finish(start);
}

// The annotation of a variable is code in modules and classes only.
void SemanticScan::EnterAnnAssign(NodeId id) {
  const Region outer = region();
  NodeId annotation = tree_.Child(id, Role::Annotation);
  const BlockKind kind = blocks_[outer.block].kind;
  const bool is_code = kind == BlockKind::Module || kind == BlockKind::Class;
  if (!annotation.is_valid() || (is_code && !has_future_annotations_)) return;
  const size_t start = regions_.size();
  Append(start, Until(outer, annotation.index));
  Region part = Until(outer, NextOf(annotation));
  part.is_evaluated = false;
  if (has_future_annotations_) {
    part.block = NewBlock(BlockKind::Annotation, id, outer.block, false);
  }
  Append(start, part);
  Finish(start);
}

void SemanticScan::EnterLoop(NodeId id) {
  const Region outer = region();
  const size_t start = regions_.size();
  CheckDepth(outer.depth, outer.depth + 1, id);
  NodeId body = tree_.Child(id, Role::Body);
  NodeId orelse = tree_.Child(id, Role::Orelse);
  if (!body.is_valid()) return;
  Append(start, Until(outer, body.index));
  Region loop = Until(outer, orelse.is_valid() ? orelse.index : NextOf(id));
  loop.jumps = Jumps::Loop;
  ++loop.depth;
  Append(start, loop);
  Append(start, Until(outer, NextOf(id)));
  Finish(start);
}

// compiler_try_finally, compiler_try_except and compiler_try_star_except: how many blocks are
// around which part.
void SemanticScan::EnterTry(NodeId id) {
  const Region outer = region();
  const size_t start = regions_.size();
  const bool has_finally = tree_.Child(id, Role::Finalbody).is_valid();
  const bool has_handlers = tree_.Child(id, Role::Handlers).is_valid();
  const uint32_t around = outer.depth + (has_finally ? 1 : 0);
  const uint32_t in_body = around + (has_handlers ? 1 : 0);
  CheckDepth(outer.depth, in_body, id);
  for (NodeId child : Children(tree_, id)) {
    Region part = Until(outer, NextOf(child));
    switch (RoleOf(child)) {
      case Role::Body:
        part.depth = in_body;
        break;
      case Role::Handlers:
        part.depth = around + 2;
        CheckDepth(std::max(in_body, around + 1), part.depth, child);
        if (nodes_[id.index].kind == Kind::TryStar) {
          part.jumps = Jumps::ExceptStar;
          part.is_in_except_star = true;
        }
        break;
      case Role::Orelse:
        part.depth = around;
        break;
      case Role::Finalbody:
        ++part.depth;
        break;
      default:
        break;
    }
    Append(start, part);
  }
  Finish(start);
}

void SemanticScan::EnterWith(NodeId id) {
  const Region outer = region();
  const size_t start = regions_.size();
  Region part = Until(outer, NextOf(id));
  for (NodeId child : Children(tree_, id)) {
    if (RoleOf(child) != Role::Items) break;
    NodeId context = tree_.FirstChild(child);
    CheckDepth(part.depth, part.depth + 1, context);
    Append(start, Until(outer, NextOf(child)));
    ++part.depth;
  }
  Append(start, part);
  Finish(start);
}

uint32_t SemanticScan::NewBlock(BlockKind kind, NodeId node, uint32_t parent, bool is_evaluated) {
  blocks_.push_back({kind, parent, node, is_evaluated});
  return static_cast<uint32_t>(blocks_.size() - 1);
}

SemanticScan::Region SemanticScan::Until(const Region& like, uint32_t end) {
  Region region = like;
  region.end = end;
  return region;
}

SemanticScan::Region SemanticScan::InBlock(uint32_t block, uint32_t end, uint32_t depth) const {
  return {.end = end,
          .block = block,
          .depth = depth,
          .jumps = Jumps::Nowhere,
          .is_in_except_star = false,
          .is_evaluated = blocks_[block].is_evaluated};
}

void SemanticScan::Append(size_t start, const Region& next) {
  if (regions_.size() > start && Until(regions_.back(), next.end) == next) {
    regions_.back().end = next.end;
    return;
  }
  regions_.push_back(next);
}

void SemanticScan::Finish(size_t start) {
  std::reverse(regions_.begin() + static_cast<std::ptrdiff_t>(start), regions_.end());
}

// Reports where the limit is crossed, and not again further in.
void SemanticScan::CheckDepth(uint32_t before, uint32_t after, NodeId at) {
  if (before <= kMaxDepth && after > kMaxDepth) {
    findings_.Report<DiagnosticId::TooManyBlocks>(CompilePhase::Code, at, tree_[at].span);
  }
}

}  // namespace weft
