#include "syntax/token.h"

#include <iterator>

namespace weft {

std::string_view TokenSpelling(TokenKind kind) {
  static constexpr std::string_view kSpellings[] = {
#define TOKEN(kind, spelling) spelling,
#include "syntax/tokens.def"
#undef TOKEN
  };
  auto index = static_cast<size_t>(kind);
  return index < std::size(kSpellings) ? kSpellings[index] : std::string_view();
}

}  // namespace weft
