#include "base/cookie.h"

#include <algorithm>

namespace weft {
namespace {

constexpr std::string_view kBlanks = " \t\f";
constexpr std::string_view kNameBytes =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";

// CPython's get_normal_name: only the first twelve bytes count.
std::string NormalName(std::string_view name) {
  std::string start(name.substr(0, 12));
  for (char& c : start) {
    c = c == '_' ? '-' : c >= 'A' && c <= 'Z' ? static_cast<char>(c + 'a' - 'A') : c;
  }
  if (start == "utf-8" || start.starts_with("utf-8-")) {
    return "utf-8";
  }
  for (std::string_view latin : {"latin-1", "iso-8859-1", "iso-latin-1"}) {
    if (start == latin || (start.starts_with(latin) && start[latin.size()] == '-')) {
      return "iso-8859-1";
    }
  }
  return std::string(name);
}

// The part of `line` that `[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)` captures; empty if none.
std::string_view NameIn(std::string_view line) {
  size_t at = line.find_first_not_of(kBlanks);
  if (at == std::string_view::npos || line[at] != '#') {
    return {};
  }
  while ((at = line.find("coding", at)) != std::string_view::npos) {
    at += std::string_view("coding").size();
    if (at == line.size() || (line[at] != ':' && line[at] != '=')) {
      continue;
    }
    size_t begin = line.find_first_not_of(" \t", at + 1);
    if (begin == std::string_view::npos) {
      return {};
    }
    size_t end = std::min(line.find_first_not_of(kNameBytes, begin), line.size());
    if (begin != end) {
      return line.substr(begin, end - begin);
    }
  }
  return {};
}

bool IsBlankOrComment(std::string_view line) {
  size_t at = line.find_first_not_of(kBlanks);
  return at == std::string_view::npos || line[at] == '#';
}

}  // namespace

std::optional<Cookie> FindCookie(std::string_view bytes) {
  size_t begin = 0;
  for (uint32_t number = 1; number <= 2; ++number) {
    size_t end = std::min(bytes.find_first_of("\r\n", begin), bytes.size());
    std::string_view line = bytes.substr(begin, end - begin);
    if (std::string_view name = NameIn(line); !name.empty()) {
      auto offset = static_cast<uint32_t>(name.data() - bytes.data());
      Span span{offset, offset + static_cast<uint32_t>(name.size())};
      return Cookie{NormalName(name), span, number};
    }
    if (end == bytes.size() || !IsBlankOrComment(line)) {
      break;
    }
    begin = end + (bytes.substr(end, 2) == "\r\n" ? 2 : 1);
  }
  return std::nullopt;
}

}  // namespace weft
