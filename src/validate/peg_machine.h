#pragma once

#include "base/diagnostics.h"
#include "base/source_file.h"
#include "syntax/python_version.h"
#include "validate/peg_program.h"
#include "validate/peg_tokens.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace weft {
struct EscapeError;
}

namespace weft::peg {

enum class RuleId : uint16_t;

// A part of a match: a node, or a token that stands for itself.
class Value {
 public:
  constexpr Value() = default;
  static constexpr Value Node(uint32_t index) { return Value(index); }
  static constexpr Value Token(uint32_t index) { return Value(index | kTokenBit); }

  constexpr bool is_none() const { return bits_ == UINT32_MAX; }
  constexpr bool is_token() const { return (bits_ & kTokenBit) != 0; }
  constexpr uint32_t index() const { return bits_ & ~kTokenBit; }

 private:
  static constexpr uint32_t kTokenBit = 0x80000000;
  constexpr explicit Value(uint32_t bits) : bits_(bits) {}
  uint32_t bits_ = UINT32_MAX;
};

struct Node {
  NodeKind kind;
  uint32_t first_token;
  uint32_t end_token;    // Behind the last one.
  uint32_t first_child;  // Into the machine's children.
  uint32_t num_children;
};

enum class Outcome : uint8_t {
  Matched,
  Failed,
  Error,        // error() says which.
  EndOfTokens,  // The parser wants a token behind the last one.
};

// A packrat parser for the rules of grammar/python.peg, with CPython's order of looking at
// things: what an error says depends on which tokens were looked at, and on what a first pass
// left behind. Nothing recurses; depth costs memory, up to CPython's limit.
//
// Source: Parser/pegen.c, and what Tools/peg_generator makes of a rule.
class Machine {
 public:
  // `source` and `tokens` outlive the machine.
  Machine(const SourceFile& source, std::span<const PegToken> tokens, PythonVersion target);

  // Matches one rule from token `start` on. What was remembered of other matches is gone.
  Outcome Match(RuleId rule, uint32_t start, bool is_second_pass);

  uint32_t mark() const { return mark_; }          // Behind a match.
  uint32_t num_read() const { return num_read_; }  // Tokens that were looked at, ever.
  const Diagnostic& error() const { return *error_; }

 private:
  struct Frame {
    uint16_t expr = 0;
    uint16_t step = 0;
    bool is_cut = false;
    bool saved_pass = false;
    uint32_t mark = 0;
    uint32_t num_values = 0;
    uint32_t child_mark = 0;
    uint32_t child_values = 0;
    std::array<Value, 2> labels = {};
  };

  struct MemoEntry {
    uint32_t next = 0;
    uint16_t rule = 0;
    bool ok = false;
    Value value;
    uint32_t mark = 0;
  };

  const PegToken* Peek();
  bool IsWord(const PegToken& token, size_t word) const;
  bool Enter(uint16_t expr);
  bool EnterRule(uint16_t expr, uint16_t rule);
  void Push(uint16_t expr);
  bool Step(bool returned);
  bool StepSequence(Frame& frame, const Expr& expr, bool returned);
  bool StepChoice(Frame& frame, const Expr& expr, bool returned);
  bool StepRepeat(Frame& frame, const Expr& expr, bool returned);
  bool StepSeparated(Frame& frame, const Expr& expr, bool returned);
  bool StepRule(Frame& frame, const Expr& expr, bool returned);
  bool Pop(bool ok);
  bool Fail();
  bool Finish(const Action& action);
  void MakeNode(NodeKind kind, uint32_t begin, uint32_t num_values);
  void ForgetMemo(uint32_t start);
  void Remember(uint16_t rule, uint32_t start, Value value);

  // peg_checks.cpp and peg_literals.cpp. Raise() and the checks that say what is wrong themselves
  // set error_.
  bool Holds(Check check, Frame& frame);
  std::optional<Value> FindBadTarget(Value value, Check check) const;
  bool CheckNumber(Value value, bool wants_real);
  bool CheckConversion(uint32_t mark);
  bool CheckField(Value conversion);
  bool CheckString(uint32_t token);
  bool CheckFString(uint32_t begin, uint32_t end);
  bool CheckStrings(uint32_t begin, uint32_t end);
  bool CheckDigits(uint32_t token);
  void RaiseEscape(const EscapeError& error);
  Span LastRead() const;
  void Raise(const Action& action, const Frame& frame);
  void RaiseAt(DiagnosticId id, Span span, std::string message);
  std::string Format(const Argument& argument, const Frame& frame) const;
  std::string_view NameOf(Value value) const;
  NodeKind KindOf(Value value) const;
  std::string_view Text(uint32_t token) const;
  uint32_t FirstToken(Value value) const;
  uint32_t LastToken(Value value) const;
  std::span<const Value> ChildrenOf(Value value) const;

  const SourceFile& source_;
  std::span<const PegToken> tokens_;
  PythonVersion target_;
  bool is_second_pass_ = false;
  bool ok_ = false;  // Of the part that was left last.
  bool has_cut_failed_ = false;
  bool is_at_end_ = false;  // A token behind the last one was wanted.
  uint32_t mark_ = 0;
  uint32_t num_read_ = 0;
  uint32_t num_open_rules_ = 0;
  uint64_t num_steps_ = 0;
  std::vector<Frame> frames_;
  std::vector<Value> values_;
  std::vector<Node> nodes_;
  std::vector<Value> children_;
  std::vector<uint32_t> memo_heads_;  // By token.
  std::vector<MemoEntry> memo_;
  uint32_t memo_begin_ = 0;  // The tokens that have entries.
  uint32_t memo_end_ = 0;
  std::optional<Diagnostic> error_;
};

}  // namespace weft::peg
