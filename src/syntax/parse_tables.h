#pragma once

#include "syntax/token.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace weft {

// What to do with a token in a state.
struct ParseAction {
  enum class Type : uint8_t { Shift, Reduce, Accept };

  Type type;
  uint8_t child_count;         // Reduce
  bool passes_through;         // Reduce: the one child stands for the node.
  int16_t dynamic_precedence;  // Reduce
  uint16_t target;             // Shift: the next state. Reduce: the symbol.
  uint16_t production;         // Reduce
};

// tree-sitter's tables for Python, unpacked for speed: a dense table of states by symbols
// in place of the compressed one. Built at first use; then read-only and shared.
class ParseTables {
 public:
  static const ParseTables& Get();

  // The actions for a token's symbol; several are a conflict; none is an error.
  std::span<const ParseAction> Actions(uint16_t state, uint16_t symbol) const {
    ActionRange range = ranges_[action_index_[state * num_tokens_ + symbol]];
    return {actions_.data() + range.begin, range.count};
  }

  // The state after a reduction to `symbol` that uncovers `state`.
  uint16_t Goto(uint16_t state, uint16_t symbol) const {
    return gotos_[state * num_nonterminals_ + (symbol - num_tokens_)];
  }

  // The symbol of a token as the grammar knows it.
  uint16_t SymbolOf(TokenKind kind) const { return symbols_[static_cast<size_t>(kind)]; }

  static constexpr uint16_t end() { return 0; }
  uint16_t string_start() const { return string_start_; }
  uint16_t string_end() const { return string_end_; }
  uint16_t number() const { return SymbolOf(TokenKind::Number); }
  uint16_t except_star() const { return except_star_; }
  static constexpr uint16_t start_state() { return 1; }

 private:
  struct ActionRange {
    uint32_t begin;
    uint32_t count;
  };

  ParseTables();
  void UnpackActions();
  void UnpackStates();
  void MapTokens();
  uint16_t FindToken(const char* name, int occurrence = 0) const;

  size_t num_tokens_;
  size_t num_nonterminals_;
  std::vector<ParseAction> actions_;
  std::vector<ActionRange> ranges_;     // By tree-sitter's action index.
  std::vector<uint16_t> action_index_;  // state x token
  std::vector<uint16_t> gotos_;         // state x nonterminal
  std::array<uint16_t, kNumTokenKinds> symbols_{};
  uint16_t string_start_ = 0;
  uint16_t string_end_ = 0;
  uint16_t except_star_ = 0;
};

}  // namespace weft
