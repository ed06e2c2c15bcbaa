#include "passes/statement_stripper.h"

#include "passes/scope_effect.h"
#include "print/prologue.h"

#include <utility>

#include <fmt/format.h>

namespace weft {

void StatementStripper::Strip(NodeId statement, std::string_view what, std::string_view reason) {
  const Tree& tree = input_.tree;
  Place place{.node = statement,
              .what = std::string(what),
              .decision = input_.selection.SelectStatement(statement),
              .reason = {}};
  place.reason = place.decision.is_selected ? reason : place.decision.reason;
  std::string_view effect;
  if (place.reason.empty()) {
    effect = ScopeEffect(tree, input_.scopes, statement);
    place.is_removed = effect.empty();
  }
  if (!effect.empty()) {
    if (!IsCompound(tree[statement].kind) && IsAloneOnLines(tree, statement)) {
      edits_.Before(statement, tree[statement].span.begin, "if 0: ");
    } else {
      place.reason = fmt::format("{}, and no `if 0:` can stand there", effect);
    }
  }
  places_.push_back(std::move(place));
}

void StatementStripper::StripDead(NodeId statement, std::string_view what) {
  Strip(statement, what, ScopeEffect(input_.tree, input_.scopes, statement));
}

void StatementStripper::StripUnused(NodeId statement, std::string_view what) {
  Place place{.node = statement,
              .what = std::string(what),
              .decision = input_.selection.SelectStatement(statement),
              .reason = {}};
  place.reason = place.decision.reason;
  place.is_removed = place.decision.is_selected;
  places_.push_back(std::move(place));
}

void StatementStripper::Finish() {
  std::vector<Removal> removals;
  for (const Place& place : places_) {
    if (place.is_removed) {
      removals.push_back({place.node});
    }
  }
  RemoveStatements(input_.tree, removals, edits_);
  auto removal = removals.begin();
  for (Place& place : places_) {
    if (place.is_removed) {
      place.reason = removal->reason_kept;
      ++removal;
    }
    sites_.AddPlace(place.node, place.what, place.decision, place.reason);
  }
}

}  // namespace weft
