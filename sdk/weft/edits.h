#pragma once

#include "weft/abi.h"
#include "weft/tree.h"

#include <string_view>

namespace weft {

inline WeftText ToAbi(std::string_view text) {
  return {text.data(), text.size()};
}

// The edits that rewrite one place, its site. Weft drops them where the user's selection leaves
// the site out, and checks the rest: an edit changes bytes of its owner that no child of it
// covers, or inserts at an edge of the owner or of its child; no text has a line break. So edits
// of different nodes cannot collide.
class Edits {
 public:
  // `input` outlives the object.
  Edits(const WeftInput& input, NodeId site) : input_(&input), site_(site) {}

  // Inserts before what begins at `offset` / after what ends at `offset`.
  void Before(NodeId owner, uint32_t offset, std::string_view text) const {
    Add(owner, WEFT_BEFORE, {offset, offset}, text);
  }
  void After(NodeId owner, uint32_t offset, std::string_view text) const {
    Add(owner, WEFT_AFTER, {offset, offset}, text);
  }
  // Replaces gap bytes of `owner`; `text` may be empty. An empty span inserts: behind what ends
  // there and before the child that begins there; not at the owner's own end.
  void Gap(NodeId owner, Span span, std::string_view text) const {
    Add(owner, WEFT_GAP, span, text);
  }
  // Replaces bytes inside of `owner`, whichever of its descendants they belong to: all that stood
  // there goes. The span is not empty and holds no line break.
  void Whole(NodeId owner, Span span, std::string_view text) const {
    Add(owner, WEFT_WHOLE, span, text);
  }
  // A simple statement, such as an import, that has to run before anything else of the module.
  void Prologue(std::string_view statement) const {
    input_->host->prologue(input_->run, site_.index, ToAbi(statement));
  }

 private:
  void Add(NodeId owner, uint32_t place, Span span, std::string_view text) const {
    input_->host->edit(input_->run, site_.index, owner.index, place, span.begin, span.end,
                       ToAbi(text));
  }

  const WeftInput* input_;  // Not null.
  NodeId site_;
};

}  // namespace weft
