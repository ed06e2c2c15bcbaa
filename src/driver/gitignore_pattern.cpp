#include "driver/gitignore.h"

#include <bitset>
#include <cctype>

#include <fmt/format.h>

namespace weft {
namespace {

using ByteSet = std::bitset<256>;

bool HasClass(std::string_view name, int byte, bool* is_known) {
  struct Row {
    std::string_view name;
    int (*test)(int);
  };
  static constexpr Row kRows[] = {
      {"alnum", isalnum}, {"alpha", isalpha}, {"blank", isblank}, {"cntrl", iscntrl},
      {"digit", isdigit}, {"graph", isgraph}, {"lower", islower}, {"print", isprint},
      {"punct", ispunct}, {"space", isspace}, {"upper", isupper}, {"xdigit", isxdigit},
  };
  for (const Row& row : kRows) {
    if (row.name == name) {
      *is_known = true;
      return byte < 128 && row.test(byte) != 0;
    }
  }
  return false;
}

// Follows wildmatch.c's dowild() case by case. Each Take function moves `at_` behind what
// it translated and returns false where git's matcher gives up on the whole pattern.
class Translator {
 public:
  Translator(std::string_view pattern, bool has_slash) : pattern_(pattern), has_slash_(has_slash) {}

  bool Run(std::string* regex) {
    while (at_ < pattern_.size()) {
      bool is_valid = true;
      switch (pattern_[at_]) {
        case '\\':
          is_valid = TakeEscape();
          break;
        case '*':
          TakeStars();
          break;
        case '?':
          regex_ += "[^/]";
          ++at_;
          break;
        case '[':
          is_valid = TakeSet();
          break;
        default:
          AddLiteral(pattern_[at_++]);
          break;
      }
      if (!is_valid) return false;
    }
    *regex = std::move(regex_);
    return true;
  }

 private:
  char Peek(size_t ahead = 0) const {
    return at_ + ahead < pattern_.size() ? pattern_[at_ + ahead] : '\0';
  }

  void AddByte(unsigned byte) { regex_ += fmt::format("\\x{:02x}", byte); }

  void AddLiteral(char c) {
    bool is_plain = isalnum(static_cast<unsigned char>(c)) != 0 || c == '/' || c == '_';
    if (is_plain) {
      regex_ += c;
    } else {
      AddByte(static_cast<unsigned char>(c));
    }
  }

  bool TakeEscape() {
    if (++at_ >= pattern_.size()) return false;
    AddLiteral(pattern_[at_++]);
    return true;
  }

  void TakeStars() {
    size_t begin = at_;
    while (Peek() == '*') ++at_;
    // git compares what stands before the first wildcard apart, and then takes the rest for
    // a pattern of its own: behind a plain `a`, too, two stars begin a part.
    bool begins_part = begin == pattern_.find_first_of("*?[\\") || pattern_[begin - 1] == '/';
    bool is_followed_by_slash = Peek() == '/' || (Peek() == '\\' && Peek(1) == '/');
    bool ends_part = at_ == pattern_.size() || is_followed_by_slash;
    if (!has_slash_ || at_ - begin < 2 || !begins_part || !ends_part) {
      regex_ += "[^/]*";
    } else if (Peek() == '/') {
      ++at_;
      regex_ += "(?s:.*/)?";
    } else {
      regex_ += "(?s:.*)";
    }
  }

  // `[:name:]`; at_ stands on its `[`. Sets *is_class to false where it is no class after
  // all and the bracket is a member.
  bool TakeNamedClass(ByteSet& members, bool* is_class) {
    size_t name = at_ + 2;
    size_t close = pattern_.find(']', name);
    if (close == std::string_view::npos) return false;
    *is_class = close > name && pattern_[close - 1] == ':';
    if (!*is_class) return true;
    bool is_known = false;
    for (int byte = 0; byte < 256; ++byte) {
      std::string_view class_name = pattern_.substr(name, close - 1 - name);
      if (HasClass(class_name, byte, &is_known)) members.set(static_cast<size_t>(byte));
    }
    at_ = close;
    return is_known;
  }

  bool TakeSet() {
    ++at_;
    bool is_negated = Peek() == '!' || Peek() == '^';
    if (is_negated) ++at_;
    ByteSet members;
    int previous = -1;  // What a `-` would begin a range with.
    for (bool is_first = true; is_first || Peek() != ']'; is_first = false, ++at_) {
      if (at_ >= pattern_.size()) return false;
      auto byte = static_cast<unsigned char>(Peek());
      if (byte == '[' && Peek(1) == ':') {
        bool is_class = false;
        if (!TakeNamedClass(members, &is_class)) return false;
        if (!is_class) members.set('[');
        previous = is_class ? -1 : '[';
        continue;
      }
      bool is_range = byte == '-' && previous >= 0 && at_ + 1 < pattern_.size() && Peek(1) != ']';
      if (is_range) ++at_;
      if (Peek() == '\\') ++at_;
      if (at_ >= pattern_.size()) return false;
      byte = static_cast<unsigned char>(Peek());
      for (int i = is_range ? previous : byte; i <= byte; ++i) members.set(static_cast<size_t>(i));
      previous = is_range ? -1 : byte;
    }
    ++at_;
    if (is_negated) members.flip();
    members.reset('/');
    return AddSet(members);
  }

  bool AddSet(const ByteSet& members) {
    if (members.none()) return false;
    regex_ += '[';
    for (unsigned byte = 0; byte < 256; ++byte) {
      if (members.test(byte)) AddByte(byte);
    }
    regex_ += ']';
    return true;
  }

  std::string_view pattern_;
  bool has_slash_;  // Without one, the pattern is for names and not for paths.
  size_t at_ = 0;
  std::string regex_;
};

}  // namespace

std::string TranslateGitignorePattern(std::string_view pattern) {
  bool has_slash = pattern.find('/') != std::string_view::npos;
  if (pattern.starts_with('/')) pattern.remove_prefix(1);
  std::string regex;
  if (pattern.empty() || !Translator(pattern, has_slash).Run(&regex)) return "";
  return has_slash ? regex : "(?s:.*/)?" + regex;
}

}  // namespace weft
