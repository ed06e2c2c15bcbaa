#include "syntax/keywords.h"

#include "syntax/characters.h"

#include <array>
#include <cstring>

namespace weft {
namespace {

struct Keyword {
  std::string_view spelling;
  TokenKind kind = TokenKind::Name;
};

// Keywords hashed by length and three letters; the factors are such that no two collide.
constexpr size_t kNumSlots = 128;
constexpr size_t kLongest = 8;

constexpr size_t Hash(std::string_view name) {
  auto letter = [&](size_t i) { return static_cast<size_t>(static_cast<unsigned char>(name[i])); };
  return (name.size() * 7 + letter(0) + letter(1) + letter(name.size() - 1) * 55) % kNumSlots;
}

constexpr std::array<Keyword, kNumSlots> MakeTable() {
  std::array<Keyword, kNumSlots> table{};
  constexpr Keyword kTokens[] = {
#define TOKEN(kind, spelling) {spelling, TokenKind::kind},
#include "syntax/tokens.def"
#undef TOKEN
  };
  for (const Keyword& token : kTokens) {
    if (token.kind > TokenKind::Yield) {
      break;  // Soft keywords and operators.
    }
    Keyword& slot = table[Hash(token.spelling)];
    if (!slot.spelling.empty()) {
      throw "two keywords share a slot";  // Does not compile, then.
    }
    slot = token;
  }
  return table;
}

constexpr std::array<Keyword, kNumSlots> kTable = MakeTable();

}  // namespace

TokenKind KeywordOrName(std::string_view name) {
  if (name.size() < 2 || name.size() > kLongest) {
    return TokenKind::Name;
  }
  const Keyword& slot = kTable[Hash(name)];
  return slot.spelling == name ? slot.kind : TokenKind::Name;
}

bool IsKeywordAfterNumber(std::string_view rest) {
  size_t length = 0;
  while (length < rest.size() && IsNameByte(rest[length])) {
    ++length;
  }
  switch (KeywordOrName(rest.substr(0, length))) {
    case TokenKind::And:
    case TokenKind::Else:
    case TokenKind::For:
    case TokenKind::If:
    case TokenKind::In:
    case TokenKind::Is:
    case TokenKind::Not:
    case TokenKind::Or:
      return true;
    default:
      return false;
  }
}

}  // namespace weft
