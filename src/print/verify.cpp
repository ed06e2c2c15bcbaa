#include "print/verify.h"

#include "base/assert.h"

#include <algorithm>
#include <numeric>

namespace weft {
namespace {

bool HasLineBreak(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r'; });
}

// Edits of one node arrive in source order, so its children are passed once.
class GapCursor {
 public:
  GapCursor(const Tree& tree, NodeId owner)
      : tree_(tree), owner_(owner), child_(tree.FirstChild(owner)) {}

  // True where `edit` keeps out of the children and inside the owner.
  bool Admits(const Edit& edit) {
    Span own = tree_[owner_].span;
    if (edit.span.begin > edit.span.end || !own.Contains(edit.span)) {
      return false;
    }
    if (edit.place == Edit::Place::Whole) {
      return !edit.span.is_empty();
    }
    // There its order among what closes would be that of a stranger.
    if (edit.place == Edit::Place::Gap && edit.span == Span{own.end, own.end}) {
      return false;
    }
    while (child_.is_valid() && IsPassed(tree_[child_].span, edit.span.begin)) {
      child_ = tree_.NextSibling(owner_, child_);
    }
    return !child_.is_valid() || tree_[child_].span.begin >= edit.span.end;
  }

 private:
  static bool IsPassed(Span child, uint32_t offset) {
    return child.end <= offset || child.is_empty();
  }

  const Tree& tree_;
  NodeId owner_;
  NodeId child_;  // The first that ends behind the last edit's begin.
};

// True where a descendant puts something at the end of bytes that are gone.
bool ClosesInside(const Tree& tree, const Edit& edit, const Edit& whole) {
  return edit.place == Edit::Place::After && edit.span.begin == whole.span.end &&
         edit.owner > whole.owner && tree[edit.owner].span.begin >= whole.span.begin;
}

}  // namespace

bool Verify(const Tree& tree, const EditList& edits, std::string_view pass_name,
            Diagnostics& diagnostics) {
  WEFT_ASSERT(edits.is_sorted(), "edits are sorted before they are verified");
  const std::vector<Edit>& all = edits.all();
  const size_t num_before = diagnostics.all().size();

  std::vector<uint32_t> by_owner(all.size());
  std::iota(by_owner.begin(), by_owner.end(), 0);
  std::stable_sort(by_owner.begin(), by_owner.end(),
                   [&](uint32_t a, uint32_t b) { return all[a].owner < all[b].owner; });
  std::vector<bool> is_admitted(all.size());
  for (size_t i = 0; i < by_owner.size();) {
    NodeId owner = all[by_owner[i]].owner;
    if (owner.index >= tree.nodes().size()) {
      break;  // So are the owners that follow.
    }
    GapCursor cursor(tree, owner);
    for (; i < by_owner.size() && all[by_owner[i]].owner == owner; ++i) {
      is_admitted[by_owner[i]] = cursor.Admits(all[by_owner[i]]);
    }
  }

  uint32_t end_of_last = 0;
  const Edit* whole = nullptr;  // The last one.
  for (size_t i = 0; i < all.size(); ++i) {
    const Edit& edit = all[i];
    if (!is_admitted[i]) {
      diagnostics.Report<DiagnosticId::EditOutsideGap>(edit.span, pass_name);
      continue;
    }
    if (HasLineBreak(edit.text) || HasLineBreak(tree.source().Slice(edit.span))) {
      diagnostics.Report<DiagnosticId::EditMovesLines>(edit.span, pass_name);
    }
    bool is_inside =
        edit.span.begin < end_of_last || (whole != nullptr && ClosesInside(tree, edit, *whole));
    if (is_inside) {
      diagnostics.Report<DiagnosticId::EditsOverlap>(edit.span, pass_name);
    }
    end_of_last = std::max(end_of_last, edit.span.end);
    if (edit.place == Edit::Place::Whole) {
      whole = &edit;
    }
  }
  return diagnostics.all().size() == num_before;
}

bool VerifyText(const SourceFile& source, const EditList& edits, std::string_view pass_name,
                Diagnostics& diagnostics) {
  WEFT_ASSERT(edits.is_sorted(), "edits are sorted before they are verified");
  const size_t num_before = diagnostics.all().size();
  uint32_t end_of_last = 0;
  for (const Edit& edit : edits.all()) {
    if (HasLineBreak(edit.text) || HasLineBreak(source.Slice(edit.span))) {
      diagnostics.Report<DiagnosticId::EditMovesLines>(edit.span, pass_name);
    }
    if (edit.span.begin < end_of_last) {
      diagnostics.Report<DiagnosticId::EditsOverlap>(edit.span, pass_name);
    }
    end_of_last = std::max(end_of_last, edit.span.end);
  }
  return diagnostics.all().size() == num_before;
}

}  // namespace weft
