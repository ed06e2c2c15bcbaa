#include "print/edit_list.h"

#include <algorithm>
#include <utility>

namespace weft {
namespace {

constexpr size_t kBlockSize = 4096;

// A pass inserts few different texts, over and over: looking back this far finds most.
constexpr size_t kNumRecent = 8;

using Key = std::pair<uint64_t, uint64_t>;

Key KeyOf(const Edit& edit) {
  bool opens = edit.place != Edit::Place::After;
  uint64_t nesting = opens ? edit.owner.index : ~edit.owner.index;
  bool is_at_edge = edit.place == Edit::Place::After || edit.place == Edit::Place::Before;
  uint64_t rank = is_at_edge ? 0 : edit.span.is_empty() ? 1 : 2;
  return {uint64_t{edit.span.begin} << 1 | (opens ? 1 : 0), nesting << 2 | rank};
}

bool ComesBefore(const Edit& a, const Edit& b) {
  return KeyOf(a) < KeyOf(b);
}

// How far edits may be out of place, on average, before insertion is the slower way.
constexpr size_t kMaxMoves = 16;

// Passes walk the tree in source order, so an edit is at most a few places late. Stable.
// False, with the edits in some order that keeps equal ones in theirs, where it gave up.
bool SortByInsertion(std::vector<Edit>& edits) {
  size_t num_moves_left = kMaxMoves * edits.size();
  for (size_t i = 1; i < edits.size(); ++i) {
    if (!ComesBefore(edits[i], edits[i - 1])) {
      continue;
    }
    Edit edit = edits[i];
    const Key key = KeyOf(edit);
    size_t at = i;
    for (; at > 0 && key < KeyOf(edits[at - 1]) && num_moves_left > 0; --at, --num_moves_left) {
      edits[at] = edits[at - 1];
    }
    edits[at] = edit;
    if (num_moves_left == 0) {
      return false;
    }
  }
  return true;
}

}  // namespace

void EditList::Before(NodeId owner, uint32_t offset, std::string_view text) {
  Add({text, {offset, offset}, owner, Edit::Place::Before});
}

void EditList::After(NodeId owner, uint32_t offset, std::string_view text) {
  Add({text, {offset, offset}, owner, Edit::Place::After});
}

void EditList::Gap(NodeId owner, Span span, std::string_view text) {
  Add({text, span, owner, Edit::Place::Gap});
}

void EditList::Whole(NodeId owner, Span span, std::string_view text) {
  Add({text, span, owner, Edit::Place::Whole});
}

void EditList::Sort() {
  if (!is_sorted_ && !SortByInsertion(edits_)) {
    std::stable_sort(edits_.begin(), edits_.end(), ComesBefore);
  }
  is_sorted_ = true;
}

void EditList::Add(Edit edit) {
  if (edit.text.empty() && edit.span.is_empty()) {
    return;  // Changes nothing.
  }
  edit.text = Keep(edit.text);
  is_sorted_ = is_sorted_ && (edits_.empty() || !ComesBefore(edit, edits_.back()));
  edits_.push_back(edit);
}

std::string_view EditList::Keep(std::string_view text) {
  size_t num_recent = std::min(edits_.size(), kNumRecent);
  for (size_t i = 1; i <= num_recent; ++i) {
    std::string_view recent = edits_[edits_.size() - i].text;
    if (recent == text) {
      return recent;
    }
  }
  if (text.size() > num_free_) {
    num_free_ = std::max(text.size(), kBlockSize);
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(num_free_));
    free_ = blocks_.back().get();
  }
  char* kept = free_;
  std::copy(text.begin(), text.end(), kept);
  free_ += text.size();
  num_free_ -= text.size();
  return {kept, text.size()};
}

}  // namespace weft
