#pragma once

#include "base/source_file.h"
#include "syntax/tree.h"

#include <memory>
#include <string>
#include <string_view>

namespace weft {

// A text and its tree. The test fails where the text is not Python.
class Parsed {
 public:
  explicit Parsed(std::string text);

  const SourceFile& source() const { return *source_; }
  const Tree& tree() const { return *tree_; }

  // The first node of `kind`, or the first whose source text is `text`. It must exist.
  NodeId Find(Kind kind) const;
  NodeId Find(Kind kind, std::string_view text) const;
  Span SpanOf(NodeId id) const { return tree()[id].span; }

 private:
  std::unique_ptr<SourceFile> source_;  // Not null; outlives the tree.
  std::unique_ptr<Tree> tree_;          // Not null.
};

}  // namespace weft
