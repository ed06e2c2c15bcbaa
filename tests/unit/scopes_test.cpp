#include "syntax/scopes.h"

#include "base/diagnostics.h"
#include "base/source_file.h"
#include "support/catch.h"
#include "syntax/parse.h"

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace weft {
namespace {

// A source with its tree and scopes; the tree and the scopes point into it.
class Analysis {
 public:
  explicit Analysis(std::string text)
      : source_(std::make_unique<SourceFile>(SourceFile::FromText("test.py", std::move(text)))) {
    Diagnostics diagnostics;
    std::optional<Tree> tree = Parse(*source_, diagnostics);
    REQUIRE(tree.has_value());
    tree_ = std::make_unique<Tree>(std::move(*tree));
    scopes_ = std::make_unique<Scopes>(Scopes::Analyze(*tree_));
  }

  const Tree& tree() const { return *tree_; }
  const Scopes& scopes() const { return *scopes_; }

  // The last expression whose text is `text`, or the outermost one there.
  NodeId Find(std::string_view text) const {
    NodeId found;
    for (uint32_t i = 0; i < tree_->nodes().size(); ++i) {
      bool is_first = !found.is_valid() || (*tree_)[{i}].span.begin != (*tree_)[found].span.begin;
      if (IsExpr((*tree_)[{i}].kind) && tree_->Text({i}) == text && is_first) {
        found = {i};
      }
    }
    REQUIRE(found.is_valid());
    return found;
  }

  ScopeId Scope(std::string_view qualified_name) const {
    for (uint32_t i = 0; i < scopes_->num_scopes(); ++i) {
      if (scopes_->qualified_name({i}) == qualified_name) {
        return {i};
      }
    }
    FAIL("no scope is called " << qualified_name);
    return kNoScope;
  }

  // Name and binding of all names of a scope: `a:L b:F`.
  std::string Names(std::string_view qualified_name) const {
    std::string result;
    for (const Scopes::NamedBinding& name : scopes_->Names(Scope(qualified_name))) {
      result += result.empty() ? "" : " ";
      result += name.name;
      result += ':';
      result += "LCFEIB"[static_cast<int>(name.binding)];
    }
    return result;
  }

 private:
  std::unique_ptr<SourceFile> source_;
  std::unique_ptr<Tree> tree_;
  std::unique_ptr<Scopes> scopes_;
};

std::string Names(std::string text, std::string_view qualified_name) {
  return Analysis(std::move(text)).Names(qualified_name);
}

// The qualified names of all scopes but the module, in order.
std::vector<std::string> QualifiedNames(std::string text) {
  Analysis analysis(std::move(text));
  std::vector<std::string> result;
  for (uint32_t i = 1; i < analysis.scopes().num_scopes(); ++i) {
    result.push_back(analysis.scopes().qualified_name({i}));
  }
  return result;
}

// The qualified name of the scope that evaluates the last expression spelled `expr`.
std::string ScopeOf(std::string text, std::string_view expr) {
  Analysis analysis(std::move(text));
  return analysis.scopes().qualified_name(analysis.scopes().ScopeOf(analysis.Find(expr)));
}

bool IsBuiltin(std::string text, std::string_view name) {
  Analysis analysis(std::move(text));
  return analysis.scopes().IsBuiltin(analysis.Find(name));
}

std::string Origin(std::string text, std::string_view expr) {
  Analysis analysis(std::move(text));
  return analysis.scopes().QualifiedImport(analysis.Find(expr));
}

TEST_CASE("an empty file has one scope without names") {
  Analysis analysis("");
  CHECK(analysis.scopes().num_scopes() == 1);
  CHECK(analysis.scopes().kind(kModuleScope) == ScopeKind::Module);
  CHECK(analysis.scopes().parent(kModuleScope) == kNoScope);
  CHECK(analysis.scopes().node(kModuleScope) == kRootNode);
  CHECK(analysis.Names("").empty());
}

TEST_CASE("every way to bind a name makes it local") {
  CHECK(Names("a = b, *c = 1, 2\n", "") == "a:L b:L c:L");
  CHECK(Names("a += 1\n", "") == "a:L");
  CHECK(Names("for a, [b, *c] in []: pass\n", "") == "a:L b:L c:L");
  CHECK(Names("with 1 as a, 2 as (b, c): pass\n", "") == "a:L b:L c:L");
  CHECK(Names("try: pass\nexcept 1 as e: pass\n", "") == "e:L");
  CHECK(Names("try: pass\nexcept* 1 as e: pass\n", "") == "e:L");
  CHECK(Names("del a\n", "") == "a:L");
  CHECK(Names("(a := 1)\n", "") == "a:L");
  CHECK(Names("def a(): pass\nclass b: pass\n", "") == "a:L b:L");
  CHECK(Names("import a.b, c.d as e\nfrom f import g, h as i\n", "") == "a:L e:L g:L i:L");
  CHECK(Names("def f(a, /, b, *c, d, **e): pass\n", "f") == "a:L b:L c:L d:L e:L");
  CHECK(Names("type a = 1\n", "") == "a:L");
}

TEST_CASE("a pattern binds its captures, not its class, keys and keywords") {
  CHECK(Names("match 1:\n"
              "  case [a, *b] | K(c, k=d) | {1: e, **f} | ('' as g) | _: pass\n",
              "") == "K:I a:L b:L c:L d:L e:L f:L g:L");
  CHECK(Names("match 1:\n  case a.b | [*_]: pass\n", "") == "a:I");
}

TEST_CASE("a starred or attribute target binds no name") {
  CHECK(Names("a.b = c[0] = 1\n", "") == "a:I c:I");
}

TEST_CASE("an annotation alone binds a plain name only") {
  CHECK(Names("a: b\n", "") == "a:L b:I");
  CHECK(Names("(a): b\n", "") == "b:I");
  CHECK(Names("(a): b = 1\n", "") == "a:L b:I");
  CHECK(Names("a.c: b\n", "") == "a:I b:I");
}

TEST_CASE("a local that a nested function uses is a cell there and free here") {
  Analysis analysis("def f(a, b):\n  def g(): return a + len\n  return b\n");
  CHECK(analysis.Names("f") == "a:C b:L g:L");
  CHECK(analysis.Names("f.<locals>.g") == "a:F len:B");
}

TEST_CASE("a name passes through functions that do not mention it") {
  Analysis analysis("def f(a):\n  def g():\n    def h(): return a\n");
  CHECK(analysis.Names("f.<locals>.g") == "h:L");
  CHECK(analysis.scopes().Resolve(analysis.Scope("f.<locals>.g"), "a") == Binding::Free);
  CHECK(analysis.Names("f") == "a:C g:L");
}

TEST_CASE("functions do not see the names of classes around them") {
  Analysis analysis("a = 1\nclass C:\n  a = 2\n  b = 3\n  def f(self): return a, b\n");
  CHECK(analysis.Names("C") == "a:L b:L f:L");
  CHECK(analysis.Names("C.f") == "a:I b:I self:L");
  CHECK(analysis.scopes().Resolve(analysis.Scope("C.f"), "b") == Binding::GlobalImplicit);
}

TEST_CASE("a class body that binds a name hides the function's from itself only") {
  Analysis analysis("def f(a):\n  class C:\n    a = a\n    def g(): return a\n");
  CHECK(analysis.Names("f") == "C:L a:C");
  CHECK(analysis.Names("f.<locals>.C") == "a:L g:L");
  CHECK(analysis.Names("f.<locals>.C.g") == "a:F");
}

TEST_CASE("`global` reaches past functions and makes a module binding") {
  Analysis analysis(
      "def f():\n  a = 1\n  def g():\n    global a\n    a = 2\n    def h(): return a\n");
  CHECK(analysis.Names("") == "a:E f:L");
  CHECK(analysis.Names("f") == "a:L g:L");
  CHECK(analysis.Names("f.<locals>.g") == "a:E h:L");
  CHECK(analysis.Names("f.<locals>.g.<locals>.h") == "a:I");
  CHECK(analysis.scopes().Resolve(analysis.Scope("f.<locals>.g.<locals>.h"), "f") ==
        Binding::GlobalImplicit);
}

TEST_CASE("`nonlocal` binds in the enclosing function") {
  Analysis analysis("def f(a):\n  def g():\n    nonlocal a\n    a = 1\n");
  CHECK(analysis.Names("f") == "a:C g:L");
  CHECK(analysis.Names("f.<locals>.g") == "a:F");
}

TEST_CASE("defaults, decorators, annotations and bases belong outside of the function") {
  std::string text = "@deco\ndef f(a: anno = dflt, *, b=kwdflt) -> ret: body\n";
  for (std::string_view outside : {"deco", "anno", "dflt", "kwdflt", "ret"}) {
    CHECK(ScopeOf(text, outside).empty());
  }
  CHECK(ScopeOf(text, "body") == "f");
  CHECK(ScopeOf("class C(base, metaclass=m): body\n", "base").empty());
  CHECK(ScopeOf("class C(base, metaclass=m): body\n", "m").empty());
  CHECK(ScopeOf("class C(base, metaclass=m): body\n", "body") == "C");
  CHECK(ScopeOf("lambda a=dflt: body\n", "dflt").empty());
  CHECK(ScopeOf("lambda a=dflt: body\n", "body") == "<lambda>");
}

TEST_CASE("a definition belongs to the scope that contains it, its parts to its own") {
  Analysis analysis("class C:\n  def f(a): pass\n");
  for (uint32_t i = 0; i < analysis.tree().nodes().size(); ++i) {
    ScopeId scope = analysis.scopes().ScopeOf({i});
    const std::string& name = analysis.scopes().qualified_name(scope);
    switch (analysis.tree()[{i}].kind) {
      case Kind::Module:
      case Kind::ClassDef:
        CHECK(name.empty());
        break;
      case Kind::FunctionDef:
        CHECK(name == "C");
        break;
      case Kind::arguments:
      case Kind::arg:
      case Kind::Pass:
        CHECK(name == "C.f");
        break;
      default:
        break;
    }
  }
}

TEST_CASE("only the first iterable of a comprehension is evaluated outside") {
  std::string text = "[elt for t in first if cond for u in second]\n";
  CHECK(ScopeOf(text, "first").empty());
  for (std::string_view inside : {"elt", "t", "cond", "u", "second"}) {
    CHECK(ScopeOf(text, inside) == "<listcomp>");
  }
  CHECK(ScopeOf("{k: v for t in first}\n", "k") == "<dictcomp>");
  CHECK(ScopeOf("[x for x in [y for y in first]]\n", "y") == "<listcomp>");
  CHECK(QualifiedNames("f(lambda: 0 for _ in (lambda: 1)())\n") ==
        std::vector<std::string>{"<genexpr>", "<genexpr>.<lambda>", "<lambda>"});
}

TEST_CASE("a walrus in a comprehension binds in the function around it") {
  Analysis analysis("def f(x):\n  return [[(y := a) for a in b] for b in x]\n");
  CHECK(analysis.Names("f") == "x:L y:C");
  CHECK(analysis.Names("f.<locals>.<listcomp>.<listcomp>") == "a:L y:F");
  CHECK(Names("[(y := a) for a in x]\n", "") == "x:I y:E");
  CHECK(Names("[(y := a) for a in x]\n", "<listcomp>") == "a:L y:E");
  CHECK(Names("def f():\n  global y\n  [(y := a) for a in x]\n", "f.<locals>.<listcomp>") ==
        "a:L y:E");
}

TEST_CASE("private names are mangled in the class body and below it") {
  Analysis analysis(
      "class __K:\n"
      "  __a = 1\n"
      "  def f(self, __b): return __a, __c__, self.__d\n"
      "  class L(__a): __a = 2\n"
      "class _: __a = 3\n");
  CHECK(analysis.Names("__K") == "L:L _K__a:L f:L");
  CHECK(analysis.Names("__K.f") == "_K__a:I _K__b:L __c__:I self:L");
  CHECK(analysis.Names("__K.L") == "_L__a:L");
  CHECK(analysis.Names("_") == "__a:L");
  CHECK(analysis.scopes().Mangle(analysis.Scope("__K.f"), "__x") == "_K__x");
  CHECK(analysis.scopes().Mangle(analysis.Scope("__K.f"), "__x__") == "__x__");
  CHECK(analysis.scopes().Mangle(analysis.Scope(""), "__x") == "__x");
  CHECK(analysis.scopes().Resolve(analysis.Scope("__K.f"), "__b") == Binding::Local);
}

TEST_CASE("`super` reads `__class__`, which functions in a class have") {
  CHECK(Names("class C:\n  def f(self): super().f()\n", "C.f") == "__class__:F self:L super:B");
  CHECK(Names("def f(self): super().f()\n", "f") == "__class__:I self:L super:B");
  CHECK(Names("class C:\n  __class__\n", "C") == "__class__:I");
}

TEST_CASE("type parameters are seen by the definition and by what is between") {
  Analysis analysis("class C[T: bound](base):\n  def f[U](a: U, b=dflt) -> T: return T, U\n");
  CHECK(analysis.Names("<generic parameters of C>") == "T:C base:I");
  CHECK(analysis.Names("T") == "bound:I");
  CHECK(analysis.Names("C") == "__type_params__:L dflt:I f:L");
  CHECK(analysis.Names("C.<generic parameters of f>") == "T:F U:C");
  CHECK(analysis.Names("C.f") == "T:F U:F a:L b:L");
}

TEST_CASE("type scopes see the class body around them") {
  std::string text = "def f(a):\n  class C:\n    a = 1\n    type X = a\n    def g[T: a](b: a): a\n";
  CHECK(Names(text, "f.<locals>.C.X") == "a:I");
  CHECK(Names(text, "f.<locals>.C.T") == "a:I");
  CHECK(Names(text, "f.<locals>.C.<generic parameters of g>") == "T:L a:I");
  CHECK(Names(text, "f.<locals>.C.g") == "a:F b:L");
}

TEST_CASE("only type parameters are mangled between a generic class and its body") {
  CHECK(Names("class C[__T](__B): pass\n", "<generic parameters of C>") == "_C__T:L __B:I");
}

TEST_CASE("qualified names are CPython's") {
  CHECK(QualifiedNames("class C:\n  def m(self):\n    def g(): pass\n    return lambda: 0\n") ==
        std::vector<std::string>{"C", "C.m", "C.m.<locals>.g", "C.m.<locals>.<lambda>"});
  CHECK(QualifiedNames("async def f():\n  return {lambda: 0 for _ in x}\n") ==
        std::vector<std::string>{"f", "f.<locals>.<setcomp>", "f.<locals>.<setcomp>.<lambda>"});
  CHECK(QualifiedNames("type A[T] = lambda: 0\n") ==
        std::vector<std::string>{"<generic parameters of A>", "A", "A.<locals>.<lambda>"});
}

TEST_CASE("a function that is declared global has no prefix") {
  CHECK(QualifiedNames("def f():\n  global g\n  def g():\n    def h(): pass\n") ==
        std::vector<std::string>{"f", "g", "g.<locals>.h"});
  CHECK(QualifiedNames("class C:\n  global __g\n  class __g: pass\n") ==
        std::vector<std::string>{"C", "__g"});
  CHECK(QualifiedNames("class C:\n  global A\n  type A = lambda: 0\n") ==
        std::vector<std::string>{"C", "A", "A.<locals>.<lambda>"});
}

TEST_CASE("a name that nothing binds is a builtin if there is one") {
  CHECK(IsBuiltin("print(1)\n", "print"));
  CHECK(IsBuiltin("def f(x): return [len(y) for y in x]\n", "len"));
  CHECK(IsBuiltin("class C:\n  x = property(f)\n", "property"));
  CHECK_FALSE(IsBuiltin("spam(1)\n", "spam"));
  CHECK_FALSE(IsBuiltin("__name__\n", "__name__"));
  CHECK_FALSE(IsBuiltin("x = 1\nx.print\n", "x"));
}

TEST_CASE("a binding anywhere on the way makes a name no builtin") {
  CHECK_FALSE(IsBuiltin("len(1)\ndef len(x): pass\n", "len"));
  CHECK_FALSE(IsBuiltin("def f(len): return lambda: len(1)\n", "len"));
  CHECK_FALSE(IsBuiltin("class C:\n  len = 1\n  len\n", "len"));
  CHECK_FALSE(IsBuiltin("len(1)\ndef f():\n  global len\n  len = 1\n", "len"));
  CHECK_FALSE(IsBuiltin("len(1)\ndel len\n", "len"));
  CHECK_FALSE(IsBuiltin("len(1)\n[(len := x) for x in y]\n", "len"));
  CHECK_FALSE(IsBuiltin("from m import *\nlen(1)\n", "len"));
  Analysis starred("from m import *\nlen(1)\nmax = 1\nmax(2)\n");
  CHECK(starred.scopes().IsBuiltin(starred.Find("len"), StarImports::Ignore));
  CHECK_FALSE(starred.scopes().IsBuiltin(starred.Find("max"), StarImports::Ignore));
  CHECK_FALSE(IsBuiltin("class C:\n  int = 1\n  def f[T](x: int): pass\n", "int"));
  CHECK(IsBuiltin("class C:\n  len = 1\n  def f(self): return len(self)\n", "len"));
}

TEST_CASE("a target is not a builtin") {
  Analysis analysis("class C:\n  def len(self): pass\nx.len = 1\nlen(2)\n");
  CHECK(analysis.scopes().IsBuiltin(analysis.Find("len")));
  CHECK_FALSE(analysis.scopes().IsBuiltin(analysis.Find("x.len")));
  CHECK(analysis.scopes().BindingOf(analysis.Find("x")) == Binding::GlobalImplicit);
}

TEST_CASE("names that the file does not mention resolve too") {
  Analysis analysis("def f(): pass\n");
  CHECK(analysis.scopes().Resolve(analysis.Scope("f"), "print") == Binding::Builtin);
  CHECK(analysis.scopes().Resolve(analysis.Scope("f"), "spam") == Binding::GlobalImplicit);
  CHECK(Analysis("from m import *\n").scopes().Resolve(kModuleScope, "print") ==
        Binding::GlobalImplicit);
}

TEST_CASE("an import tells where a name comes from") {
  CHECK(Origin("import sys as s\ns._getframe\n", "s._getframe") == "sys._getframe");
  CHECK(Origin("from collections import namedtuple as nt\nnt\n", "nt") == "collections.namedtuple");
  CHECK(Origin("import os.path\nos.path.join\n", "os.path.join") == "os.path.join");
  CHECK(Origin("import a.b as c\nc.d\n", "c.d") == "a.b.d");
  CHECK(Origin("from . import a\na\n", "a") == ".a");
  CHECK(Origin("from ... import a\na\n", "a") == "...a");
  CHECK(Origin("from ..m.n import a\na.b\n", "a.b") == "..m.n.a.b");
  CHECK(Origin("from m . n import (a, # c\n b)\nb\n", "b") == "m.n.b");
  CHECK(Origin("import a . b\na.b\n", "a.b") == "a.b");
  CHECK(Origin("def f():\n  import os\n  return lambda: os.getcwd()\n", "os.getcwd") ==
        "os.getcwd");
  CHECK(Origin("class C:\n  from m import __x\n  __x\n", "__x") == "m.__x");
}

TEST_CASE("two imports of the same thing agree, of other things they do not") {
  CHECK(Origin("try:\n  import a\nexcept E:\n  import a\na\n", "a") == "a");
  CHECK(Origin("import a.b\nimport a.c\na.c\n", "a.c") == "a.c");
  CHECK(Origin("try:\n  import a\nexcept E:\n  import b as a\na\n", "a").empty());
  CHECK(Origin("def f():\n  global a\n  import a\na\n", "a") == "a");
  CHECK(Origin("import a\ndef f():\n  global a\n  import b as a\na\n", "a").empty());
}

TEST_CASE("any other binding makes the origin unknown") {
  CHECK(Origin("import a\na = 1\na\n", "a").empty());
  CHECK(Origin("import a\na\ndel a\n", "a").empty());
  CHECK(Origin("import a\na\ndef f():\n  global a\n  a = 1\n", "a").empty());
  CHECK(Origin("import a\na\n[(a := 1) for _ in x]\n", "a").empty());
  CHECK(Origin("def f():\n  import a\n  def g():\n    nonlocal a\n    a = 1\n  a\n", "a").empty());
  CHECK(Origin("import a\ndef f(a): return a.b\n", "a.b").empty());
  CHECK(Origin("import a\nfrom m import *\na.b\n", "a.b").empty());
  CHECK(Origin("import a\nclass C:\n  a = 1\n  def f[T](x: a.b): pass\n", "a.b").empty());
  CHECK(Origin("a.b\n", "a.b").empty());
  CHECK(Origin("import a\na().b\n", "a().b").empty());
  CHECK(Origin("from m import *\nimport a\ndef f():\n  import a\n  a.b\n", "a.b") == "a.b");
}

TEST_CASE("annotations that stay text touch no names") {
  std::string future = "from __future__ import annotations\n";
  Analysis analysis(future + "def f(a):\n  def g(b: a, c=a) -> (lambda d: d + a): pass\n");
  CHECK(analysis.scopes().has_future_annotations());
  CHECK(analysis.Names("f") == "a:L g:L");
  CHECK(analysis.Names("f.<locals>.<lambda>") == "a:F d:L");
  CHECK(Names(future + "a: b = c\n", "") == "a:L annotations:L c:I");
  CHECK_FALSE(Analysis("from .__future__ import annotations\n").scopes().has_future_annotations());
}

TEST_CASE("annotations that nobody evaluates are known") {
  auto is_evaluated = [](std::string text, std::string_view expr) {
    Analysis analysis(std::move(text));
    return analysis.scopes().IsEvaluated(analysis.Find(expr));
  };
  std::string future = "from __future__ import annotations\n";
  CHECK(is_evaluated("def f(a: x()): pass\n", "x()"));
  CHECK_FALSE(is_evaluated(future + "def f(a: x()): pass\n", "x()"));
  CHECK_FALSE(is_evaluated(future + "def f() -> (lambda: x()): pass\n", "x()"));
  CHECK(is_evaluated(future + "def f(a: x() = y()): pass\n", "y()"));
  CHECK(is_evaluated(future + "def f(a: x() = y()): z()\n", "z()"));
  CHECK(is_evaluated("class C:\n  a: x() = y()\n", "x()"));
  CHECK_FALSE(is_evaluated("def f():\n  a: x() = y()\n", "x()"));
  CHECK(is_evaluated("def f():\n  a: x() = y()\n", "y()"));
}

TEST_CASE("a scope with a yield of its own is a generator") {
  Analysis analysis("def f():\n  def g(): yield 1\n  return lambda: (yield from x)\n");
  CHECK_FALSE(analysis.scopes().is_generator(analysis.Scope("f")));
  CHECK(analysis.scopes().is_generator(analysis.Scope("f.<locals>.g")));
  CHECK(analysis.scopes().is_generator(analysis.Scope("f.<locals>.<lambda>")));
}

TEST_CASE("names are equal after NFKC") {
  // U+210C is a black-letter H; U+FB01 is the ligature fi.
  Analysis analysis("def \u210Cf(\uFB01):\n  return lambda: fi\n");
  CHECK(analysis.Names("Hf") == "fi:C");
  CHECK(analysis.Names("Hf.<locals>.<lambda>") == "fi:F");
  CHECK(analysis.scopes().Resolve(analysis.Scope("Hf"), "\uFB01") == Binding::Cell);
  CHECK(IsBuiltin("\uFF4Cen(1)\n", "\uFF4Cen"));
}

// Nothing here may be quadratic: neither in time nor, for the qualified names, in memory.
TEST_CASE("deep nesting is no trouble") {
  constexpr int kDepth = 20000;
  std::string text = "a = ";
  for (int i = 0; i < kDepth; ++i) {
    text += "lambda x" + std::to_string(i) + ": ";
  }
  auto start = std::chrono::steady_clock::now();
  Analysis analysis(text + "x0 + x19999 + len\n");
  CHECK(analysis.scopes().num_scopes() == kDepth + 1);
  CHECK(analysis.scopes().BindingOf(analysis.Find("x0")) == Binding::Free);
  CHECK(analysis.scopes().BindingOf(analysis.Find("x19999")) == Binding::Local);
  CHECK(analysis.scopes().IsBuiltin(analysis.Find("len")));
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(10));
}

}  // namespace
}  // namespace weft
