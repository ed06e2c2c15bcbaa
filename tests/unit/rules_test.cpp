#include "rules/rules_pass.h"

#include "driver/rewrite.h"
#include "support/catch.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace weft {
namespace {

// What `rules` make of `text`, or why they cannot be read.
std::string Apply(std::string_view rules, std::string text) {
  Catalog catalog;
  if (std::optional<std::string> complaint = AddRules("r.weft", rules, catalog)) return *complaint;
  SourceFile source = SourceFile::FromText("f.py", std::move(text));
  Diagnostics diagnostics;
  std::vector<const Pass*> passes = {&catalog.added().front()};
  RewriteResult result = Rewrite(source, "", passes, {}, diagnostics);
  CHECK(result.status != RewriteStatus::Failed);
  return result.status == RewriteStatus::Rewritten ? result.bytes : source.bytes();
}

TEST_CASE("the same metavariable twice matches equal trees only") {
  CHECK(Apply("$x == $x -> True", "a.b == a . b, a == b, f'{a}' == f'{a}'\n") ==
        "a.b == a . b, a == b, f'{a}' == f'{a}'\n");
  CHECK(Apply("$x == $x -> True\n may drop $x", "a.b == a . b, a == b, 'c' == \"c\"\n") ==
        "True, a == b, True\n");
}

TEST_CASE("an operand that is not a name or a constant is evaluated as often, in the same order") {
  CHECK(Apply("f($a, $b) -> g($b, $a)", "f(a, 1); f(a(), 1)\n") == "g(1, a); f(a(), 1)\n");
  CHECK(Apply("f($a, $b) -> g($b, $a)\n may reorder", "f(a(), 1)\n") == "g(1, a())\n");
  CHECK(Apply("f($a) -> $a + $a", "f(a); f(a.b)\n") == "a + a; f(a.b)\n");
  CHECK(Apply("f($a) -> $a + $a\n may repeat $a", "f(a.b)\n") == "a.b + a.b\n");
  CHECK(Apply("f($_, $a) -> $a", "f(1, b()); f(b(), 1)\n") == "b(); f(b(), 1)\n");
  CHECK(Apply("f($a, $b) -> $a or $b", "f(a(), b()); f(a(), b)\n") == "f(a(), b()); a() or b\n");
  CHECK(Apply("not ($a and $b) -> not $a or not $b", "not (a() and b())\n") ==
        "not a() or not b()\n");
  CHECK(Apply("f($a, $b) -> $a if $b else 0", "f(a, b()); f(a(), b)\n") ==
        "a if b() else 0; f(a(), b)\n");
}

TEST_CASE("matches in operands are rewritten, whatever the depth") {
  // Parentheses go by the operand as it was.
  CHECK(Apply("f($x) -> $x", "f(f(f(a)))\n") == "a\n");
  CHECK(Apply("$x + 0 -> $x\nf($x) -> $x * 2", "f(f(a + 0 + 0) + 0)\n") == "((a) * 2) * 2\n");
  constexpr int kDepth = 20000;
  std::string deep = "a";
  for (int i = 0; i < kDepth; ++i) deep += " + 0";
  CHECK(Apply("$x + 0 -> $x", deep + "\n") == "a\n");
}

TEST_CASE("the first rule of the file decides") {
  CHECK(Apply("f(1) -> a\nf($x) -> b\n may drop $x", "f(1), f(2)\n") == "a, b\n");
}

TEST_CASE("conditions restrict a rule") {
  CHECK(Apply("f($x) -> $x\n where $x: Name, Attribute", "f(a), f(a.b), f(1)\n") ==
        "a, a.b, f(1)\n");
  CHECK(Apply("f($x) -> $x\n where not $x ~ a.*", "f(ab), f(b)\n") == "f(ab), b\n");
  CHECK(Apply("$f($x) -> $x\n where $f is os.fspath", "from os import fspath as p\np(a), f(a)\n") ==
        "from os import fspath as p\na, f(a)\n");
  CHECK(Apply("len($x) -> $x.n\n where len is builtin", "len(a)\ndef f(len): len(a)\n") ==
        "a.n\ndef f(len): len(a)\n");
  CHECK(Apply("f($x) -> $x\n where $x is pure", "f(a), f(a())\n") == "a, f(a())\n");
}

TEST_CASE("literals match by value, and operators by kind") {
  CHECK(Apply("f('a', 16) -> 1", "f(\"a\", 0x10), f(r'a', 16), f(b'a', 16), f('a', 16.0)\n") ==
        "1, 1, f(b'a', 16), f('a', 16.0)\n");
  CHECK(Apply("$x not in $y -> f($x, $y)", "a not  in b, a in b\n") == "f(a, b), a in b\n");
  CHECK(Apply("from . import $x -> import $x", "from . import a\nfrom .. import a\n") ==
        "import a\nfrom .. import a\n");
}

TEST_CASE("a name that the replacement binds captures no operand") {
  CHECK(Apply("f($x) -> [$x for i in y]", "f(1), f(i)\n") == "[1 for i in y], f(i)\n");
}

TEST_CASE("names of attributes and keywords may be metavariables") {
  CHECK(Apply("get($x, $k=$v) -> $x.$k == $v", "get(a.b, c=1)\n") == "a.b.c == 1\n");
}

TEST_CASE("what is not code is no match") {
  constexpr const char* kText = "'a'\nf'a{b:a}'\nmatch x:\n  case 'a': pass\n  case None: pass\n";
  CHECK(Apply("'a' -> 1\nNone -> 2", kText) == kText);
}

TEST_CASE("a file that is wrong is told of by line and column") {
  CHECK(Apply("", "") == "r.weft:1:1: the file has no rule");
  CHECK(Apply("$x == -> 1", "") == "r.weft:1:6: invalid syntax");
  CHECK(Apply("# c\n$x == 1 -> $y", "") == "r.weft:2:12: `$y` is not in the pattern");
  CHECK(Apply("a", "") == "r.weft:1:1: `->` and a replacement are missing");
  CHECK(Apply("family: instrument", "") == "r.weft:1:9: `instrument` is not `macro` or `optimise`");
  CHECK(Apply("$x -> 1", "") ==
        "r.weft:1:7: a pattern that is one metavariable matches everything");
  CHECK(Apply("'\xC3\xA4' + $ -> 1", "") == "r.weft:1:7: a name is missing behind `$`");
  CHECK(Apply("f($...a, $...b) -> 1", "") == "r.weft:1:10: there is a `$...` in this list already");
  CHECK(Apply("x = $...a -> 1", "") == "r.weft:1:5: `$...` stands for arguments or elements only");
  CHECK(Apply("f($x) -> 1\n where $x: Foo", "") == "r.weft:2:15: `Foo` is no kind of expression");
  CHECK(Apply("f($x) -> 1\n when", "") ==
        "r.weft:2:2: a line below a rule begins with `->`, `where` or `may`");
  CHECK(Apply("f($x) -> 1\n where $x ~ (", "") == "r.weft:2:13: missing ): (");
  CHECK(Apply("if a: pass -> 1", "") ==
        "r.weft:1:1: a rule is about an expression or a simple statement");
  CHECK(Apply("name: wrap-calls\na -> b", "") ==
        "r.weft: there is a pass or preset called `wrap-calls` already");
}

TEST_CASE("a rule file says what it is called and what it does") {
  Catalog catalog;
  CHECK(!AddRules("a/b-c.weft", "a -> b", catalog));
  CHECK(
      !AddRules("d", "name: e\nfamily: optimise\neffect: preserving\nsummary: s\na -> b", catalog));
  REQUIRE(catalog.added().size() == 2);
  const Pass& first = catalog.added()[0];
  const Pass& second = catalog.added()[1];
  CHECK(catalog.Find("b_c") == &first);
  CHECK((first.family == Family::Macro && first.effect == Effect::Changing));
  CHECK((second.family == Family::Optimise && second.effect == Effect::Preserving));
  CHECK((second.name == "e" && second.summary == "s"));
  CHECK(first.fingerprint != second.fingerprint);
}

}  // namespace
}  // namespace weft
