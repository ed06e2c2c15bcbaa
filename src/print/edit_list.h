#pragma once

#include "base/diagnostics.h"
#include "base/span.h"
#include "syntax/tree.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace weft {

// One change to the source. The owner may only touch bytes that no child covers, or
// insert at an edge of itself or of a child. The text holds no line break.
struct Edit {
  // Sort order of edits at one offset: what closes, what replaces, what opens.
  enum class Place : uint8_t { After, Gap, Before };

  Span span;  // Empty for an insertion.
  Place place;
  NodeId owner;
  uint32_t sequence = 0;  // Order of request; keeps equal keys stable.
  std::string text;

  // Inner nodes close first and open last.
  auto key() const {
    uint32_t nesting = place == Place::After ? ~owner.index : owner.index;
    return std::tuple(span.begin, place, nesting, sequence);
  }
};

// The edits that passes ask for. Unordered until Sort().
class EditList {
 public:
  // Inserts before what begins at `offset` / after what ends at `offset`.
  void Before(NodeId owner, uint32_t offset, std::string_view text);
  void After(NodeId owner, uint32_t offset, std::string_view text);
  // Replaces gap bytes of `owner`; `text` may be empty.
  void Gap(NodeId owner, Span span, std::string_view text);

  void Sort();
  bool empty() const { return edits_.empty(); }
  size_t size() const { return edits_.size(); }
  const std::vector<Edit>& all() const { return edits_; }

 private:
  std::vector<Edit> edits_;
};

}  // namespace weft
