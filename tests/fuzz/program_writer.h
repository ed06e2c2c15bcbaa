#pragma once

#include "fuzz/choices.h"
#include "syntax/tree.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace weft {

// A node that a program was meant to have, as Parse should find it.
struct ExpectedNode {
  Kind kind;
  Role role;
  Context context;
  Span span;
};

// Writes a program token by token and keeps the tree that was meant. Between the tokens it
// puts whatever Python allows there: nothing, blanks, tabs, form feeds, joined lines, and
// comments and line breaks within brackets.
class ProgramWriter {
 public:
  // `choices` is not null and outlives the writer.
  explicit ProgramWriter(Choices* choices);

  // A node lasts from the token behind Open() to the one in front of Close().
  void Open(Kind kind, Role role, Context context = Context::Load);
  void Close();
  void Leaf(Kind kind, Role role, std::string_view word, Context context = Context::Load);
  // A node without a token, behind the last one.
  void EmptyLeaf(Kind kind, Role role);

  // Tokens. `text` may be several glued together.
  void Word(std::string_view text);  // A name or keyword.
  void Number(std::string_view text);
  void Symbol(std::string_view text);  // An operator, or the start of a string.
  void Glued(std::string_view text);   // Directly behind the last token.
  void OpenBracket(std::string_view text);
  void CloseBracket(std::string_view text);
  void OpenField();  // `{` of an f-string, glued; `is_bare` fields hold no odd layout.
  void CloseField(bool is_glued);

  // Lines.
  void StartLine();
  void EndLine();
  void Indent();
  void Dedent() { indents_.pop_back(); }
  std::string_view LineBreak();  // One, as this program spells them.
  void Finish();                 // Behind the last line.

  size_t size() const { return text_.size(); }
  const std::string& text() const { return text_; }
  const std::vector<ExpectedNode>& nodes() const { return nodes_; }

 private:
  enum class Last : uint8_t { Nothing, Word, Integer, Number, Symbol, FieldOpen };

  void Token(std::string_view text, bool needs_blank, Last last);
  void Gap(bool needs_blank);
  void BlankLines();
  void Comment();
  void Begin();  // The open nodes without a token begin here.

  Choices* choices_;
  std::string text_;
  std::vector<ExpectedNode> nodes_;
  std::vector<size_t> open_;
  size_t num_begun_ = 0;  // Of open_.
  std::vector<std::string> indents_ = {""};
  uint32_t end_ = 0;  // Of the last token.
  Last last_ = Last::Nothing;
  size_t num_brackets_ = 0;
  bool is_line_start_ = true;
  bool is_plain_;  // No odd layout.
  uint32_t file_end_style_;
  uint32_t line_break_style_;
};

}  // namespace weft
