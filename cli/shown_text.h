#pragma once

#include "driver/report.h"

#include <string>
#include <string_view>

namespace weft {

// `text` made safe to show: one line, no control characters, nothing that turns the
// direction of writing. A tab becomes four blanks.
std::string ShownText(std::string_view text);

// How many columns of a terminal `text` takes. `text` is what ShownText() made.
size_t ShownWidth(std::string_view text);

// The excerpt's line and the line of carets below it.
struct ShownExcerpt {
  std::string line;
  std::string carets;
};
ShownExcerpt ShowExcerpt(const Excerpt& excerpt);

}  // namespace weft
