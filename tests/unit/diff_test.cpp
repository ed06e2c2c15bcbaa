#include "print/diff.h"

#include "print/line_changes.h"

#include "support/catch.h"

#include <string>
#include <string_view>
#include <vector>

namespace weft {
namespace {

// The hunks, without the two header lines.
std::string Hunks(std::string_view before, std::string_view after) {
  std::string diff = UnifiedDiff("f.py", before, after);
  constexpr std::string_view kHeader = "--- a/f.py\n+++ b/f.py\n";
  REQUIRE(diff.starts_with(kHeader));
  return diff.substr(kHeader.size());
}

// Lines `0` to `n - 1`.
std::vector<std::string> Numbers(int n) {
  std::vector<std::string> lines;
  lines.reserve(n);
  for (int i = 0; i < n; ++i) {
    lines.push_back(std::to_string(i) + "\n");
  }
  return lines;
}

std::string Join(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) {
    text += line;
  }
  return text;
}

TEST_CASE("equal texts have no diff") {
  CHECK(UnifiedDiff("f.py", "", "").empty());
  CHECK(UnifiedDiff("f.py", "a\nb", "a\nb").empty());
}

TEST_CASE("a changed line is removed and added") {
  CHECK(UnifiedDiff("d/f.py", "a\n", "b\n") == "--- a/d/f.py\n+++ b/d/f.py\n@@ -1 +1 @@\n-a\n+b\n");
}

TEST_CASE("changed neighbours are removed together and added together") {
  CHECK(Hunks("a\nb\nc\n", "A\nB\nc\n") == "@@ -1,3 +1,3 @@\n-a\n-b\n+A\n+B\n c\n");
}

TEST_CASE("a hunk has three lines of context") {
  std::vector<std::string> lines = Numbers(20);
  std::string before = Join(lines);
  lines[9] = "x\n";
  CHECK(Hunks(before, Join(lines)) == "@@ -7,7 +7,7 @@\n 6\n 7\n 8\n-9\n+x\n 10\n 11\n 12\n");
}

TEST_CASE("changes with up to six lines between them share a hunk") {
  std::vector<std::string> lines = Numbers(20);
  std::string before = Join(lines);
  lines[5] = lines[12] = "x\n";
  CHECK(Hunks(before, Join(lines)) ==
        "@@ -3,14 +3,14 @@\n 2\n 3\n 4\n-5\n+x\n 6\n 7\n 8\n 9\n 10\n 11\n-12\n+x\n 13\n 14\n "
        "15\n");
  lines[12] = "12\n";
  lines[13] = "x\n";
  CHECK(Hunks(before, Join(lines)) ==
        "@@ -3,7 +3,7 @@\n 2\n 3\n 4\n-5\n+x\n 6\n 7\n 8\n"
        "@@ -11,7 +11,7 @@\n 10\n 11\n 12\n-13\n+x\n 14\n 15\n 16\n");
}

TEST_CASE("an added line moves what follows it") {
  CHECK(Hunks("a\nb\n", "x\na\nb\n") == "@@ -1,2 +1,3 @@\n+x\n a\n b\n");
  CHECK(Hunks("x\na\nb\n", "a\nb\n") == "@@ -1,3 +1,2 @@\n-x\n a\n b\n");
}

TEST_CASE("an empty side is named by the line above it") {
  CHECK(Hunks("", "a\n") == "@@ -0,0 +1 @@\n+a\n");
  CHECK(Hunks("a\nb\n", "") == "@@ -1,2 +0,0 @@\n-a\n-b\n");
}

TEST_CASE("a missing line break at the end is pointed out on the side it is missing") {
  const std::string missing = "\\ No newline at end of file\n";
  CHECK(Hunks("a", "b") == "@@ -1 +1 @@\n-a\n" + missing + "+b\n" + missing);
  CHECK(Hunks("a", "a\n") == "@@ -1 +1 @@\n-a\n" + missing + "+a\n");
  CHECK(Hunks("a\nb", "A\nb") == "@@ -1,2 +1,2 @@\n-a\n+A\n b\n" + missing);
}

TEST_CASE("lines end at line feeds only") {
  CHECK(Hunks("a\r\nb\r\n", "a\r\nc\r\n") == "@@ -1,2 +1,2 @@\n a\r\n-b\r\n+c\r\n");
  CHECK(Hunks("a\rb", "a\rc").starts_with("@@ -1 +1 @@\n-a\rb\n"));
}

TEST_CASE("a name that would break the header is quoted, and one with a blank is ended") {
  CHECK(UnifiedDiff("a b.py", "a\n", "").starts_with("--- a/a b.py\t\n+++ b/a b.py\t\n"));
  CHECK(UnifiedDiff("a\"\\\n.py", "a\n", "").starts_with("--- \"a/a\\\"\\\\\\012.py\"\n"));
  CHECK(UnifiedDiff("\u00E9.py", "a\n", "").starts_with("--- a/\u00E9.py\n"));
}

// Applies the changes to the old lines, taking what is new from the new ones.
std::string Apply(const std::vector<LineChange>& changes,
                  const std::vector<std::string_view>& old_lines,
                  const std::vector<std::string_view>& new_lines) {
  std::string text;
  size_t at = 0;
  for (const LineChange& change : changes) {
    for (; at < change.old_begin; ++at) {
      text += old_lines[at];
    }
    for (size_t i = change.new_begin; i < change.new_end; ++i) {
      text += new_lines[i];
    }
    at = change.old_end;
  }
  for (; at < old_lines.size(); ++at) {
    text += old_lines[at];
  }
  return text;
}

size_t NumEdits(const std::vector<LineChange>& changes) {
  size_t count = 0;
  for (const LineChange& change : changes) {
    count += change.old_end - change.old_begin + change.new_end - change.new_begin;
  }
  return count;
}

// The length of a shortest edit script, by the textbook table.
size_t ShortestEdits(const std::vector<std::string_view>& a,
                     const std::vector<std::string_view>& b) {
  std::vector<std::vector<size_t>> table(a.size() + 1, std::vector<size_t>(b.size() + 1));
  for (size_t i = 0; i <= a.size(); ++i) {
    for (size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        table[i][j] = i + j;
      } else if (a[i - 1] == b[j - 1]) {
        table[i][j] = table[i - 1][j - 1];
      } else {
        table[i][j] = std::min(table[i - 1][j], table[i][j - 1]) + 1;
      }
    }
  }
  return table[a.size()][b.size()];
}

TEST_CASE("changes turn one text into the other, and are the shortest where lines were added") {
  uint32_t state = 7;
  auto random = [&](uint32_t bound) {
    state = state * 1664525 + 1013904223;
    return (state >> 16) % bound;
  };
  for (int round = 0; round < 2000; ++round) {
    std::string before;
    std::string after;
    for (uint32_t i = random(12); i > 0; --i) {
      before += static_cast<char>('a' + random(3));
      before += '\n';
    }
    for (uint32_t i = random(12); i > 0; --i) {
      after += static_cast<char>('a' + random(3));
      after += '\n';
    }
    std::vector<std::string_view> old_lines = SplitLines(before);
    std::vector<std::string_view> new_lines = SplitLines(after);
    std::vector<LineChange> changes = FindLineChanges(old_lines, new_lines);
    INFO(before << "---\n" << after);
    CHECK(Apply(changes, old_lines, new_lines) == after);
    if (old_lines.size() != new_lines.size()) {
      CHECK(NumEdits(changes) == ShortestEdits(old_lines, new_lines));
    }
    for (size_t i = 1; i < changes.size(); ++i) {
      CHECK(changes[i].old_begin > changes[i - 1].old_end);
      CHECK(changes[i].new_begin > changes[i - 1].new_end);
    }
  }
}

TEST_CASE("a line added above very many changed lines is still one added line") {
  std::vector<std::string> lines = Numbers(20'000);
  std::string before = Join(lines);
  for (size_t i = 0; i < lines.size(); i += 2) {
    lines[i] = "x" + lines[i];
  }
  lines.insert(lines.begin(), "import w\n");
  std::string after = Join(lines);
  std::vector<LineChange> changes = FindLineChanges(SplitLines(before), SplitLines(after));
  REQUIRE(changes.size() == 10'000);
  CHECK(changes[0] == LineChange{0, 1, 0, 2});
  CHECK(changes[1] == LineChange{2, 3, 3, 4});
  CHECK(Apply(changes, SplitLines(before), SplitLines(after)) == after);
}

}  // namespace
}  // namespace weft
