#include "base/line_table.h"

#include "support/catch.h"

#include <string>
#include <string_view>
#include <vector>

namespace weft {
namespace {

std::vector<uint32_t> Starts(std::string_view text) {
  LineTable lines(text);
  std::vector<uint32_t> starts;
  for (uint32_t line = 1; line <= lines.num_lines(); ++line) {
    starts.push_back(lines.StartOf(line));
  }
  return starts;
}

using Offsets = std::vector<uint32_t>;

TEST_CASE("an empty text is one line") {
  CHECK(Starts("") == Offsets{0});
}

TEST_CASE("each kind of line break ends a line") {
  CHECK(Starts("a\nb") == Offsets{0, 2});
  CHECK(Starts("a\rb") == Offsets{0, 2});
  CHECK(Starts("a\r\nb") == Offsets{0, 3});
}

TEST_CASE("line breaks may be mixed") {
  CHECK(Starts("a\r\rb\n\nc\r\nd\n\re") == Offsets{0, 2, 3, 5, 6, 9, 11, 12});
}

TEST_CASE("a break at the end of the text begins an empty line") {
  CHECK(Starts("a\n") == Offsets{0, 2});
  CHECK(Starts("a\r") == Offsets{0, 2});
  CHECK(Starts("a\r\n") == Offsets{0, 3});
}

TEST_CASE("other line separators end no line") {
  CHECK(Starts("a\fb\vc\x1c\xc2\x85\xe2\x80\xa8") == Offsets{0});
}

TEST_CASE("a line break belongs to the line it ends") {
  LineTable lines("a\r\nb\n");
  CHECK(lines.LineOf(0) == 1);
  CHECK(lines.LineOf(1) == 1);
  CHECK(lines.LineOf(2) == 1);
  CHECK(lines.LineOf(3) == 2);
  CHECK(lines.LineOf(4) == 2);
  CHECK(lines.LineOf(5) == 3);
}

TEST_CASE("the line break style is that of the first line") {
  CHECK(LineBreakStyle("a\nb\r\n") == "\n");
  CHECK(LineBreakStyle("a\r\nb\n") == "\r\n");
  CHECK(LineBreakStyle("a\rb\n") == "\r");
  CHECK(LineBreakStyle("a") == "\n");
}

TEST_CASE("every byte lies on the line that a slow count finds") {
  const std::string_view pieces[] = {"\n", "\r", "\r\n", "x", "long line"};
  uint32_t state = 1;
  for (int round = 0; round < 200; ++round) {
    std::string text;
    for (int i = 0; i < 30; ++i) {
      state = state * 1664525 + 1013904223;
      text += pieces[(state >> 16) % 5];
    }
    Offsets expected = {0};
    for (uint32_t i = 0; i < text.size(); ++i) {
      if (text[i] == '\n' || (text[i] == '\r' && text[i + 1] != '\n')) {
        expected.push_back(i + 1);
      }
    }
    CHECK(Starts(text) == expected);
  }
}

}  // namespace
}  // namespace weft
