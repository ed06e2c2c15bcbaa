#pragma once

#include "syntax/tree.h"
#include "validate/findings.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace weft {

// What one forward scan over a tree can say about where statements and expressions stand,
// and what it saw that another check has to look at.
class SemanticScan {
 public:
  // Both outlive the scan.
  SemanticScan(const Tree& tree, Findings& findings);

  // `late_imports`: the first node at which no future import may stand any more.
  // `has_future_annotations`: annotations stay text.
  void Run(uint32_t late_imports, bool has_future_annotations);

  bool has_declarations() const { return has_declarations_; }
  // Something is there that came with Python 3.14.
  bool has_newest_syntax() const { return has_newest_syntax_; }
  // Comprehensions that await inside one that does not.
  const std::vector<NodeId>& nested_async() const { return nested_async_; }
  const std::vector<NodeId>& walruses() const { return walruses_; }  // In comprehensions.

 private:
  // What CPython makes a symbol table entry or a code object of, as far as it matters here.
  enum class BlockKind : uint8_t {
    Module,
    Class,
    Function,
    AsyncFunction,
    Lambda,
    Comprehension,  // Of a list, set or dict: part of the code around it (PEP 709).
    Generator,
    // PEP 649's predecessor: annotations that stay text; PEP 695's scopes.
    Annotation,
    TypeParams,
    TypeAlias,
    TypeVarBound,
    TypeVarConstraint,
    TypeVarDefault,
    ParamSpecDefault,
    TypeVarTupleDefault,
  };
  struct Block {
    BlockKind kind = BlockKind::Module;
    uint32_t parent = 0;
    NodeId node;
    bool is_evaluated = true;
    bool is_async = false;      // A comprehension that awaits.
    bool is_generator = false;  // A function that yields.
  };

  // Where `break` and `continue` lead.
  enum class Jumps : uint8_t { Nowhere, Loop, ExceptStar };

  // A run of nodes for which the same holds.
  struct Region {
    uint32_t end = 0;  // Index of the first node behind it.
    uint32_t block = 0;
    uint32_t depth = 0;  // CPython's frame blocks: loops, `with`, `try`.
    Jumps jumps = Jumps::Nowhere;
    bool is_in_except_star = false;  // Of the same function.
    bool is_evaluated = true;
    friend bool operator==(const Region&, const Region&) = default;
  };

  uint32_t ScanRegion(uint32_t begin);
  void Visit(NodeId id);

  // semantic_regions.cpp: what the parts of a node belong to.
  void EnterFunction(NodeId id, BlockKind kind);
  void EnterArguments(NodeId arguments, const Region& outer, uint32_t annotations, size_t start);
  void EnterLambda(NodeId id);
  void EnterClass(NodeId id);
  void EnterComprehension(NodeId id);
  void EnterTypeAlias(NodeId id);
  void EnterTypeParam(NodeId id);
  void EnterAnnAssign(NodeId id);
  void EnterLoop(NodeId id);
  void EnterTry(NodeId id);
  void EnterWith(NodeId id);
  uint32_t NewBlock(BlockKind kind, NodeId node, uint32_t parent, bool is_evaluated);
  static Region Until(const Region& like, uint32_t end);
  Region InBlock(uint32_t block, uint32_t end, uint32_t depth) const;
  void Append(size_t start, const Region& next);
  void Finish(size_t start);
  void CheckDepth(uint32_t before, uint32_t after, NodeId at);

  void VisitReturn(NodeId id);
  void VisitYield(NodeId id);
  void VisitAwait(NodeId id);
  void VisitJump(NodeId id);
  void VisitNamedExpr(NodeId id);
  void VisitImportFrom(NodeId id);
  bool CheckTypeScope(NodeId id, const char* what);
  void FinishComprehensions();
  void FinishAsyncGenerators();

  const Region& region() const { return regions_.back(); }
  Block& block() { return blocks_[region().block]; }
  uint32_t NextOf(NodeId id) const { return nodes_[id.index].next; }
  Role RoleOf(NodeId id) const { return nodes_[id.index].role; }

  const Tree& tree_;
  std::span<const Node> nodes_;
  Findings& findings_;
  std::vector<Region> regions_;
  std::vector<Block> blocks_;
  std::vector<std::pair<uint32_t, NodeId>> returns_;  // With a value; by block.
  std::vector<NodeId> walruses_;
  std::vector<NodeId> nested_async_;
  uint32_t late_imports_ = 0;
  uint32_t comprehensions_end_ = 0;  // Index behind the last comprehension seen.
  bool has_future_annotations_ = false;
  bool has_declarations_ = false;
  bool has_async_comprehension_ = false;
  bool has_newest_syntax_ = false;
};

}  // namespace weft
