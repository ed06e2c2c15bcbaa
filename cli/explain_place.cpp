#include "explain_place.h"

#include "driver/file_finder.h"

#include <charconv>
#include <system_error>

namespace weft {
namespace {

// Takes `:NUMBER` off the end of `text`.
std::optional<uint32_t> TakeNumber(std::string_view& text) {
  size_t colon = text.rfind(':');
  if (colon == std::string_view::npos) return std::nullopt;
  std::string_view digits = text.substr(colon + 1);
  uint32_t number = 0;
  auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc() || end != digits.data() + digits.size() || number == 0) {
    return std::nullopt;
  }
  text = text.substr(0, colon);
  return number;
}

}  // namespace

bool ExplainPlace::Contains(LineColumn begin) const {
  return begin.line == at.line && (at.column == 0 || begin.column == at.column);
}

std::optional<ExplainPlace> ParseExplainPlace(std::string_view text) {
  std::optional<uint32_t> last = TakeNumber(text);
  if (!last) return std::nullopt;
  std::optional<uint32_t> line = TakeNumber(text);
  if (text.empty()) return std::nullopt;
  LineColumn at = line ? LineColumn{*line, *last} : LineColumn{*last, 0};
  return ExplainPlace{NormalizePath(text), at};
}

}  // namespace weft
