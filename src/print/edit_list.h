#pragma once

#include "base/diagnostics.h"
#include "base/span.h"
#include "syntax/tree.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

namespace weft {

// One change to the source. The owner may only touch bytes that no child covers, or
// insert at an edge of itself or of a child. The text holds no line break.
struct Edit {
  enum class Place : uint8_t { After, Before, Gap };

  std::string_view text;  // Kept by the EditList.
  Span span;              // Empty for an insertion.
  NodeId owner;
  Place place;

  // Sort order. At one offset, what ends there closes before anything opens; inner nodes
  // close first and open last; what a node has in front of it comes before what it has in
  // its gap, and that before its children. Edits with equal keys stay in order of request.
  constexpr std::pair<uint64_t, uint64_t> key() const {
    bool opens = place != Place::After;
    uint64_t nesting = opens ? owner.index : ~owner.index;
    uint64_t rank = place != Place::Gap ? 0 : span.is_empty() ? 1 : 2;
    return {uint64_t{span.begin} << 1 | uint64_t{opens}, nesting << 2 | rank};
  }
};

// The edits that passes ask for. Unordered until Sort().
class EditList {
 public:
  EditList() = default;
  EditList(EditList&&) = default;
  EditList& operator=(EditList&&) = default;

  // Inserts before what begins at `offset` / after what ends at `offset`.
  void Before(NodeId owner, uint32_t offset, std::string_view text);
  void After(NodeId owner, uint32_t offset, std::string_view text);
  // Replaces gap bytes of `owner`; `text` may be empty. An empty span inserts: behind what
  // ends there and before the child that begins there; not at the owner's own end.
  void Gap(NodeId owner, Span span, std::string_view text);

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
