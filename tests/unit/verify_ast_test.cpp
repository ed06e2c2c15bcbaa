#include "driver/verify_ast.h"

#include "driver/rewrite.h"
#include "support/catch.h"

#include <string>
#include <vector>

namespace weft {
namespace {

// A pass that is broken: it does `edit` to each call, and claims to have done nothing.
template <void (*kEdit)(const Tree&, NodeId, EditList&)>
void RunBroken(const PassInput& input, PassOutput& output, Diagnostics& /*diagnostics*/) {
  for (uint32_t i = 0; i < input.tree.nodes().size(); ++i) {
    if (input.tree[{i}].kind == Kind::Call) {
      kEdit(input.tree, {i}, output.edits);
    }
  }
}

void UndoNothing(const Tree& /*input*/, const PassOptions& /*options*/, UndoneTree& /*output*/) {
}

// Calls something else.
void Rename(const Tree& tree, NodeId call, EditList& edits) {
  NodeId callee = tree.FirstChild(call);
  edits.Before(callee, tree[callee].span.begin, "x.");
}

void Negate(const Tree& tree, NodeId call, EditList& edits) {
  edits.Before(call, tree[call].span.begin, "-");
}

void Unbalance(const Tree& tree, NodeId call, EditList& edits) {
  edits.Before(call, tree[call].span.begin, "(");
}

Pass Broken(void (*run)(const PassInput&, PassOutput&, Diagnostics&)) {
  return {.name = "broken",
          .version = "1",
          .summary = "",
          .family = Family::Instrument,
          .effect = Effect::Observing,
          .run = run,
          .undo = UndoNothing};
}

std::vector<std::string> Verify(const Pass& pass, std::string text) {
  SourceFile source = SourceFile::FromText("f.py", std::move(text));
  PassOptions options;
  options.verify_ast = true;
  options.wrapper_module = "m";
  options.wrapper_name = "n";
  Diagnostics diagnostics;
  const Pass* passes[] = {&pass};
  RewriteResult result = Rewrite(source, "", passes, options, diagnostics);
  CHECK((result.status == RewriteStatus::Failed) == diagnostics.has_errors());
  CHECK(result.bytes.empty() == diagnostics.has_errors());
  std::vector<std::string> found;
  for (const Diagnostic& diagnostic : diagnostics.all()) {
    if (diagnostic.severity == Severity::Note) continue;
    LineColumn place = source.Locate(diagnostic.span.begin);
    found.push_back(fmt::format("{}:{}: {}", place.line, place.column, diagnostic.message));
  }
  return found;
}

TEST_CASE("a pass that breaks the tree is found out, and the place is named") {
  constexpr const char* kText = "x = 1\nif x:\n    y = f(a)\n";
  CHECK(Verify(Broken(RunBroken<Rename>), kText) ==
        std::vector<std::string>{
            "3:9: the output, undone, is not the input: `Name` `f` became `Attribute`"});
  CHECK(Verify(Broken(RunBroken<Negate>), kText) ==
        std::vector<std::string>{
            "3:9: the output, undone, is not the input: `Call` became `UnaryOp`"});
  CHECK(Verify(Broken(RunBroken<Unbalance>), kText) ==
        std::vector<std::string>{"3:1: the output would not be Python: '(' was never closed"});
}

TEST_CASE("what wrap-calls does can be undone") {
  const Pass* pass = FindPass("wrap-calls");
  for (const char* text : {"f()\n", "f(a)(b)\n", "for x in f():\n  pass\n",
                           "\"\"\"doc\"\"\"\nprint(sum(x for x in y))\n", "(f)(a, *b, c=d(e))",
                           "x = f\"{g(1)!r:>{w()}}\"\r\n", "_weft_wrap = 1\nf(_weft_wrap())\n"}) {
    CHECK(Verify(*pass, text).empty());
  }
}

}  // namespace
}  // namespace weft
