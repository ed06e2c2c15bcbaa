#include "driver/verify_ast.h"

#include "base/assert.h"
#include "syntax/parse.h"

#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace weft {
namespace {

constexpr size_t kMaxShownText = 40;

// Goes through the nodes that are kept, in preorder, and knows how deep each stands.
class KeptNodes {
 public:
  explicit KeptNodes(const UndoneTree* tree) : tree_(tree) { Skip(); }

  const Tree& tree() const { return tree_->tree(); }
  bool is_done() const { return at_ == tree_->tree().nodes().size(); }
  NodeId id() const { return {at_}; }
  const Node& node() const { return tree_->tree()[id()]; }
  Role role() const { return tree_->role(id()); }
  size_t depth() const { return ends_.size(); }

  // Of a node without children; they tell for the others. A bare `yield` has no text of its
  // own, so that it may have an operand that is dropped.
  std::string_view LeafText() const {
    bool is_leaf = node().next == at_ + 1 && node().kind != Kind::Yield;
    return is_leaf ? tree_->tree().Text(id()) : std::string_view();
  }

  void Advance() {
    ends_.push_back(node().next);
    ++at_;
    Skip();
  }

 private:
  void Skip() {
    auto end = static_cast<uint32_t>(tree_->tree().nodes().size());
    while (at_ < end && !tree_->IsKept({at_})) {
      ++at_;
    }
    while (!ends_.empty() && ends_.back() <= at_) {
      ends_.pop_back();
    }
  }

  const UndoneTree* tree_;  // Not null; outlives this.
  uint32_t at_ = 0;
  std::vector<uint32_t> ends_;  // Of the kept nodes around.
};

std::string Describe(const KeptNodes& nodes) {
  if (nodes.is_done()) {
    return "nothing";
  }
  std::string out = fmt::format("`{}`", KindName(nodes.node().kind));
  if (std::string_view text = nodes.LeafText(); !text.empty() && text.size() <= kMaxShownText) {
    out += fmt::format(" `{}`", text);
  }
  return out;
}

class Comparison {
 public:
  Comparison(const UndoneTree& input, const UndoneTree& output, uint32_t num_moved)
      : input_(&input), output_(&output), num_moved_(num_moved) {}

  // Where the trees differ, as text; empty where they do not. The place is input().
  std::string FindDifference() {
    for (; !input_.is_done() && !output_.is_done(); input_.Advance(), output_.Advance()) {
      if (!IsSameNode()) {
        return fmt::format("{} became {}", Describe(input_), Describe(output_));
      }
      // The module goes from the first byte of a file to its last.
      if (input_.id() != kRootNode && !IsOnSameLines()) {
        return fmt::format("{} moved to another line", Describe(input_));
      }
    }
    if (input_.is_done() && output_.is_done()) {
      return "";
    }
    return fmt::format("{} became {}", Describe(input_), Describe(output_));
  }

  const KeptNodes& input() const { return input_; }

 private:
  bool IsSameNode() const {
    constexpr auto kFlags = static_cast<uint8_t>(~Node::kParenthesized);
    return input_.node().kind == output_.node().kind && input_.role() == output_.role() &&
           (input_.node().flags & kFlags) == (output_.node().flags & kFlags) &&
           input_.depth() == output_.depth() && input_.LeafText() == output_.LeafText();
  }

  bool IsOnSameLines() const {
    auto line = [](const KeptNodes& nodes, uint32_t offset) {
      return nodes.tree().source().lines().LineOf(offset);
    };
    Span before = input_.node().span;
    Span after = output_.node().span;
    return line(input_, before.begin) + num_moved_ == line(output_, after.begin) &&
           line(input_, before.end) + num_moved_ == line(output_, after.end);
  }

  KeptNodes input_;
  KeptNodes output_;
  uint32_t num_moved_;  // Lines by which everything stands lower.
};

}  // namespace

bool VerifyAst(const Tree& input, std::span<const Pass* const> passes, const PassOptions& options,
               std::optional<ProloguePlace> prologue, std::string bytes, Diagnostics& diagnostics) {
  Diagnostics found;
  SourceFile output = SourceFile::Decode(input.source().path(), std::move(bytes), found);
  std::optional<Tree> tree = output.is_readable() ? Parse(output, found) : std::nullopt;
  const uint32_t num_moved = prologue == ProloguePlace::OwnLine ? 1 : 0;
  if (!tree) {
    const Diagnostic& first = found.all().front();
    uint32_t line = output.Locate(first.span.begin).line;
    line = std::clamp(line - num_moved, 1U, input.source().lines().num_lines());
    uint32_t begin = input.source().lines().StartOf(line);
    diagnostics.Report<DiagnosticId::OutputIsNoPython>({begin, begin}, first.message);
    return false;
  }
  UndoneTree before(input);
  UndoneTree after(*tree);
  for (size_t i = passes.size(); i > 0; --i) {
    WEFT_ASSERT(passes[i - 1]->undo != nullptr, "only passes that can be undone are verified");
    passes[i - 1]->undo(input, options, after);
  }
  Comparison comparison(before, after, num_moved);
  std::string difference = comparison.FindDifference();
  if (difference.empty()) {
    return true;
  }
  auto end = static_cast<uint32_t>(input.source().text().size());
  Span place = comparison.input().is_done() ? Span{end, end} : comparison.input().node().span;
  diagnostics.Report<DiagnosticId::OutputDiffers>(place, difference);
  return false;
}

}  // namespace weft
