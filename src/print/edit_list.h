#pragma once

#include "base/diagnostics.h"
#include "base/span.h"
#include "syntax/tree.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace weft {

// One change to the source. The owner may only touch bytes that no child covers, or
// insert at an edge of itself or of a child; with Whole it takes its children's bytes too,
// and nobody else may edit there. The text holds no line break.
struct Edit {
  enum class Place : uint8_t { After, Before, Gap, Whole };

  std::string_view text;  // Kept by the EditList.
  Span span;              // Empty for an insertion.
  NodeId owner;
  Place place;
};

// The edits that passes ask for. Unordered until Sort(), which goes by offset. At one offset,
// what ends there closes before anything opens; inner nodes close first and open last; what a
// node has in front of it comes before what it has in its gap, and that before its children.
// Edits of one node at one place stay in order of request.
class EditList {
 public:
  // Inserts before what begins at `offset` / after what ends at `offset`.
  void Before(NodeId owner, uint32_t offset, std::string_view text);
  void After(NodeId owner, uint32_t offset, std::string_view text);
  // Replaces gap bytes of `owner`; `text` may be empty. An empty span inserts: behind what
  // ends there and before the child that begins there; not at the owner's own end.
  void Gap(NodeId owner, Span span, std::string_view text);
  // Replaces bytes inside of `owner`, whichever of its descendants they belong to: all that
  // stood there goes. The span is not empty and holds no line break.
  void Whole(NodeId owner, Span span, std::string_view text);
  // As it is in another list for the same source.
  void Copy(const Edit& edit) { Add(edit); }

  void Sort();
  bool is_sorted() const { return is_sorted_; }
  bool empty() const { return edits_.empty(); }
  size_t size() const { return edits_.size(); }
  const std::vector<Edit>& all() const { return edits_; }

 private:
  void Add(Edit edit);
  std::string_view Keep(std::string_view text);

  std::vector<Edit> edits_;
  bool is_sorted_ = true;
  std::vector<std::unique_ptr<char[]>> blocks_;  // What the texts of edits_ point into.
  char* free_ = nullptr;                         // In the last block.
  size_t num_free_ = 0;
};

}  // namespace weft
