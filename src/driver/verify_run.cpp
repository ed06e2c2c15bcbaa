#include "driver/verify_run.h"

#include "driver/subprocess.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string_view>
#include <system_error>

namespace weft {
namespace {

namespace fs = std::filesystem;

struct Outcome {
  std::optional<std::string> error;
  int code = 0;
  std::string output;
};

std::string Replace(std::string text, std::string_view what, std::string_view by) {
  for (size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size()) {
    text.replace(at, what.size(), by);
  }
  return text;
}

// For the shell.
std::string Quote(const std::string& text) {
  return "'" + Replace(text, "'", "'\\''") + "'";
}

Outcome Run(const std::string& command, const std::string& path) {
  std::error_code error;
  fs::path absolute = fs::absolute(path, error).lexically_normal();
  if (!absolute.has_filename()) absolute = absolute.parent_path();
  fs::path directory = fs::is_directory(absolute, error) ? absolute : absolute.parent_path();
  // No cache of compiled modules: the input tree stays as it is.
  std::string line =
      "export PYTHONDONTWRITEBYTECODE=1; " + Replace(command, "{}", Quote(absolute.string()));
  Outcome outcome;
  Subprocess process;
  outcome.error = process.Start({"/bin/sh", "-c", line}, directory.string());
  if (outcome.error) return outcome;
  std::string output;
  outcome.code = process.Finish(output);
  outcome.output = Replace(std::move(output), absolute.string(), "{}");
  return outcome;
}

std::string_view LineOf(std::string_view text, size_t begin) {
  return text.substr(begin, text.find('\n', begin) - begin);
}

}  // namespace

void VerifyRun(const std::string& command, const std::string& original,
               const std::string& rewritten, Problems& problems) {
  Outcome before = Run(command, original);
  Outcome after = Run(command, rewritten);
  for (const Outcome* outcome : {&before, &after}) {
    if (!outcome->error) continue;
    problems.Report<ProblemId::CannotRun>(rewritten, command, ErrorText(*outcome->error));
    return;
  }
  if (before.code != after.code) {
    problems.Report<ProblemId::RunEndsDifferently>(rewritten, command, after.code, before.code);
  }
  if (before.output == after.output) return;
  auto at = std::ranges::mismatch(before.output, after.output).in1 - before.output.begin();
  std::string_view same = std::string_view(before.output).substr(0, static_cast<size_t>(at));
  size_t begin = same.rfind('\n') + 1;
  auto line = 1 + std::ranges::count(same, '\n');
  problems.Report<ProblemId::RunPrintsDifferently>(
      rewritten, command, line, LineOf(after.output, begin), LineOf(before.output, begin));
}

}  // namespace weft
