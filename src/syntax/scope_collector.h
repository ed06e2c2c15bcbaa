#pragma once

#include "syntax/scope_table.h"
#include "syntax/tree.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace weft::scope_internal {

// One forward scan over the tree. A stack of regions says which scope evaluates the nodes up
// to where the region ends; a node that opens scopes pushes the regions that its subtree
// consists of.
class ScopeCollector {
 public:
  explicit ScopeCollector(const Tree& tree) : tree_(tree), nodes_(tree.nodes()) {}
  ScopeTable Run();

 private:
  struct Region {
    uint32_t end;  // Index of the first node behind it.
    ScopeId scope;
    bool is_evaluated = true;
    bool is_detached = false;  // The names have no effect: an annotation that stays text.
  };

  uint32_t ScanRegion(uint32_t begin);
  void Visit(NodeId id);
  void VisitFunction(NodeId id);
  void VisitClass(NodeId id);
  void CollectPrivateTypeParams(NodeId definition, ScopeId scope);
  void VisitLambda(NodeId id);
  void VisitArguments(NodeId id);
  void VisitArg(NodeId id);
  void VisitComprehension(NodeId id);
  void VisitTypeAlias(NodeId id);
  void VisitTypeParam(NodeId id);
  void VisitAnnAssign(NodeId id);
  void VisitNamedExpr(NodeId id);
  void VisitName(NodeId id);
  void VisitImport(NodeId id);
  void VisitImportFrom(NodeId id);
  void VisitHandler(NodeId id);
  void Declare(NodeId id, uint16_t flag);
  void Import(NodeId statement, NodeId alias);
  void BindChild(NodeId id, Role role);

  uint32_t NextOf(NodeId id) const { return nodes_[id.index].next; }
  Role RoleOf(NodeId id) const { return nodes_[id.index].role; }
  const Region& region() const { return regions_.back(); }
  ScopeRecord& Record(ScopeId scope) { return table_.scopes[scope.index]; }
  ScopeId NewScope(ScopeKind kind, NodeId node, ScopeId parent, const Region& outer);

  // The regions of a subtree go on the stack in source order, from `start` on, and are then
  // turned round, so that the first one is on top.
  void Append(size_t start, Region next);
  void Finish(size_t start);
  Region Inside(const Region& outer, uint32_t end, ScopeId scope) const;
  Region OfAnnotation(const Region& outer, NodeId annotation, ScopeId scope) const;

  void Note(ScopeId scope, NameId name, uint16_t flags);
  void Bind(ScopeId scope, NodeId identifier, uint16_t flags);
  NameId Mangled(ScopeId scope, NameId name);

  const Tree& tree_;
  std::span<const Node> nodes_;
  ScopeTable table_;
  std::vector<Region> regions_;
  std::vector<uint32_t> last_symbol_;  // By name: where it was noted last.
  NodeId unbound_target_;              // `(x): int` binds nothing.
};

}  // namespace weft::scope_internal
