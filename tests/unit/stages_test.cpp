#include "driver/stages.h"

#include "driver/in_process.h"
#include "driver/rewrite.h"
#include "driver/strip.h"
#include "support/catch.h"

#include <string>
#include <vector>

namespace weft {
namespace {

using Run = void (*)(const PassInput&, PassOutput&, Diagnostics&);

Pass Make(std::string_view name, Effect effect, Run run) {
  return {.name = name,
          .version = "1",
          .summary = "",
          .family = Family::Preprocess,
          .effect = effect,
          .run = run};
}

template <typename Visit>
void EachNode(const PassInput& input, Kind kind, Visit visit) {
  for (uint32_t i = 0; i < input.tree.nodes().size(); ++i) {
    if (input.tree[{i}].kind == kind) visit(NodeId{i});
  }
}

// Each assert becomes a call of `check`, so that a later pass sees a call.
void AssertToCall(const PassInput& input, PassOutput& output, Diagnostics& /*diagnostics*/) {
  EachNode(input, Kind::Assert,
           [&](NodeId id) { output.edits.Whole(id, input.tree[id].span, "check()"); });
}

// Warns of each call.
void TellOfCalls(const PassInput& input, PassOutput& /*output*/, Diagnostics& diagnostics) {
  EachNode(input, Kind::Call, [&](NodeId id) {
    diagnostics.Report<DiagnosticId::UnusedPragma>(input.tree[id].span, input.tree.Text(id));
  });
}

void Parenthesize(const PassInput& input, PassOutput& output, Diagnostics& /*diagnostics*/) {
  EachNode(input, Kind::Call, [&](NodeId id) {
    output.edits.Before(id, input.tree[id].span.begin, "(");
    output.edits.After(id, input.tree[id].span.end, ")");
  });
}

void OpenOnly(const PassInput& input, PassOutput& output, Diagnostics& /*diagnostics*/) {
  EachNode(input, Kind::Call,
           [&](NodeId id) { output.edits.Before(id, input.tree[id].span.begin, "("); });
}

void BlankSecondLine(const SourceFile& source, const PassOptions& /*options*/, EditList& edits,
                     Diagnostics& /*diagnostics*/) {
  uint32_t begin = source.lines().StartOf(2);
  auto end = static_cast<uint32_t>(source.text().find('\n', begin));
  edits.Whole(kRootNode, {begin, end}, "");
}

const Pass kAssertToCall = Make("assert_to_call", Effect::Changing, AssertToCall);
const Pass kTellOfCalls = Make("tell_of_calls", Effect::Observing, TellOfCalls);
const Pass kParenthesize = Make("parenthesize", Effect::Preserving, Parenthesize);
const Pass kOpenOnly = Make("open_only", Effect::Changing, OpenOnly);
const Pass kOpenOnlyPreserving = Make("open_only", Effect::Preserving, OpenOnly);

Pass BlankPass() {
  Pass pass = Make("blank_second_line", Effect::Changing, nullptr);
  pass.run_text = BlankSecondLine;
  return pass;
}
const Pass kBlankSecondLine = BlankPass();

struct Outcome {
  RewriteStatus status;
  std::string text;
  std::vector<std::string> messages;  // `line:column-column: message`, of the source
};

Outcome RunAll(std::vector<const Pass*> passes, const std::string& text,
               const PassOptions& options = {}) {
  SourceFile source = SourceFile::FromText("f.py", text);
  Diagnostics diagnostics;
  RewriteResult result = Rewrite(source, "", passes, options, diagnostics);
  Outcome outcome{result.status, result.bytes, {}};
  for (const Diagnostic& diagnostic : diagnostics.all()) {
    LineColumn begin = source.Locate(diagnostic.span.begin);
    LineColumn end = source.Locate(diagnostic.span.end);
    outcome.messages.push_back(
        fmt::format("{}:{}-{}: {}", begin.line, begin.column, end.column, diagnostic.message));
  }
  return outcome;
}

TEST_CASE("a pass sees what the passes before it made") {
  CHECK(RunAll({&kAssertToCall, &kParenthesize}, "f(a)\nassert x\n").text == "(f(a))\n(check())\n");
  CHECK(RunAll({&kParenthesize, &kAssertToCall}, "f(a)\nassert x\n").text == "(f(a))\ncheck()\n");
}

TEST_CASE("a place that a later pass reports is one of the source") {
  CHECK(RunAll({&kParenthesize, &kTellOfCalls}, "a; f(b); g()\n").messages ==
        std::vector<std::string>{"1:4-8: `# weft: f(b)` is about no call",
                                 "1:10-13: `# weft: g()` is about no call"});
  // What was inserted stands for what follows it.
  CHECK(RunAll({&kAssertToCall, &kTellOfCalls}, "assert x; y\n").messages ==
        std::vector<std::string>{"1:9-10: `# weft: check()` is about no call"});
}

TEST_CASE("passes that nothing came of leave a file alone") {
  CHECK(RunAll({&kAssertToCall, &kParenthesize}, "x = 1\n").status == RewriteStatus::Unchanged);
}

TEST_CASE("a pass before parsing may make Python of what was none") {
  CHECK(RunAll({&kBlankSecondLine, &kParenthesize}, "f()\nif\ng()\n").text == "(f())\n\n(g())\n");
  CHECK(RunAll({&kBlankSecondLine}, "x =\nif\ny\n").messages ==
        std::vector<std::string>{"1:4-1: invalid syntax"});
}

TEST_CASE("what is no Python behind a pass is not delivered") {
  const std::vector<std::string> messages = {
      "2:5-6: what pass `open_only` made is no Python: '(' was never closed"};
  for (const auto& passes : {std::vector{&kOpenOnly}, std::vector{&kOpenOnly, &kTellOfCalls},
                             std::vector{&kParenthesize, &kOpenOnly}}) {
    Outcome outcome = RunAll(passes, "x = 1\nx + f()\n");
    CHECK(outcome.status == RewriteStatus::Failed);
    CHECK(outcome.text.empty());
    CHECK(outcome.messages == messages);
  }
  CHECK(RunAll({&kOpenOnlyPreserving}, "x = 1\nx + f()\n").messages == messages);
  // What can be undone only adds, and is looked at where somebody asks for it.
  Pass undoable = kOpenOnlyPreserving;
  undoable.undo = [](const Tree&, const PassOptions&, UndoneTree&) {};
  CHECK(RunAll({&undoable}, "x = 1\nx + f()\n").status == RewriteStatus::Rewritten);
  PassOptions options;
  options.verify_each = true;
  CHECK(RunAll({&undoable}, "x = 1\nx + f()\n", options).status == RewriteStatus::Failed);
}

TEST_CASE("the record of several passes gives the original back") {
  PassOptions options;
  options.add_undo = true;
  std::string text = "def f():\n    return g(h())\n";
  std::string output = RunAll({&kParenthesize, &kParenthesize}, text, options).text;
  CHECK(output.starts_with("def f():\n    return ((g(((h())))))  # weft: undo=1,"));
  Diagnostics diagnostics;
  CHECK(Strip(SourceFile::FromText("f.py", output), diagnostics).bytes == text);
}

TEST_CASE("passes that change the program leave no record") {
  PassOptions options;
  options.add_undo = true;
  CHECK(RunAll({&kAssertToCall, &kParenthesize}, "assert x\n", options).text == "(check())\n");
}

TEST_CASE("a trace has the text behind the pass that was asked for") {
  PassOptions options;
  options.trace_passes = true;
  options.print_after = &kAssertToCall;
  SourceFile source = SourceFile::FromText("f.py", "assert x\n");
  Diagnostics diagnostics;
  const Pass* passes[] = {&kAssertToCall, &kParenthesize};
  RewriteResult result = Rewrite(source, "", passes, options, diagnostics);
  REQUIRE(result.traces.size() == 2);
  CHECK(result.traces[0].pass == &kAssertToCall);
  CHECK(result.traces[0].text == "check()\n");
  CHECK(result.traces[1].text.empty());
}

TEST_CASE("within a span, every pass leaves the rest alone") {
  SourceFile source = SourceFile::FromText("f.py", "assert a\nassert b\nf(); g()\n");
  Diagnostics diagnostics;
  const Pass* passes[] = {&kAssertToCall, &kParenthesize};
  InProcessResult result = RewriteInProcess(source, "", passes, {}, Span{9, 22}, diagnostics);
  CHECK(result.text == "assert a\n(check())\n(f()); g()\n");
  CHECK(result.runs == std::vector<CopiedRun>{{0, 0, 9}, {18, 17, 1}, {20, 18, 3}, {24, 21, 6}});
}

}  // namespace
}  // namespace weft
