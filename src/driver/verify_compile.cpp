#include "driver/verify_compile.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace weft {
namespace {

// Reads `LENGTH LENGTH\n` and so many bytes of input and output, again and again. Prints
// `NUMBER PLACE: MESSAGE\n` for each output at fault, once there is no more to read, and a
// last line that says that all were looked at.
constexpr const char* kScript = R"(
import sys
def fault(data):
    try:
        compile(data, "<output>", "exec", dont_inherit=True)
    except SyntaxError as error:
        return "%s:%s: %s" % (error.lineno, error.offset, error.msg)
    except Exception as error:
        return "0:0: %s" % error
read = sys.stdin.buffer.read
faults = []
number = 0
for line in iter(sys.stdin.buffer.readline, b""):
    before, after = [read(int(length)) for length in line.split()]
    found = fault(after)
    if found and not fault(before):
        faults.append("%d %s" % (number, " ".join(found.split())))
    number += 1
sys.stdout.buffer.write("\n".join(faults + ["done\n"]).encode("utf-8", "replace"))
)";

}  // namespace

std::optional<std::string> CompileCheck::Start() {
  return process_.Start({python_, "-I", "-S", "-B", "-W", "ignore", "-c", kScript}, "");
}

void CompileCheck::Add(const std::string& path, std::string_view input, std::string_view output) {
  paths_.push_back(path);
  process_.Write(fmt::format("{} {}\n", input.size(), output.size()));
  process_.Write(input);
  process_.Write(output);
}

void CompileCheck::Finish(Problems& problems) {
  std::string verdicts;
  int code = process_.Finish(verdicts);
  std::string_view rest = verdicts;
  if (code != 0 || !rest.ends_with("done\n")) {
    problems.Report<ProblemId::CompileCheckFailed>(python_, code);
    return;
  }
  while (!rest.starts_with("done\n")) {
    std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(line.size() + 1);
    size_t number = 0;
    auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), number);
    if (error != std::errc() || number >= paths_.size()) {
      problems.Report<ProblemId::CompileCheckFailed>(python_, code);
      return;
    }
    line.remove_prefix(static_cast<size_t>(end - line.data()) + 1);
    problems.Report<ProblemId::OutputDoesNotCompile>(paths_[number], python_, line);
  }
}

}  // namespace weft
