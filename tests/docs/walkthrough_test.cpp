// Compiles the pass of docs/adding-a-pass.md as that page has it, with its row of the
// registry, and runs its golden case.
//
// walkthrough_test INPUT EXPECTED TRANSCRIPT

#include "base/file_io.h"
#include "driver/rewrite.h"
#include "passes/mute_print.h"

#include <string>
#include <string_view>

#include <fmt/format.h>

namespace weft {
namespace {

constexpr Pass kPasses[] = {
#include "passes/registry.cpp.inc"
};

std::string Read(const char* path) {
  return ReadFile(path).bytes;
}

// As tests/golden/golden_test.cpp has it, without diagnostics.
std::string Transcript(const SourceFile& source, const SiteTable& sites) {
  std::string text;
  for (const Site& site : sites) {
    if (!site.is_rewritten) {
      LineColumn at = source.Locate(site.span.begin);
      text +=
          fmt::format("{}:{}: `{}` left alone: {}\n", at.line, at.column, site.callee, site.reason);
    }
  }
  return text;
}

int Fail(std::string_view what, std::string_view actual) {
  fmt::print("{} is not what the page says:\n{}", what, actual);
  return 1;
}

int Run(char** args) {
  const Pass* pass = &kPasses[0];
  PassOptions options;
  options.record_sites = true;
  Diagnostics diagnostics;
  SourceFile source = SourceFile::FromText(args[0], Read(args[0]));
  RewriteResult result = Rewrite(source, "", {&pass, 1}, options, diagnostics);
  if (result.bytes != Read(args[1])) return Fail("the output", result.bytes);
  std::string transcript = Transcript(source, result.sites);
  return transcript == Read(args[2]) ? 0 : Fail("the transcript", transcript);
}

}  // namespace
}  // namespace weft

int main(int argc, char** argv) {
  if (argc == 4) return weft::Run(argv + 1);
  fmt::print(stderr, "usage: walkthrough_test INPUT EXPECTED TRANSCRIPT\n");
  return 2;
}
