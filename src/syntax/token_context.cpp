#include "syntax/token_context.h"

namespace weft {
namespace {

// True for the kinds an operand can end in; a `*` behind one multiplies.
bool EndsOperand(TokenKind kind) {
  switch (kind) {
    case TokenKind::Name:
    case TokenKind::Number:
    case TokenKind::String:
    case TokenKind::FStringEnd:
    case TokenKind::CloseParen:
    case TokenKind::CloseBracket:
    case TokenKind::CloseBrace:
    case TokenKind::Ellipsis:
    case TokenKind::True:
    case TokenKind::False:
    case TokenKind::None:
      return true;
    default:
      return false;
  }
}

}  // namespace

TokenKind TokenContext::KindFromEnd(size_t distance) const {
  return tokens_.size() < distance ? TokenKind::EndOfFile : tokens_[tokens_.size() - distance].kind;
}

std::string_view TokenContext::Spelling(const Token& token) const {
  return text_.substr(token.begin, token.end - token.begin);
}

void TokenContext::PushBracket(BracketUse use) {
  brackets_.push_back({static_cast<uint32_t>(tokens_.size()), use});
}

void TokenContext::PopBracket() {
  Bracket closed = brackets_.back();
  brackets_.pop_back();
  while (!lambdas_.empty() && lambdas_.back() > brackets_.size()) {
    lambdas_.pop_back();
  }
  if (closed.use == BracketUse::TypeParams && closed.token >= 2 &&
      tokens_[closed.token - 2].kind == TokenKind::Def) {
    behind_def_type_params_ = tokens_.size();
  }
}

BracketUse TokenContext::UseOfParen() const {
  bool follows_def = KindFromEnd(1) == TokenKind::Name && KindFromEnd(2) == TokenKind::Def;
  bool follows_type_params = tokens_.size() == behind_def_type_params_;
  return follows_def || follows_type_params ? BracketUse::Parameters : BracketUse::Expression;
}

BracketUse TokenContext::UseOfBracket() {
  if (KindFromEnd(1) != TokenKind::Name) {
    return BracketUse::Expression;
  }
  switch (KindFromEnd(2)) {
    case TokenKind::Def:
    case TokenKind::Class:
    case TokenKind::Type:
      return BracketUse::TypeParams;
    case TokenKind::Dot:
      return BracketUse::Expression;
    default:
      tokens_.back().flags |= token_flag::kSubscripted;
      return BracketUse::Expression;
  }
}

bool TokenContext::IsInParametersOfLambda() const {
  return !lambdas_.empty() && lambdas_.back() == brackets_.size();
}

bool TokenContext::IsUnpackingStar() const {
  TokenKind before = KindFromEnd(1);
  if (EndsOperand(before) || before == TokenKind::Import || before == TokenKind::Except ||
      is_in_pattern_) {
    return false;
  }
  if (IsInParametersOfLambda()) {
    return before != TokenKind::Lambda && before != TokenKind::Comma;
  }
  BracketUse use = brackets_.empty() ? BracketUse::Expression : brackets_.back().use;
  switch (use) {
    case BracketUse::Parameters:
      return before != TokenKind::OpenParen && before != TokenKind::Comma;
    case BracketUse::TypeParams:
      return before != TokenKind::OpenBracket && before != TokenKind::Comma;
    case BracketUse::Expression:
    case BracketUse::Field:
      return true;
  }
  return true;
}

uint8_t TokenContext::FlagsOfOperator(TokenKind kind) const {
  if (kind == TokenKind::Star) {
    return IsUnpackingStar() ? token_flag::kPrefixStar : 0;
  }
  bool is_default = kind == TokenKind::Equal && !brackets_.empty() &&
                    brackets_.back().use == BracketUse::TypeParams && !IsInParametersOfLambda();
  return is_default ? token_flag::kTypeDefault : 0;
}

void TokenContext::OnOperator() {
  if (tokens_.back().kind != TokenKind::Colon) {
    return;
  }
  if (IsInParametersOfLambda()) {
    lambdas_.pop_back();
  } else if (brackets_.empty()) {
    is_in_pattern_ = false;
  }
}

void TokenContext::OnFieldColon() {
  if (IsInParametersOfLambda()) {
    lambdas_.pop_back();
  }
}

void TokenContext::OnNameOrKeyword() {
  Token& last = tokens_.back();
  switch (last.kind) {
    case TokenKind::Lambda:
      lambdas_.push_back(brackets_.size());
      break;
    case TokenKind::If:
      is_in_pattern_ = is_in_pattern_ && !brackets_.empty();
      break;
    case TokenKind::Name:
      if (is_in_match_block_ && tokens_.size() == line_first_ + 1 && Spelling(last) == "case") {
        last.kind = TokenKind::Case;
        is_in_pattern_ = true;
      } else if (KindFromEnd(2) == TokenKind::Name && brackets_.empty()) {
        Token& before = tokens_[tokens_.size() - 2];
        TokenKind opener = KindFromEnd(3);
        bool opens_statement = tokens_.size() == line_first_ + 2 ||
                               opener == TokenKind::Semicolon || opener == TokenKind::Colon;
        if (opens_statement && Spelling(before) == "type") {
          before.kind = TokenKind::Type;
        }
      }
      break;
    default:
      break;
  }
}

void TokenContext::StartLine(bool is_in_match_block) {
  line_first_ = tokens_.size();
  is_in_match_block_ = is_in_match_block;
}

void TokenContext::EndLine() {
  Token& first = tokens_[line_first_];
  size_t num_tokens = tokens_.size() - line_first_ - 1;  // Without Newline.
  if (first.kind == TokenKind::Name && num_tokens > 2 && KindFromEnd(2) == TokenKind::Colon &&
      Spelling(first) == "match" && tokens_[line_first_ + 1].kind != TokenKind::Colon) {
    first.kind = TokenKind::Match;
    first.flags = 0;
    is_match_header_ = true;
    if (tokens_[line_first_ + 1].kind == TokenKind::Star) {
      tokens_[line_first_ + 1].flags = token_flag::kPrefixStar;
    }
  }
  line_first_ = tokens_.size();
  lambdas_.clear();
  is_in_pattern_ = false;
}

bool TokenContext::ExpectsBlock() const {
  return KindFromEnd(1) == TokenKind::Newline && KindFromEnd(2) == TokenKind::Colon;
}

bool TokenContext::TakeMatchHeader() {
  bool result = is_match_header_;
  is_match_header_ = false;
  return result;
}

}  // namespace weft
