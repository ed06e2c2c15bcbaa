#include "select/name_pattern.h"

#include "select/callee_name.h"
#include "support/catch.h"
#include "support/parsed.h"

#include <string>
#include <string_view>

namespace weft {
namespace {

// True where `pattern` matches the callee of the call `text`.
bool Takes(std::string_view pattern, const std::string& text) {
  Parsed parsed(text + "\n");
  NodeId callee = parsed.tree().FirstChild(parsed.Find(Kind::Call));
  return NamePattern(pattern).Matches(CalleeName(parsed.tree(), callee));
}

TEST_CASE("a pattern is a whole dotted name") {
  CHECK(Takes("A", "A()"));
  CHECK(Takes("a.b[0].c[c].c_2", "a.b[0].c['c'].c_2()"));
  CHECK_FALSE(Takes("a.b[0].c[c].c_2", "a.b[0].c['c'].c_1()"));
  CHECK_FALSE(Takes("floor", "math.floor()"));
  CHECK_FALSE(Takes("math", "math.floor()"));
  CHECK_FALSE(Takes("", "f()"));
}

TEST_CASE("quotes of a key may be written or not") {
  CHECK(Takes("a[b]", "a['b']()"));
  CHECK(Takes("a[\"b\"]", "a['b']()"));
  CHECK(Takes("a['b'].c", "a[\"b\"].c()"));
}

TEST_CASE("a star in brackets is any one subscript") {
  CHECK(Takes("a.b[0].c[*].c_2", "a.b[0].c['c'].c_2()"));
  CHECK(Takes("a.b[*].c[*].c_2", "a.b[0].c['c'].c_2()"));
  CHECK(Takes("a[*][*]", "a[0][1]()"));
  CHECK(Takes("n.b[k][*]", "n.b['k'][1]()"));
  CHECK_FALSE(Takes("a[*]", "a[0].b[1]()"));
  CHECK_FALSE(Takes("a[*]", "a[0][1]()"));
  CHECK_FALSE(Takes("a[*]", "a()"));
}

TEST_CASE("a subscript may hold subscripts and brackets") {
  CHECK(Takes("a[*]", "a[b[0]]()"));
  CHECK(Takes("a[b[*]]", "a[b[0]]()"));
  CHECK(Takes("a[*]", "a['x]y']()"));
  CHECK(Takes("a[*].c", "a['x].c[y'].c()"));
  CHECK(Takes("a[x]y]", "a['x]y']()"));
  CHECK(Takes("a['x]y']", "a['x]y']()"));
  CHECK_FALSE(Takes("a[*].b", "a['x].b']()"));
}

TEST_CASE("a star elsewhere is any text, dots and whole subscripts included") {
  CHECK(Takes("math.*", "math.floor()"));
  CHECK(Takes("math.*", "math.a.b[0].c()"));
  CHECK_FALSE(Takes("math.*", "math()"));
  CHECK(Takes("*.execute", "self.db[0].execute()"));
  CHECK_FALSE(Takes("*.execute", "execute()"));
  CHECK(Takes("get*", "get()"));
  CHECK(Takes("get*", "get_all()"));
  CHECK(Takes("*", "(a or b)()"));
  CHECK(Takes("*[*].c", "a[0].b[1].c()"));
  CHECK(Takes("a.*.c*", "a.b.c.c_2()"));
  CHECK_FALSE(Takes("a*]", "a[0].b()"));
}

TEST_CASE("a quoted star is a star") {
  CHECK(Takes("a['*']", "a['*']()"));
  CHECK_FALSE(Takes("a['*']", "a['b']()"));
}

TEST_CASE("a wider pattern covers a narrower one") {
  CHECK(NamePattern("math.*").Covers(NamePattern("math.floor")));
  CHECK(NamePattern("math.*").Covers(NamePattern("math.f*")));
  CHECK(NamePattern("*").Covers(NamePattern("a[*]")));
  CHECK(NamePattern("a").Covers(NamePattern("a")));
  CHECK_FALSE(NamePattern("math.f*").Covers(NamePattern("math.*")));
  CHECK_FALSE(NamePattern("math.floor").Covers(NamePattern("math.*")));
}

TEST_CASE("the distance counts letters to change, swapped ones once") {
  CHECK(NamePattern("prnt").DistanceTo("print", 3) == 1);
  CHECK(NamePattern("pirnt").DistanceTo("print", 3) == 1);
  CHECK(NamePattern("print").DistanceTo("print", 3) == 0);
  CHECK(NamePattern("reqests.*").DistanceTo("requests.get", 3) == 1);
  CHECK(NamePattern("abc").DistanceTo("xyz", 2) == 2);
  CHECK(NamePattern("a").DistanceTo("", 5) == 1);
}

TEST_CASE("a pattern lacks letters that a name has too few of, and no other name can match") {
  auto lack = [](const char* pattern, std::string_view name) {
    return NamePattern(pattern).LackIn(LetterCounts(name));
  };
  CHECK(lack("abc", "cba") == 0);
  CHECK(lack("aab", "ab") == 1);
  CHECK(lack("*xyz*", "abc") == 3);
  CHECK(lack("*", "") == 0);
  SubscriptedName name("a");
  name.Open();
  name.Append("k");
  name.Close();
  CHECK(lack("a[*]", name.marked()) == 0);
  CHECK(lack("a[k]", "a[k]") == 0);
}

}  // namespace
}  // namespace weft
