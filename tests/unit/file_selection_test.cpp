#include "select/file_selection.h"

#include "support/catch.h"
#include "support/parsed.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace weft {
namespace {

Selection Rules(const std::vector<std::string>& expressions) {
  Selection selection;
  for (const std::string& text : expressions) {
    std::vector<Pointcut> leaves;
    PointcutExpr expr;
    REQUIRE_FALSE(ParsePointcut(text, leaves, expr).has_value());
    selection.AddRule(text, std::move(leaves), std::move(expr));
  }
  return selection;
}

// The callees, as written, of the calls that `selection` takes.
std::string Taken(const Selection& selection, const std::string& text,
                  std::string_view module = "m") {
  Parsed parsed(text);
  Scopes scopes = Scopes::Analyze(parsed.tree());
  Diagnostics diagnostics;
  FileSelection file(selection, parsed.tree(), scopes, module, diagnostics);
  std::string taken;
  for (uint32_t i = 0; i < parsed.tree().nodes().size(); ++i) {
    if (parsed.tree()[{i}].kind != Kind::Call || !file.Select({i}).is_selected) continue;
    CHECK_FALSE(file.selects_nothing());
    taken += taken.empty() ? "" : " ";
    taken += CalleeName(parsed.tree(), parsed.tree().FirstChild({i})).Text();
  }
  return taken;
}

std::string Taken(std::string_view pointcut, const std::string& text,
                  std::string_view module = "m") {
  return Taken(Rules({std::string(pointcut)}), text, module);
}

TEST_CASE("callee() looks at the name as written, inner calls each for themselves") {
  CHECK(Taken("callee(f, a.*)", "f(g(a.b()), h.f())\n") == "f a.b");
  CHECK(Taken("!callee(f)", "f(g(a.b()), h.f())\n") == "g a.b h.f");
}

TEST_CASE("call() follows imports and aliases") {
  const std::string text =
      "import requests as r, os.path\n"
      "from requests import get as fetch\n"
      "from . import sub\n"
      "r.get(); fetch(); os.path.join(); requests.get(); sub.f()\n"
      "def f(r): r.post()\n";
  CHECK(Taken("call(requests.*)", text) == "r.get fetch");
  CHECK(Taken("call(os.path.join)", text) == "os.path.join");
  CHECK(Taken("call(p.sub.f)", text, "p.m") == "sub.f");
}

TEST_CASE("call() knows what the module defines, and only where nothing else binds it") {
  const std::string text =
      "def total(): pass\n"
      "class Cart:\n"
      "    @classmethod\n"
      "    def make(cls): return total()\n"
      "def g(): pass\n"
      "g = g\n"
      "total(); Cart(); Cart.make(); g(); other()\n"
      "def h(total): total()\n";
  CHECK(Taken("call(shop.cart.*)", text, "shop.cart") == "total total Cart Cart.make");
  CHECK(Taken("call(shop.cart.total)", text, "shop.cart") == "total total");
}

TEST_CASE("call(builtins.*) is a matter of scopes, not of names") {
  CHECK(Taken("!call(builtins.*)", "print(); ''.join(); b.int(); len()\n") == ".join b.int");
  CHECK(Taken("!call(builtins.*)", "def print(): pass\nprint(); len()\n") == "print");
  CHECK(Taken("call(builtins.print)", "import builtins as b\nb.print(); print()\n") ==
        "b.print print");
}

TEST_CASE("within() means functions and classes and what is in them") {
  const std::string text =
      "a()\n"
      "class C:\n"
      "    b()\n"
      "    def m(self, x=c()):\n"
      "        d()\n"
      "        def inner(): e()\n"
      "        return [f() for _ in g()]\n"
      "def h(): i()\n";
  CHECK(Taken("within(m)", text) == "a b c d e f g i");
  CHECK(Taken("within(n)", text).empty());
  CHECK(Taken("within(m:C)", text) == "b c d e f g");
  CHECK(Taken("within(m:C.*)", text) == "d e f g");
  CHECK(Taken("within(m:C.m.inner)", text) == "e");
  CHECK(Taken("within(m:C.m.<locals>.inner)", text) == "e");
  CHECK(Taken("within(:*.m)", text) == "d e f g");
  CHECK(Taken("within(m:<module>)", text) == "a");
  CHECK(Taken("!within(m:C)", text) == "a i");
}

TEST_CASE("decorated() and base() take names as written or resolved") {
  const std::string text =
      "from functools import wraps as w\n"
      "import django.db.models as models\n"
      "@app.route('/')\n"
      "def f():\n"
      "    a()\n"
      "    def g(): b()\n"
      "@w(f)\n"
      "def h(): c()\n"
      "class M(models.Model):\n"
      "    def m(self): d()\n";
  CHECK(Taken("decorated(app.route)", text) == "a b");
  CHECK(Taken("decorated(functools.wraps)", text) == "c");
  CHECK(Taken("decorated(w)", text) == "c");
  CHECK(Taken("base(django.db.models.*)", text) == "d");
  CHECK(Taken("base(models.Model)", text) == "d");
}

TEST_CASE("kind() asks about the innermost function") {
  const std::string text =
      "a()\n"
      "class C:\n"
      "    b()\n"
      "    @property\n"
      "    def p(self): return c()\n"
      "    async def q(self): return [d() for _ in x]\n"
      "def test_it():\n"
      "    def gen(): yield e()\n"
      "    (lambda: f())\n";
  CHECK(Taken("kind(module)", text) == "a");
  CHECK(Taken("kind(class)", text) == "b");
  CHECK(Taken("kind(property)", text) == "c");
  CHECK(Taken("kind(async)", text) == "d");
  CHECK(Taken("kind(method)", text) == "c d");
  CHECK(Taken("kind(generator)", text) == "e");
  CHECK(Taken("kind(nested)", text) == "e");
  CHECK(Taken("kind(test)", text) == "e f");
  CHECK(Taken("kind(function)", text) == "e f");
}

TEST_CASE("every rule has to be met") {
  CHECK(Taken(Rules({"callee(a*)", "!callee(ab)"}), "a(); ab(); b()\n") == "a");
  CHECK(Taken(Rules({"within(x)", "callee(a)"}), "a()\n").empty());
}

TEST_CASE("an empty choice takes nothing") {
  Selection selection;
  selection.AddRule("--only ''", {}, false);
  CHECK(Taken(selection, "a()\n").empty());
}

TEST_CASE("functions are taken by what is known of all calls in them") {
  Parsed parsed("def f(): a()\nclass C:\n    def g(self): b()\n");
  Scopes scopes = Scopes::Analyze(parsed.tree());
  Diagnostics diagnostics;
  Selection selection = Rules({"within(m:C) && call(x)"});
  FileSelection file(selection, parsed.tree(), scopes, "m", diagnostics);
  std::string taken;
  for (uint32_t i = 0; i < parsed.tree().nodes().size(); ++i) {
    bool is_function = parsed.tree()[{i}].kind == Kind::FunctionDef;
    if (is_function && file.SelectFunction({i}).is_selected) {
      taken += parsed.tree().Text(parsed.tree().Child({i}, Role::Name));
    }
  }
  CHECK(taken == "g");
}

// The functions that a pass takes whole.
std::string ChosenIn(const Selection& selection, const std::string& text,
                     Chosen how = Chosen::ByRules) {
  Parsed parsed(text);
  Scopes scopes = Scopes::Analyze(parsed.tree());
  Diagnostics diagnostics;
  FileSelection file(selection, parsed.tree(), scopes, "m", diagnostics);
  std::string chosen;
  for (uint32_t i = 0; i < parsed.tree().nodes().size(); ++i) {
    bool is_function = parsed.tree()[{i}].kind == Kind::FunctionDef;
    if (is_function && file.ChooseFunction({i}, how).is_selected) {
      chosen += parsed.tree().Text(parsed.tree().Child({i}, Role::Name));
    }
  }
  return chosen;
}

TEST_CASE("a function is chosen for itself and for its class, not for the function around it") {
  const std::string text =
      "class C:\n  def a(self):\n    def b(): f()\n    class D:\n      def c(self): f()\n"
      "def d(): f()\n";
  CHECK(ChosenIn(Rules({"within(m:C)"}), text) == "a");
  CHECK(ChosenIn(Rules({"within(m:C.a)"}), text) == "a");
  CHECK(ChosenIn(Rules({"within(m:C.a.*)"}), text) == "bc");
  CHECK(ChosenIn(Rules({"within(m)"}), text) == "abcd");
  CHECK(ChosenIn(Rules({"kind(nested)"}), text) == "bc");
  CHECK(ChosenIn(Rules({"within(m:*) && !within(m:C)"}), text) == "d");
}

TEST_CASE("only what names functions chooses some, and a decorator needs none of it") {
  const std::string text = "def a(): f()\n# weft: off\ndef b(): f()\n";
  CHECK(ChosenIn({}, text).empty());
  CHECK(ChosenIn(Rules({"callee(f)"}), text).empty());
  CHECK(ChosenIn(Rules({"callee(f) && within(m:*)"}), text) == "a");
  CHECK(ChosenIn({}, text, Chosen::Otherwise) == "a");
  CHECK(ChosenIn(Rules({"within(m:b)"}), text, Chosen::Otherwise) == "a");
  CHECK(ChosenIn(Rules({"within(other)"}), text, Chosen::Otherwise) == "a");
  CHECK(ChosenIn(Rules({"!within(m:a)"}), text, Chosen::Otherwise).empty());
}

TEST_CASE("what matched nothing is known, with the names that come close") {
  Selection selection = Rules({"callee(prnt) || call(builtins.prit) || callee(f)"});
  Parsed parsed("print(); f()\n");
  Scopes scopes = Scopes::Analyze(parsed.tree());
  Diagnostics diagnostics;
  FileSelection file(selection, parsed.tree(), scopes, "m", diagnostics);
  for (uint32_t i = 0; i < parsed.tree().nodes().size(); ++i) {
    if (parsed.tree()[{i}].kind == Kind::Call) file.Select({i});
  }
  const SelectionUse& use = file.use();
  REQUIRE(use.size() == 3);
  CHECK_FALSE(use[0].has_matched);
  REQUIRE(use[0].near.size() == 1);
  CHECK(use[0].near[0].name == "print");
  REQUIRE(use[1].near.size() == 1);
  CHECK(use[1].near[0].name == "builtins.print");
  CHECK(use[2].has_matched);
}

TEST_CASE("a decision names the rule") {
  Selection selection;
  selection.AddRule("--only a,b", {{.kind = PointcutKind::Callee, .pattern = NamePattern("a*")}},
                    false);
  selection.AddRule("--skip ab", {{.kind = PointcutKind::Callee, .pattern = NamePattern("ab")}},
                    true);
  Parsed parsed("a(); ab(); c()\n");
  Scopes scopes = Scopes::Analyze(parsed.tree());
  Diagnostics diagnostics;
  FileSelection file(selection, parsed.tree(), scopes, "m", diagnostics);
  auto decide = [&](std::string_view text) { return file.Select(parsed.Find(Kind::Call, text)); };
  CHECK(decide("a()").rule == "--only a,b");
  CHECK(decide("ab()").rule == "--skip ab");
  CHECK(decide("ab()").reason == "excluded by `--skip ab`");
  CHECK(decide("c()").reason == "not selected by `--only a,b`");
}

}  // namespace
}  // namespace weft
