#include "select/callee_name.h"

#include "support/catch.h"
#include "support/parsed.h"

#include <string>

namespace weft {
namespace {

// The name of the callee of the outermost call in `text`.
std::string NameIn(const std::string& text) {
  Parsed parsed(text + "\n");
  NodeId call = parsed.Find(Kind::Call);
  return CalleeName(parsed.tree(), parsed.tree().FirstChild(call)).Text();
}

TEST_CASE("names, attributes, subscripts and calls are named as recompyle names them") {
  CHECK(NameIn("A()") == "A");
  CHECK(NameIn("a.b()") == "a.b");
  CHECK(NameIn("a.b[0].c['c'].c_2()") == "a.b[0].c[c].c_2");
  CHECK(NameIn("a[b].c()") == "a[b].c");
  CHECK(NameIn("a[b[0]]()") == "a[b[0]]");
  CHECK(NameIn("a().b()") == "a.b");
  CHECK(NameIn("mk()(x)") == "mk");
  CHECK(NameIn("f()()()") == "f");
  CHECK(NameIn("(f)(x)") == "f");
}

TEST_CASE("a constant is named by str() of its value") {
  CHECK(NameIn("a['b']()") == "a[b]");
  CHECK(NameIn("a[b'x']()") == "a[b'x']");
  CHECK(NameIn("a['x' \"y\"]()") == "a[xy]");
  CHECK(NameIn("a['\\x41\\t\\'\\u00e9\\101']()") ==
        "a[A\t'\xC3\xA9"
        "A]");
  CHECK(NameIn("a[r'\\n']()") == "a[\\n]");
  CHECK(NameIn("a['''q''']()") == "a[q]");
  CHECK(NameIn("a['']()") == "a[]");
  CHECK(NameIn("''.join()") == ".join");
  CHECK(NameIn("a[0x10]()") == "a[16]");
  CHECK(NameIn("a[1_000]()") == "a[1000]");
  CHECK(NameIn("a[00]()") == "a[0]");
  CHECK(NameIn("a[0o17]()") == "a[15]");
  CHECK(NameIn("a[1.50]()") == "a[1.5]");
  CHECK(NameIn("a[1.]()") == "a[1.0]");
  CHECK(NameIn("a[1e16]()") == "a[1e+16]");
  CHECK(NameIn("a[2j]()") == "a[2j]");
  CHECK(NameIn("a[None]()") == "a[None]");
  CHECK(NameIn("a[...]()") == "a[Ellipsis]");
}

TEST_CASE("any other expression is named by its text, however it is laid out") {
  CHECK(NameIn("f\"{x}\".upper()") == "f\"{x}\".upper");
  CHECK(NameIn("(lambda y: y)(x)") == "(lambda y:y)");
  CHECK(NameIn("fs[-1](x)") == "fs[-1]");
  CHECK(NameIn("fs[i + 1](x)") == "fs[i+1]");
  CHECK(NameIn("xs[1:].count(x)") == "xs[1:].count");
  CHECK(NameIn("[1].index(x)") == "[1].index");
  CHECK(NameIn("{}.get(x)") == "{}.get");
  CHECK(NameIn("(a  or\n b)()") == "(a or b)");
  CHECK(NameIn("(a if c else b)()") == "(a if c else b)");
  CHECK(NameIn("(a + b).upper()") == "(a+b).upper");
  CHECK(NameIn("d[1,2]()") == "d[1, 2]");
  CHECK(NameIn("d[1, 2]()") == "d[1, 2]");
  CHECK(NameIn("(f:=g)()") == "(f:=g)");
}

TEST_CASE("a name of a long chain is bounded") {
  std::string chain = "a";
  for (int i = 0; i < 10'000; ++i) chain += ".b";
  std::string name = NameIn(chain + "()");
  CHECK(name.starts_with("...."));
  CHECK(name.size() < 5'000);
}

}  // namespace
}  // namespace weft
