#include "validate/peg_machine.h"

#include "base/assert.h"
#include "validate/peg_tables.h"

#include <algorithm>

namespace weft::peg {
namespace {

constexpr uint32_t kNoEntry = UINT32_MAX;

// MAXSTACK in what CPython's parser generator writes.
constexpr uint32_t kMaxRules = 6000;

// The second pass can take exponential time, in CPython as well; the first one never does.
constexpr uint64_t kMaxSteps = 200'000'000;

bool IsSoftKeyword(std::string_view text) {
  return std::find(std::begin(kWords), std::end(kWords), text) != std::end(kWords);
}

}  // namespace

Machine::Machine(const SourceFile& source, std::span<const PegToken> tokens, PythonVersion target)
    : source_(source), tokens_(tokens), target_(target), memo_heads_(tokens.size() + 1, kNoEntry) {
}

Outcome Machine::Match(RuleId rule, uint32_t start, bool is_second_pass) {
  ForgetMemo(start);
  frames_.clear();
  values_.clear();
  nodes_.clear();
  children_.clear();
  mark_ = start;
  num_open_rules_ = 0;
  num_steps_ = 0;
  is_at_end_ = false;
  is_second_pass_ = is_second_pass;
  Push(kRules[static_cast<size_t>(rule)].body);
  for (bool returned = false; !frames_.empty();) {
    returned = Step(returned);
    if (error_) {
      return Outcome::Error;
    }
    if (is_at_end_) {
      return Outcome::EndOfTokens;
    }
    if (++num_steps_ > kMaxSteps) {
      return Outcome::Failed;
    }
  }
  return ok_ ? Outcome::Matched : Outcome::Failed;
}

void Machine::ForgetMemo(uint32_t start) {
  // Only what the last match has reached, which keeps a file of many statements linear.
  std::fill(memo_heads_.begin() + memo_begin_, memo_heads_.begin() + memo_end_, kNoEntry);
  memo_begin_ = memo_end_ = start;
  memo_.clear();
}

const PegToken* Machine::Peek() {
  if (mark_ >= tokens_.size()) {
    is_at_end_ = true;
    return nullptr;
  }
  num_read_ = std::max(num_read_, mark_ + 1);
  return &tokens_[mark_];
}

bool Machine::IsWord(const PegToken& token, size_t word) const {
  return token.kind == TokenKind::Name && source_.Slice(token.span()) == kWords[word];
}

void Machine::Push(uint16_t expr) {
  frames_.push_back(
      {.expr = expr, .mark = mark_, .num_values = static_cast<uint32_t>(values_.size())});
}

bool Machine::Pop(bool ok) {
  ok_ = ok;
  frames_.pop_back();
  return true;
}

// Leaves the innermost part as if it had never been tried.
bool Machine::Fail() {
  mark_ = frames_.back().mark;
  values_.resize(frames_.back().num_values);
  return Pop(false);
}

// Begins with a part. True if it is over already and ok_ says how; else it has a frame.
bool Machine::Enter(uint16_t expr_id) {
  const Expr& expr = kExprs[expr_id];
  switch (expr.op) {
    case Op::Token:
    case Op::Word:
    case Op::SoftKeyword:
    case Op::Forced: {
      const PegToken* token = Peek();
      if (token == nullptr) {
        return true;
      }
      if (expr.op == Op::Word) {
        ok_ = IsWord(*token, expr.arg);
      } else if (expr.op == Op::SoftKeyword) {
        ok_ = token->kind == TokenKind::Name && IsSoftKeyword(source_.Slice(token->span()));
      } else {
        ok_ = token->kind == static_cast<TokenKind>(expr.arg);
      }
      if (!ok_ && expr.op == Op::Forced) {
        std::string_view spelling = TokenSpelling(static_cast<TokenKind>(expr.arg));
        RaiseAt(DiagnosticId::ExpectedToken, {token->place, token->end},
                fmt::format("expected '{}'", spelling));
      }
      if (ok_) ++mark_;
      return true;
    }
    case Op::Cut:
      ok_ = true;
      return true;
    case Op::Since:
      ok_ = target_.minor >= expr.arg;
      return true;
    case Op::Before:
      ok_ = target_.minor < expr.arg;
      return true;
    case Op::SecondPass:
      if (!is_second_pass_) {
        ok_ = false;
        return true;
      }
      return EnterRule(expr_id, expr.arg);
    case Op::Rule:
      return EnterRule(expr_id, expr.arg);
    default:
      Push(expr_id);
      return false;
  }
}

bool Machine::EnterRule(uint16_t expr, uint16_t rule) {
  if (kRules[rule].is_memo) {
    for (uint32_t i = memo_heads_[mark_]; i != kNoEntry; i = memo_[i].next) {
      const MemoEntry& entry = memo_[i];
      if (entry.rule == rule) {
        ok_ = entry.ok;
        mark_ = entry.mark;
        if (ok_ && !entry.value.is_none()) {
          values_.push_back(entry.value);
        }
        return true;
      }
    }
  }
  if (++num_open_rules_ > kMaxRules) {
    uint32_t last = num_read_ == 0 ? 0 : num_read_ - 1;
    RaiseAt(DiagnosticId::TooComplex, tokens_[last].span(),
            std::string(kDiagnosticRows[static_cast<size_t>(DiagnosticId::TooComplex)].format));
    return true;
  }
  Push(expr);
  return false;
}

// Goes on with the innermost part, which is new, or to which a part has `returned`. True if
// that part is over.
bool Machine::Step(bool returned) {
  Frame& frame = frames_.back();
  const Expr& expr = kExprs[frame.expr];
  switch (expr.op) {
    case Op::Alternative:
    case Op::Sequence:
      return StepSequence(frame, expr, returned);
    case Op::Choice:
      return StepChoice(frame, expr, returned);
    case Op::Optional:
      return returned ? Pop(true) : Enter(kChildren[expr.first]);
    case Op::Star:
    case Op::Plus:
      return StepRepeat(frame, expr, returned);
    case Op::Separated:
      return StepSeparated(frame, expr, returned);
    case Op::And:
    case Op::Not: {
      if (!returned) {
        return Enter(kChildren[expr.first]);
      }
      bool ok = ok_ == (expr.op == Op::And);
      Fail();
      ok_ = ok;
      return true;
    }
    case Op::Rule:
    case Op::SecondPass:
      return StepRule(frame, expr, returned);
    default:
      WEFT_ASSERT(false, "a part without children has no frame");
      return true;
  }
}

bool Machine::StepSequence(Frame& frame, const Expr& expr, bool returned) {
  if (returned) {
    if (!ok_) {
      has_cut_failed_ = frame.is_cut;
      return Fail();
    }
    const Expr& child = kExprs[kChildren[expr.first + frame.step - 1]];
    if (child.label != 0) {
      bool has_value = values_.size() > frame.child_values;
      frame.labels[child.label - 1U] = has_value ? values_.back() : Value::Token(frame.child_mark);
    }
  }
  if (frame.step == expr.count) {
    if (expr.op == Op::Alternative && expr.arg != 0) {
      return Finish(kActions[expr.arg]);
    }
    return Pop(true);
  }
  uint16_t child = kChildren[expr.first + frame.step];
  ++frame.step;
  frame.child_mark = mark_;
  frame.child_values = static_cast<uint32_t>(values_.size());
  frame.is_cut = frame.is_cut || kExprs[child].op == Op::Cut;
  return Enter(child);
}

bool Machine::StepChoice(Frame& frame, const Expr& expr, bool returned) {
  if (returned) {
    if (ok_) {
      return Pop(true);
    }
    if (has_cut_failed_) {
      has_cut_failed_ = false;
      return Fail();
    }
    if (++frame.step == expr.count) {
      return Fail();
    }
  }
  return Enter(kChildren[expr.first + frame.step]);
}

bool Machine::StepRepeat(Frame& frame, const Expr& expr, bool returned) {
  if (returned) {
    if (!ok_ || mark_ == frame.child_mark) {
      return Pop(ok_ || expr.op == Op::Star || frame.step > 0);
    }
    frame.step = 1;
  }
  frame.child_mark = mark_;
  return Enter(kChildren[expr.first]);
}

bool Machine::StepSeparated(Frame& frame, const Expr& expr, bool returned) {
  // step: 0 in the first item, 1 in a separator, 2 in a later item.
  if (!returned) {
    return Enter(kChildren[expr.first]);
  }
  if (!ok_) {
    if (frame.step == 0) {
      return Fail();
    }
    mark_ = frame.child_mark;
    values_.resize(frame.child_values);
    return Pop(true);
  }
  if (frame.step == 1) {
    frame.step = 2;
    return Enter(kChildren[expr.first]);
  }
  frame.step = 1;
  frame.child_mark = mark_;
  frame.child_values = static_cast<uint32_t>(values_.size());
  return Enter(kChildren[expr.first + 1U]);
}

bool Machine::StepRule(Frame& frame, const Expr& expr, bool returned) {
  const Rule& rule = kRules[expr.arg];
  if (!returned) {
    frame.saved_pass = is_second_pass_;
    is_second_pass_ = is_second_pass_ && !rule.is_plain;
    return Enter(rule.body);
  }
  --num_open_rules_;
  is_second_pass_ = frame.saved_pass;
  Value value;
  if (ok_) {
    auto num_values = static_cast<uint32_t>(values_.size()) - frame.num_values;
    if (num_values > 1) {
      MakeNode(NodeKind::Sequence, frame.mark, num_values);
      num_values = 1;
    }
    value = num_values == 1 ? values_.back() : Value();
  }
  if (rule.is_memo) {
    Remember(expr.arg, frame.mark, value);
  }
  return Pop(ok_);
}

void Machine::Remember(uint16_t rule, uint32_t start, Value value) {
  memo_.push_back({memo_heads_[start], rule, ok_, value, mark_});
  memo_heads_[start] = static_cast<uint32_t>(memo_.size()) - 1;
  memo_end_ = std::max(memo_end_, start + 1);
}

// Ends an alternative that matched and has an action. An error that its check does not confirm
// is the end of the rule: CPython's action returns nothing then, and so does the rule.
bool Machine::Finish(const Action& action) {
  Frame& frame = frames_.back();
  if (action.check != Check::None && !Holds(action.check, frame)) {
    has_cut_failed_ = true;
    return Fail();
  }
  if (action.is_error) {
    Raise(action, frame);
    return true;
  }
  if (error_) {
    return true;  // The check itself had something to say.
  }
  auto num_values = static_cast<uint32_t>(values_.size()) - frame.num_values;
  if (action.kind != NodeKind::None &&
      !(num_values == 1 && (action.is_kind_optional || action.kind == NodeKind::Last))) {
    MakeNode(action.kind, frame.mark, num_values);
  }
  return Pop(true);
}

// Puts the last `num_values` values into a node, which takes their place.
void Machine::MakeNode(NodeKind kind, uint32_t begin, uint32_t num_values) {
  auto first = static_cast<uint32_t>(children_.size());
  size_t from = values_.size() - num_values;
  for (size_t i = from; i < values_.size(); ++i) {
    if (kind != NodeKind::Sequence && KindOf(values_[i]) == NodeKind::Sequence) {
      const Node sequence = nodes_[values_[i].index()];
      for (uint32_t k = 0; k < sequence.num_children; ++k) {
        children_.push_back(children_[sequence.first_child + k]);
      }
    } else {
      children_.push_back(values_[i]);
    }
  }
  auto num_children = static_cast<uint32_t>(children_.size()) - first;
  if (kind == NodeKind::Last) {
    kind = KindOf(children_.back());
  } else if (kind == NodeKind::Strings) {
    kind = NodeKind::Literal;
    for (uint32_t i = 0; i < num_children; ++i) {
      if (KindOf(children_[first + i]) == NodeKind::JoinedStr) {
        kind = NodeKind::JoinedStr;
      }
    }
  }
  values_.resize(from);
  values_.push_back(Value::Node(static_cast<uint32_t>(nodes_.size())));
  nodes_.push_back({kind, begin, mark_, first, num_children});
}

}  // namespace weft::peg
