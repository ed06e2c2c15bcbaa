// A rule file and a program, with a null byte between them: what is no rule file says where it is
// wrong, and what rules make of a program is a program, with its line breaks, or is refused.
#include "driver/rewrite.h"
#include "fuzz/check_rewrite.h"
#include "fuzz/seed_corpus.h"
#include "rules/rules_pass.h"
#include "syntax/parse.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <fmt/format.h>

extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv);
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

namespace weft {
namespace {

constexpr std::string_view kPath = "fuzz.weft";

void CheckComplaint(std::string_view complaint, std::string_view rules) {
  if (!complaint.starts_with(kPath) || complaint.find('\n') != std::string_view::npos) {
    AbortOn(fmt::format("`{}` is no message about a file", complaint), rules);
  }
}

void CheckProgram(const Pass& pass, std::string_view program, std::string_view rules) {
  SourceFile source = SourceFile::FromText("fuzz.py", std::string(program));
  Diagnostics diagnostics;
  PassOptions options;
  options.record_sites = true;
  const Pass* passes[] = {&pass};
  RewriteResult result = Rewrite(source, "", passes, options, diagnostics);
  // A replacement such as `await $x` is Python in some places only.
  if (result.status == RewriteStatus::Failed &&
      diagnostics.all().back().id != DiagnosticId::PassBreaksPython) {
    AbortOn(fmt::format("the rules failed: {}", diagnostics.all().back().message),
            fmt::format("{}\n----\n{}", rules, program));
  }
  if (result.status != RewriteStatus::Rewritten) {
    return;
  }
  auto is_break = [](char c) { return c == '\n' || c == '\r'; };
  if (std::ranges::count_if(result.bytes, is_break) != std::ranges::count_if(program, is_break)) {
    AbortOn("line breaks changed", fmt::format("{}\n----\n{}", rules, program));
  }
}

}  // namespace
}  // namespace weft

// libFuzzer's signature.
// NOLINTNEXTLINE(readability-non-const-parameter)
extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv) {
  weft::SeedWithRules(*argc, *argv, WEFT_GOLDEN_DIR);
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::string_view rules = bytes.substr(0, bytes.find('\0'));
  weft::Catalog catalog;
  if (std::optional<std::string> complaint =
          weft::AddRules(std::string(weft::kPath), rules, catalog)) {
    weft::CheckComplaint(*complaint, rules);
  } else if (rules.size() < bytes.size()) {
    weft::CheckProgram(catalog.added().front(), bytes.substr(rules.size() + 1), rules);
  }
  return 0;
}
