#include "print/diff.h"

#include "print/line_changes.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

namespace weft {
namespace {

constexpr size_t kContext = 3;

using Lines = std::vector<std::string_view>;

// As git writes a file's name: quoted where it holds what would break the line, followed by
// a tab where it holds a blank, so that `patch` sees its end.
std::string FileName(char side, std::string_view path) {
  std::string name = fmt::format("{}/", side);
  bool is_quoted = false;
  for (char c : path) {
    if (c == '"' || c == '\\') {
      is_quoted = true;
      name.append({'\\', c});
    } else if (static_cast<uint8_t>(c) < 0x20 || c == 0x7F) {
      is_quoted = true;
      fmt::format_to(std::back_inserter(name), "\\{:03o}", c);
    } else {
      name.push_back(c);
    }
  }
  if (is_quoted) {
    return fmt::format("\"{}\"", name);
  }
  return path.find(' ') != std::string_view::npos ? name + '\t' : name;
}

// `begin` and `end` of a hunk on one side; git counts from 1 and names the line above where
// the range is empty.
std::string Range(size_t begin, size_t end) {
  if (end - begin == 1) {
    return fmt::format("{}", end);
  }
  return fmt::format("{},{}", begin == end ? begin : begin + 1, end - begin);
}

void AppendLines(char mark, const Lines& lines, size_t begin, size_t end, std::string& output) {
  for (size_t i = begin; i < end; ++i) {
    output.push_back(mark);
    output.append(lines[i]);
    if (lines[i].back() != '\n') {
      output.append("\n\\ No newline at end of file\n");
    }
  }
}

// Writes changes [first, last), whose contexts touch.
void AppendHunk(const LineChange* first, const LineChange* last, const Lines& old_lines,
                const Lines& new_lines, std::string& output) {
  size_t above = std::min(first->old_begin, kContext);
  size_t below = std::min(old_lines.size() - last[-1].old_end, kContext);
  size_t old_at = first->old_begin - above;
  size_t old_end = last[-1].old_end + below;
  fmt::format_to(std::back_inserter(output), "@@ -{} +{} @@\n", Range(old_at, old_end),
                 Range(first->new_begin - above, last[-1].new_end + below));
  for (const LineChange* change = first; change != last; ++change) {
    AppendLines(' ', old_lines, old_at, change->old_begin, output);
    AppendLines('-', old_lines, change->old_begin, change->old_end, output);
    AppendLines('+', new_lines, change->new_begin, change->new_end, output);
    old_at = change->old_end;
  }
  AppendLines(' ', old_lines, old_at, old_end, output);
}

}  // namespace

std::string UnifiedDiff(std::string_view path, std::string_view before, std::string_view after) {
  if (before == after) {
    return "";
  }
  const Lines old_lines = SplitLines(before);
  const Lines new_lines = SplitLines(after);
  const std::vector<LineChange> changes = FindLineChanges(old_lines, new_lines);
  std::string output = fmt::format("--- {}\n+++ {}\n", FileName('a', path), FileName('b', path));
  const LineChange* end = changes.data() + changes.size();
  for (const LineChange* first = changes.data(); first != end;) {
    const LineChange* last = first + 1;
    while (last != end && last->old_begin - last[-1].old_end <= 2 * kContext) {
      ++last;
    }
    AppendHunk(first, last, old_lines, new_lines, output);
    first = last;
  }
  return output;
}

}  // namespace weft
