#include "passes/wrapper_option.h"

#include "syntax/token.h"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>

namespace weft {
namespace {

bool IsKeyword(std::string_view name) {
  // Keywords stand first in tokens.def, from `False` to `yield`.
  constexpr int kNumKeywords = static_cast<int>(TokenKind::Yield) + 1;
  for (int kind = 0; kind < kNumKeywords; ++kind) {
    if (TokenSpelling(static_cast<TokenKind>(kind)) == name) return true;
  }
  return false;
}

bool IsIdentifier(std::string_view name) {
  auto is_word = [](unsigned char c) { return c < 128 && (std::isalnum(c) != 0 || c == '_'); };
  return !name.empty() && std::isdigit(static_cast<unsigned char>(name[0])) == 0 &&
         std::ranges::all_of(name, is_word);
}

// What is wrong with `name`, a dotted name.
std::optional<std::string> CheckDottedName(std::string_view name) {
  for (;;) {
    size_t dot = name.find('.');
    std::string_view part = name.substr(0, dot);
    if (part.empty()) return "a name is missing";
    if (!IsIdentifier(part)) return fmt::format("`{}` is not an ASCII identifier", part);
    if (IsKeyword(part)) return fmt::format("`{}` is a keyword", part);
    if (dot == std::string_view::npos) return std::nullopt;
    name.remove_prefix(dot + 1);
  }
}

}  // namespace

std::optional<std::string> SetWrapper(std::string_view value, PassOptions& options) {
  auto complain = [&](std::string_view reason) {
    return fmt::format("`{}` is not MODULE:NAME; {}", value, reason);
  };
  size_t colon = value.find(':');
  if (colon == std::string_view::npos) return complain("there is no colon");
  if (value.find(':', colon + 1) != std::string_view::npos) return complain("there are two colons");
  std::string_view module = value.substr(0, colon);
  std::string_view name = value.substr(colon + 1);
  for (std::string_view part : {module, name}) {
    if (std::optional<std::string> problem = CheckDottedName(part)) return complain(*problem);
  }
  if (name.find('.') != std::string_view::npos) {
    return complain("NAME has a dot, and `from MODULE import NAME` takes none");
  }
  options.wrapper_module = module;
  options.wrapper_name = name;
  return std::nullopt;
}

}  // namespace weft
