#include "driver/rewrite.h"
#include "driver/verify_ast.h"
#include "support/catch.h"
#include "syntax/parse.h"

#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

namespace weft {
namespace {

const Pass* const kPasses[] = {FindPass("profile-calls")};

const Selection& Everything() {
  static const Selection kEverything = [] {
    Selection selection;
    selection.AddRule("--in *", {MakeWithin("*")}, false);
    return selection;
  }();
  return kEverything;
}

PassOptions ForAll(bool running_clock) {
  PassOptions options;
  options.selection = &Everything();
  options.running_clock = running_clock;
  options.limit = "0.5";
  return options;
}

std::string FirstError(const SourceFile& source, const Diagnostics& diagnostics) {
  for (const Diagnostic& diagnostic : diagnostics.all()) {
    if (diagnostic.severity == Severity::Error) {
      LineColumn place = source.Locate(diagnostic.span.begin);
      constexpr std::string_view kPrefix = "the output, undone, is not the input: ";
      std::string_view message = diagnostic.message;
      message.remove_prefix(message.starts_with(kPrefix) ? kPrefix.size() : 0);
      return fmt::format("{}:{}: {}", place.line, place.column, message);
    }
  }
  return "";
}

// What is said of an output in which somebody replaced `what` by `by`, where it stands first.
// Of the output as it is, where `what` is empty.
std::string Verify(const std::string& text, std::string_view what = "", std::string_view by = "",
                   bool running_clock = false) {
  SourceFile source = SourceFile::FromText("f.py", text);
  PassOptions options = ForAll(running_clock);
  Diagnostics diagnostics;
  RewriteResult result = Rewrite(source, "", kPasses, options, diagnostics);
  INFO(result.bytes);
  REQUIRE(result.status == RewriteStatus::Rewritten);
  size_t at = result.bytes.find(what);
  REQUIRE(at != std::string::npos);
  result.bytes.replace(at, what.size(), by);
  Tree tree = *Parse(source, diagnostics);
  bool is_right = VerifyAst(tree, kPasses, options, result.prologue, result.bytes, diagnostics);
  std::string error = FirstError(source, diagnostics);
  CHECK(is_right == error.empty());
  return error;
}

TEST_CASE("what profile-calls does can be undone") {
  for (const char* text : {
           "def f(): g()\n",
           "def f():\n    return g(a)(b)\n",
           "def f():\n    \"\"\"doc\"\"\"\n    for x in g(): o.m(*a, k=h(**b))\n",
           "def f():\n    if g(x): pass\n",
           "def f():\n    # here\n    while g(x): pass\n",
           "def f():\n    with (a() as b): sum(x(y) for x in y)\n",
           "def f():\n    def g(): h(x)\n    g(i(x))\n",
           "def f():\n    try:\n        g(a)\n    except KeyError:\n        h()\n",
           "async def f():\n    x = await g(await h(x))\n    yield g(x)\n",
           "def f():\n    yield\n    yield None\n",
           "class C:\n    def f(self):\n        super().f(locals(), dir())\n",
           "_weft_T = _weft_enter3 = 1\ndef f(): _weft_T(g(a))\n",
           "def f(): return f\"{g(x)!r:>{w()}} {h(x)=}\"\r\n",
       }) {
    for (bool running_clock : {false, true}) {
      CHECK(Verify(text, "", "", running_clock).empty());
    }
  }
}

TEST_CASE("a program that was changed beside the stamps is found out") {
  constexpr const char* kText = "def f(a):\n    x = g(a)\n    return x + 1\n";
  CHECK(Verify(kText, "g(", "h(") == "2:9: `Name` `g` became `Name` `h`");
  CHECK(Verify(kText, "x + 1", "x - 1") == "3:14: `Add` `+` became `Sub` `-`");
  CHECK(Verify(kText, "\n    return", "\n\n    return") ==
        "1:1: `FunctionDef` moved to another line");
  CHECK(Verify(kText, "return x + 1", "return _weft_E(x + 1)") == "3:12: `BinOp` became `Call`");
}

TEST_CASE("a stamp that is not where it belongs is found out") {
  constexpr const char* kText = "def f(a, b):\n    x = 1\n    return g(a, b)\n";
  // As it is: `_weft_E(g(a, _weft_T(0, b)))`.
  CHECK(Verify(kText, "g(a, _weft_T(0, b))", "g(_weft_T(0, a), b)") ==
        "3:12: `Name` `g` became `Name` `_weft_E`");
  CHECK(Verify(kText, "_weft_E(g(a, _weft_T(0, b)))", "g(a, _weft_T(0, b))") ==
        "3:17: `Name` `b` became `Call`");
  CHECK(Verify(kText, "_weft_T(0, b)", "b") == "3:12: `Name` `g` became `Name` `_weft_E`");
  CHECK(Verify(kText, "_weft_T(0, b)", "_weft_T(0, b, 0)") ==
        "3:12: `Name` `g` became `Name` `_weft_E`");
  CHECK(Verify(kText, "_weft_T(0, b)", "_weft_t(0, b)") ==
        "3:12: `Name` `g` became `Name` `_weft_E`");
}

TEST_CASE("a stamp that would show in locals() is found out") {
  CHECK(Verify("def f():\n    return locals()\n", "_weft_T(0, locals, 0)", "_weft_T(0, locals)") ==
        "2:12: `Name` `locals` became `Name` `_weft_E`");
  CHECK(
      Verify("def f():\n    g(); return super()\n", "super()", "_weft_E(_weft_T(1, super, 0)())") ==
      "2:17: `Name` `super` became `Name` `_weft_E`");
}

TEST_CASE("a stamp with the number of another call is found out") {
  constexpr const char* kText = "def f(a):\n    g(a)\n    h(a)\n";
  CHECK(Verify(kText, "_weft_T(1, a)", "_weft_T(0, a)") ==
        "3:5: `Name` `h` became `Name` `_weft_E`");
  CHECK(Verify(kText, "_weft_T(0, a)", "_weft_T(1, a)") ==
        "2:5: `Name` `g` became `Name` `_weft_E`");
  CHECK(Verify("def f(a):\n    return [g(x) for x in a]\n", "_weft_e(0", "_weft_e(1") ==
        "2:13: `Name` `g` became `Name` `_weft_e`");
}

TEST_CASE("a table that says something else than the program is found out") {
  constexpr const char* kText = "def f(a):\n    g(a)\n    h(a)\n";
  // As it is: `(8, ), '1 f\n2 1 g\n3 1 h'`.
  CHECK(Verify(kText, "3 1 h'", "3 1 g'") == "3:5: `Name` `h` became `Name` `_weft_E`");
  CHECK(Verify(kText, "3 1 h'", "2 1 h'") == "3:5: `Name` `h` became `Name` `_weft_E`");
  CHECK(Verify(kText, "\\n3 1 h'", "'") == "3:5: `Name` `h` became `Name` `_weft_E`");
  CHECK(Verify(kText, "\\n3 1 h'", "\\\\n3 1 h'") == "2:5: `Name` `g` became `Name` `_weft_E`");
  CHECK(Verify(kText, "(8, )", "(4, )") == "3:5: `Name` `h` became `Name` `_weft_E`");
  CHECK(Verify(kText, "(8, )", "(9, )") == "1:1: `FunctionDef` became `ImportFrom`");
  CHECK(Verify(kText, "(8, )", "()") == "2:5: `Name` `g` became `Name` `_weft_E`");
  CHECK(Verify(kText, "'1 f", "'2 f") == "1:1: `FunctionDef` became `ImportFrom`");
  CHECK(Verify(kText, "'1 f", "b'1 f") != "");
  CHECK(Verify(kText, "'1 f\\n2 1 g\\n3 1 h'", "1") != "");
  CHECK(Verify(kText, "0.5", "0.4") == "1:1: `FunctionDef` became `ImportFrom`");
  CHECK(Verify(kText, "import profile", "import guard") ==
        "1:1: `FunctionDef` became `ImportFrom`");
}

TEST_CASE("a begin that does not come first, or binds something else, is found out") {
  constexpr const char* kText = "def f(a):\n    if a:\n        x = 1\n    g(a)\n    return x\n";
  constexpr std::string_view kBegin =
      "(_weft_run := _weft_enter0(), _weft_T := _weft_run.stamps[0], "
      "_weft_E := _weft_run.stamps[1],) and (a)";
  CHECK(Verify(kText, kBegin, "a") != "");
  CHECK(Verify(kText, "enter0(), _weft_T", "enter1(), _weft_T") != "");
  CHECK(Verify(kText, "stamps[0]", "inner_stamps[0]") == "2:8: `Name` `a` became `BoolOp`");
  CHECK(Verify(kText, ") and (a)", ") or (a)") != "");
  constexpr const char* kPlain = "def f(a):\n    g(a)\n    if a: pass\n    h(a)\n";
  constexpr std::string_view kStatements =
      "_weft_run = _weft_enter0(); _weft_T, _weft_E = _weft_run.stamps; ";
  CHECK(Verify(kPlain, kStatements, "") != "");
  CHECK(Verify(kPlain, "_weft_T, _weft_E = ", "_weft_E, _weft_T = ") ==
        "2:5: `Expr` became `Assign`");
  CHECK(Verify(kPlain, "_weft_E(g(_weft_T(0, a)))\n    if a: pass", "g(a)\n    if a: pass") != "");
}

// Code that runs though the begin may not have.
TEST_CASE("a stamp in a handler that lacks the begin is found out") {
  constexpr const char* kText = "def f(a):\n    try:\n        g(a)\n    finally:\n        h(a)\n";
  CHECK(Verify(kText, " h(a)", " _weft_E(h(_weft_T(1, a)))") ==
        "5:9: `Name` `h` became `Name` `_weft_E`");
}

TEST_CASE("a pause that is not around what is waited for is found out") {
  constexpr const char* kText = "def f(a):\n    x = yield a\n    yield\n";
  CHECK(Verify(kText, "", "", true).empty());
  CHECK(Verify(kText, "_weft_P((a))", "a", true) == "2:9: `Yield` became `Call`");
  CHECK(Verify(kText, "_weft_P(None)", "", true) == "3:5: `Yield` became `Call`");
  CHECK(Verify(kText, "_weft_P(None)", "_weft_P((None))", true) ==
        "4:1: nothing became `Constant` `None`");
  CHECK(Verify(kText, "_weft_R((yield _weft_P((a))))", "(yield _weft_P((a)))", true) ==
        "2:15: `Name` `a` became `Call`");
}

TEST_CASE("a prologue that comes too late is found out") {
  SourceFile source = SourceFile::FromText("f.py", "x = 1\ndef f(a): g(a)\nf(x)\n");
  PassOptions options = ForAll(false);
  Diagnostics diagnostics;
  RewriteResult result = Rewrite(source, "", kPasses, options, diagnostics);
  size_t end = result.bytes.find("x = 1");
  std::string prologue = result.bytes.substr(0, end);
  std::string late = result.bytes.substr(end);
  late.insert(late.find("f(x)"), prologue);
  Tree tree = *Parse(source, diagnostics);
  CHECK(VerifyAst(tree, kPasses, options, result.prologue, result.bytes, diagnostics));
  CHECK_FALSE(VerifyAst(tree, kPasses, options, result.prologue, late, diagnostics));
  CHECK(FirstError(source, diagnostics) == "3:1: `Expr` became `ImportFrom`");
}

}  // namespace
}  // namespace weft
