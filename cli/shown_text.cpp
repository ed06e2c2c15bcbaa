#include "shown_text.h"

#include "base/utf8.h"

#include <algorithm>
#include <optional>

namespace weft {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

// East Asian wide and full-width characters, and emoji.
constexpr Range kWide[] = {{0x1100, 0x115F},   {0x2E80, 0x303E},  {0x3041, 0xA4CF},
                           {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},  {0xFE30, 0xFE6F},
                           {0xFF00, 0xFF60},   {0xFFE0, 0xFFE6},  {0x1F300, 0x1F64F},
                           {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD}};

// Combining marks and joiners.
constexpr Range kZeroWidth[] = {
    {0x0300, 0x036F}, {0x200B, 0x200D}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}};

// C0, DEL, C1, line separators, and what turns the direction of writing.
constexpr Range kUnsafe[] = {{0x00, 0x1F},     {0x7F, 0x9F},     {0x061C, 0x061C},
                             {0x200E, 0x200F}, {0x2028, 0x202E}, {0x2066, 0x2069}};

template <size_t kSize>
bool IsIn(const Range (&ranges)[kSize], char32_t c) {
  return std::ranges::any_of(ranges, [c](Range r) { return r.first <= c && c <= r.last; });
}

void AppendShown(std::string& out, std::string_view valid_text) {
  for (size_t at = 0; at < valid_text.size();) {
    size_t begin = at;
    char32_t c = NextCodePoint(valid_text, &at);
    if (c == '\t') {
      out += "    ";
    } else if (IsIn(kUnsafe, c)) {
      out += "\xEF\xBF\xBD";
    } else {
      out += valid_text.substr(begin, at - begin);
    }
  }
}

}  // namespace

std::string ShownText(std::string_view text) {
  std::string out;
  while (std::optional<DecodeError> error = FindInvalidUtf8(text)) {
    AppendShown(out, text.substr(0, error->span.begin));
    out += "\xEF\xBF\xBD";
    text.remove_prefix(error->span.end);
  }
  AppendShown(out, text);
  return out;
}

size_t ShownWidth(std::string_view text) {
  size_t width = 0;
  for (size_t at = 0; at < text.size();) {
    char32_t c = NextCodePoint(text, &at);
    if (!IsIn(kZeroWidth, c)) width += IsIn(kWide, c) ? 2 : 1;
  }
  return width;
}

ShownExcerpt ShowExcerpt(const Excerpt& excerpt) {
  std::string_view text = excerpt.text;
  std::string before = ShownText(text.substr(0, excerpt.mark_begin));
  std::string marked =
      ShownText(text.substr(excerpt.mark_begin, excerpt.mark_end - excerpt.mark_begin));
  std::string after = ShownText(text.substr(std::min<size_t>(excerpt.mark_end, text.size())));
  std::string carets(ShownWidth(before), ' ');
  carets.append(std::max<size_t>(ShownWidth(marked), 1), '^');
  return {before + marked + after, carets};
}

}  // namespace weft
