#include "print/printer.h"

#include "support/catch.h"

#include <string>
#include <string_view>

namespace weft {
namespace {

// What `text` becomes where `inserted` replaces bytes [begin, end).
std::string Replace(std::string_view text, Span span, std::string_view inserted) {
  SourceFile source = SourceFile::FromText("f.py", std::string(text));
  EditList edits;
  edits.Gap(kRootNode, span, inserted);
  return Print(source, edits);
}

std::string Insert(std::string_view text, uint32_t offset, std::string_view inserted) {
  return Replace(text, {offset, offset}, inserted);
}

TEST_CASE("without edits, the text is printed as it is") {
  for (std::string_view text :
       {"", "x", "\f\tif 1if 1else 2:\r\n\r pass\n\n", "\u00E9 = '\u00E9'"}) {
    CHECK(Print(SourceFile::FromText("f.py", std::string(text)), EditList()) == text);
  }
}

TEST_CASE("a blank keeps two line breaks apart") {
  CHECK(Replace("f\\\r(\n)", {3, 4}, "") == "f\\\r \n)");
  CHECK(Replace("f\\\n(\r\n)", {3, 4}, "") == "f\\\n\r\n)");
}

TEST_CASE("edits are applied in order") {
  SourceFile source = SourceFile::FromText("f.py", "f(a)\n");
  EditList edits;
  edits.After({1}, 4, "]");
  edits.Gap({1}, {1, 2}, ", ");
  edits.Before({1}, 0, "w[");
  edits.After({2}, 3, ".x");
  edits.Gap({1}, {3, 4}, "");
  edits.Sort();
  CHECK(Print(source, edits) == "w[f, a.x]\n");
}

TEST_CASE("a blank keeps an inserted word apart from a word before it") {
  CHECK(Insert("not(f)()", 3, "w(") == "not w((f)()");
  CHECK(Insert("return[f]", 6, "w") == "return w[f]");
  CHECK(Insert("1if x else y", 1, " or z") == "1 or z if x else y");
  CHECK(Insert("1", 1, "if") == "1 if");
  CHECK(Insert("_", 1, "w") == "_ w");
  CHECK(Insert("\u00E9", 2, "w") == "\u00E9 w");
  CHECK(Insert("x ", 2, "w") == "x w");
  CHECK(Insert("(", 1, "w") == "(w");
}

TEST_CASE("a blank keeps an inserted word apart from a word or a string behind it") {
  CHECK(Insert("(f)", 1, "await") == "(await f)");
  CHECK(Insert("(9)", 1, "not") == "(not 9)");
  CHECK(Insert("(\u00E9)", 1, "not") == "(not \u00E9)");
  CHECK(Insert("('')", 1, "f") == "(f '')");
  CHECK(Insert("(\"\")", 1, "not") == "(not \"\")");
  CHECK(Insert("(f)", 1, "await ") == "(await f)");
  CHECK(Insert("(f)", 1, "w(") == "(w(f)");
}

TEST_CASE("a blank keeps words apart that a removal brings together") {
  CHECK(Replace("a(b", {1, 2}, "") == "a b");
  CHECK(Replace("a('')", {1, 2}, "") == "a '')");
  CHECK(Replace("a+(b", {1, 2}, "") == "a(b");
}

TEST_CASE("a blank keeps inserted words apart from each other") {
  SourceFile source = SourceFile::FromText("f.py", "x");
  EditList edits;
  edits.Before({1}, 0, "await");
  edits.Before({2}, 0, "not");
  CHECK(Print(source, edits) == "await not x");
}

TEST_CASE("a blank keeps an inserted brace from doubling another one") {
  CHECK(Insert("f'{x}'", 3, "{") == "f'{ {x}'");
  CHECK(Insert("f'{x}'", 4, "}") == "f'{x} }'");
  CHECK(Insert("{}", 1, "x") == "{x}");
}

TEST_CASE("neighbours that no edit touches stay as they are") {
  CHECK(Insert("1if x else'y'\n", 14, "z") == "1if x else'y'\nz");
}

}  // namespace
}  // namespace weft
