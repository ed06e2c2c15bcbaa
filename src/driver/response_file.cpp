#include "driver/response_file.h"

#include "base/file_io.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace weft {
namespace {

constexpr int kMaxDepth = 16;  // Enough for any sane nesting; a file that names itself ends here.

struct Waiting {
  std::string arg;
  int depth;
};

// Puts the lines on the stack in reverse, so that the first is taken first.
void PushLines(std::string_view text, int depth, std::vector<Waiting>& stack) {
  auto first = static_cast<ptrdiff_t>(stack.size());
  while (!text.empty()) {
    size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (!line.empty()) stack.push_back({std::string(line), depth});
  }
  std::reverse(stack.begin() + first, stack.end());
}

}  // namespace

std::vector<std::string> ExpandResponseFiles(const std::vector<std::string>& args,
                                             std::vector<std::string>& read_files,
                                             Problems& problems) {
  std::vector<std::string> expanded;
  std::vector<Waiting> stack;
  for (size_t i = args.size(); i-- > 0;) stack.push_back({args[i], 0});
  while (!stack.empty()) {
    std::string arg = std::move(stack.back().arg);
    int depth = stack.back().depth;
    stack.pop_back();
    if (!arg.starts_with('@') || arg.size() == 1) {
      expanded.push_back(std::move(arg));
      continue;
    }
    std::string path = arg.substr(1);
    if (depth == kMaxDepth) {
      problems.Report<ProblemId::ResponseFilesNest>(path, kMaxDepth);
      break;
    }
    ReadResult file = ReadFile(path);
    if (file.error) {
      problems.Report<ProblemId::CannotRead>(path, ErrorText(*file.error));
    } else {
      PushLines(file.bytes, depth + 1, stack);
      read_files.push_back(std::move(path));
    }
  }
  return expanded;
}

}  // namespace weft
