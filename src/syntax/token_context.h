#pragma once

#include "syntax/token.h"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace weft {

// What the inside of an open bracket is made of.
enum class BracketUse : uint8_t {
  Expression,
  Parameters,  // Of a `def`.
  TypeParams,  // PEP 695
  Field,       // A replacement field of an f-string.
};

struct Bracket {
  uint32_t token;  // Index of the opening token.
  BracketUse use;
};

// Knows where in a statement the tokenizer is, as far as that settles what a token means:
//
//   * `match`, `case` and `type` become keywords. `match` opens a line that ends in a
//     colon; `case` opens a line of the block below; `type` opens a statement and a name
//     follows.
//   * A `*` in front of an operand unpacks (kPrefixStar), unless it belongs to parameters,
//     type parameters, patterns, `import *` or `except*`. tree-sitter-python binds it too
//     tightly (`[*f(x)]`, its issue 314) and takes it before few operands only.
//   * A name in front of `[` is marked (kSubscripted): in an annotation tree-sitter-python
//     would read `A[i]` as a generic type and then stumble over `A[i][j]` or `A[i] + 1`.
//   * The `=` of a type parameter's default is marked (kTypeDefault): the grammar does not
//     know PEP 696.
class TokenContext {
 public:
  // Both outlive the context.
  TokenContext(std::string_view text, std::vector<Token>& tokens) : text_(text), tokens_(tokens) {}

  const std::vector<Bracket>& brackets() const { return brackets_; }
  void PushBracket(BracketUse use);  // Before its token is pushed.
  void PopBracket();                 // After its token was pushed.
  BracketUse UseOfParen() const;     // Of a `(` that is about to be pushed.
  BracketUse UseOfBracket();         // Of a `[`; may mark the name in front of it.

  // token_flag bits for an operator that is about to be pushed.
  uint8_t FlagsOfOperator(TokenKind kind) const;

  void OnOperator();       // After any operator but a bracket.
  void OnNameOrKeyword();  // After any name or keyword.
  void OnFieldColon();

  void StartLine(bool is_in_match_block);  // At the first token of a logical line.
  void EndLine();                          // After Newline was pushed.
  bool is_line_empty() const { return tokens_.size() == line_first_; }

  // True if the last logical line ended in a colon.
  bool ExpectsBlock() const;
  // True once after a line that is the header of a `match` statement.
  bool TakeMatchHeader();

 private:
  TokenKind KindFromEnd(size_t distance) const;  // 1 is the last token.
  std::string_view Spelling(const Token& token) const;
  bool IsInParametersOfLambda() const;
  bool IsUnpackingStar() const;

  std::string_view text_;
  std::vector<Token>& tokens_;
  std::vector<Bracket> brackets_;
  std::vector<size_t> lambdas_;  // Number of open brackets at each `lambda` before its colon.
  size_t line_first_ = 0;
  size_t behind_def_type_params_ = SIZE_MAX;  // Index of the token behind a `]`.
  bool is_in_match_block_ = false;
  bool is_in_pattern_ = false;
  bool is_match_header_ = false;
};

}  // namespace weft
