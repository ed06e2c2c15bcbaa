#include "base/encoding.h"

#include <string>
#include <utility>

namespace weft {
namespace {

constexpr Encoding kEncodings[] = {
#define ENCODING(name, codec, iconv_name, aliases) {name, Codec::codec, iconv_name, aliases},
#include "base/encodings.def"
#undef ENCODING
};

// codecs.lookup's spelling: lower case, `_` for each run of other bytes. `.` counts as such
// a run, as in the second look that Python takes at its aliases.
std::string Normalized(std::string_view name) {
  std::string result;
  bool is_gap = false;
  for (char c : name) {
    bool is_upper = c >= 'A' && c <= 'Z';
    if (!is_upper && !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9')) {
      is_gap = true;
      continue;
    }
    if (std::exchange(is_gap, false) && !result.empty()) {
      result.push_back('_');
    }
    result.push_back(is_upper ? static_cast<char>(c - 'A' + 'a') : c);
  }
  return result;
}

bool HasWord(std::string_view words, std::string_view word) {
  while (!words.empty()) {
    size_t end = words.find(' ');
    if (words.substr(0, end) == word) {
      return true;
    }
    words = end == std::string_view::npos ? "" : words.substr(end + 1);
  }
  return false;
}

}  // namespace

const Encoding* FindEncoding(std::string_view name) {
  std::string normalized = Normalized(name);
  for (const Encoding& encoding : kEncodings) {
    // A module's name is taken as it is; only aliases may be written with dots.
    bool is_module = encoding.name == normalized && name.find('.') == std::string_view::npos;
    if (is_module || HasWord(encoding.aliases, normalized)) {
      return &encoding;
    }
  }
  return nullptr;
}

}  // namespace weft
