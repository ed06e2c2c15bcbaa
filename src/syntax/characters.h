#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace weft {

// What a byte can do at the start of a token.
enum class CharacterClass : uint8_t {
  Invalid,
  Blank,      // space, tab, form feed
  LineBreak,  // \n, \r
  NameStart,  // letters, `_` and every byte of a non-ASCII character
  Digit,
  Quote,
  Comment,
  Backslash,
  Operator,
  End,  // The NUL behind the text.
};

namespace characters_internal {

constexpr std::array<CharacterClass, 256> MakeClasses() {
  std::array<CharacterClass, 256> classes{};
  for (int c = 0; c < 256; ++c) {
    bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
    classes[static_cast<size_t>(c)] = is_letter              ? CharacterClass::NameStart
                                      : c >= '0' && c <= '9' ? CharacterClass::Digit
                                                             : CharacterClass::Invalid;
  }
  for (char c : std::string_view("()[]{},:;.@+-*/%&|^~<>=!")) {
    classes[static_cast<uint8_t>(c)] = CharacterClass::Operator;
  }
  for (char c : std::string_view(" \t\f")) {
    classes[static_cast<uint8_t>(c)] = CharacterClass::Blank;
  }
  classes['\n'] = classes['\r'] = CharacterClass::LineBreak;
  classes['"'] = classes['\''] = CharacterClass::Quote;
  classes['#'] = CharacterClass::Comment;
  classes['\\'] = CharacterClass::Backslash;
  classes[0] = CharacterClass::End;
  return classes;
}

constexpr std::array<bool, 256> MakeNameBytes() {
  std::array<bool, 256> result{};
  for (size_t c = 0; c < 256; ++c) {
    CharacterClass what = MakeClasses()[c];
    result[c] = what == CharacterClass::NameStart || what == CharacterClass::Digit;
  }
  return result;
}

inline constexpr std::array<CharacterClass, 256> kClasses = MakeClasses();
inline constexpr std::array<bool, 256> kNameBytes = MakeNameBytes();

}  // namespace characters_internal

constexpr CharacterClass ClassOf(char c) {
  return characters_internal::kClasses[static_cast<uint8_t>(c)];
}

// True for bytes that may stand inside a name: ASCII letters, digits, `_`, and any byte of
// a non-ASCII character.
constexpr bool IsNameByte(char c) {
  return characters_internal::kNameBytes[static_cast<uint8_t>(c)];
}

constexpr bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}

constexpr bool IsHexDigit(char c) {
  return IsDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

}  // namespace weft
