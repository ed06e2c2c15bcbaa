#include "driver/directives.h"

#include "driver/in_process.h"
#include "driver/rewrite.h"
#include "passes/catalog.h"
#include "rules/rules_pass.h"
#include "support/catch.h"

#include <string>
#include <vector>

namespace weft {
namespace {

struct Outcome {
  RewriteStatus status;
  std::string text;
  std::vector<std::string> messages;
};

Outcome RunOver(const std::string& text, std::vector<const Pass*> passes = {},
                const PassOptions& options = {}) {
  SourceFile source = SourceFile::FromText("f.py", text);
  Diagnostics diagnostics;
  RewriteResult result = Rewrite(source, "", passes, options, diagnostics);
  Outcome outcome{result.status, result.bytes, {}};
  for (const Diagnostic& diagnostic : diagnostics.all()) {
    uint32_t line = source.Locate(diagnostic.span.begin).line;
    outcome.messages.push_back(fmt::format("{}: {}", line, diagnostic.message));
  }
  return outcome;
}

constexpr const char* kEnable = "# weft: enable wrap-calls[with=m:n]\n";

TEST_CASE("a file enables passes in front of its first statement") {
  CHECK(RunOver(std::string(kEnable) + "f()\n").text ==
        std::string(kEnable) + "from m import n as _weft_wrap; _weft_wrap(f)\n");
  for (const char* text : {"#!/bin/python\n\n # weft:enable wrap_calls[with=m:n] -- why\nf()\n",
                           "\r# weft: enable wrap-calls[with=m:n]\rf()\r"}) {
    INFO(text);
    CHECK(RunOver(text).status == RewriteStatus::Rewritten);
  }
}

TEST_CASE("so it does for who compiles in this process") {
  SourceFile source = SourceFile::FromText("f.py", std::string(kEnable) + "f()\n");
  Diagnostics diagnostics;
  InProcessResult result = RewriteInProcess(source, "", {}, {}, std::nullopt, diagnostics);
  CHECK(result.text == std::string(kEnable) + "_weft_wrap(f)\n");
  CHECK(HasDirectives(source));
}

TEST_CASE("a file may enable what the run has from a rule file") {
  Catalog catalog;
  REQUIRE_FALSE(AddRules("swap.weft", "$x == None -> $x is None\n", catalog));
  const std::string text = "# weft: enable swap\na == None\n";
  PassOptions options;
  CHECK(
      RunOver(text, {}, options).messages ==
      std::vector<std::string>{"1: `# weft: enable`: no pass is called `swap`; see `weft passes`"});
  options.catalog = &catalog;
  CHECK(RunOver(text, {}, options).text == "# weft: enable swap\na is None\n");
}

TEST_CASE("what only looks like a directive is none") {
  for (const char* text :
       {"\"\"\"\n# weft: enable wrap-calls[with=m:n]\n\"\"\"\nf()\n", "f()  # weft: enable x\n",
        "# weft: disable x\nf()\n", "# enable wrap-calls[with=m:n]\nf()\n", ""}) {
    INFO(text);
    SourceFile source = SourceFile::FromText("f.py", text);
    CHECK_FALSE(HasDirectives(source));
    CHECK(RunOver(text).status == RewriteStatus::Unchanged);
  }
}

TEST_CASE("a pass that runs anyway keeps the options of the run") {
  PassOptions options;
  options.wrapper_module = "a";
  options.wrapper_name = "b";
  CHECK(RunOver(std::string(kEnable) + "f()\n", {FindPass("wrap-calls")}, options).text ==
        std::string(kEnable) + "from a import b as _weft_wrap; _weft_wrap(f)\n");
}

TEST_CASE("a directive that cannot be followed leaves the file alone") {
  Outcome outcome = RunOver("\n# weft: enable nothing\nf()\n", {FindPass("wrap-calls")});
  CHECK(outcome.status == RewriteStatus::Refused);
  CHECK(outcome.messages ==
        std::vector<std::string>{"2: `# weft: enable`: no pass is called `nothing`; see `weft "
                                 "passes`"});
  CHECK(RunOver("# weft: enable profile\nf()\n", {FindPass("wrap-calls")}).messages.size() == 1);
}

TEST_CASE("an output of passes that cannot be undone is delivered, with a warning") {
  PassOptions options;
  options.verify_ast = true;
  options.profile_in = {"*"};
  Pass pass = *FindPass("profile-calls");
  pass.undo = nullptr;
  Outcome outcome = RunOver("\ndef f():\n    return g()\n", {&pass}, options);
  CHECK(outcome.status == RewriteStatus::Rewritten);
  CHECK(outcome.messages ==
        std::vector<std::string>{
            "1: the pass `profile-calls` cannot be undone; the output is not verified"});
}

}  // namespace
}  // namespace weft
