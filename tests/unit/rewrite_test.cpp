#include "driver/rewrite.h"
#include "support/catch.h"

namespace weft {
namespace {

PassOptions Options() {
  PassOptions options;
  options.wrapper_module = "pkg.hooks";
  options.wrapper_name = "wrap";
  options.record_sites = true;
  return options;
}

RewriteResult Wrap(const char* text, std::string_view module, Diagnostics& diagnostics) {
  SourceFile source = SourceFile::FromText("f.py", text);
  const Pass* pass = FindPass("wrap-calls");
  return Rewrite(source, module, {&pass, 1}, Options(), diagnostics);
}

TEST_CASE("the wrapper's own module is left unchanged, or it would import itself") {
  Diagnostics diagnostics;
  RewriteResult result = Wrap("f()\n", "pkg.hooks", diagnostics);
  CHECK(result.status == RewriteStatus::Unchanged);
  REQUIRE(diagnostics.all().size() == 1);
  CHECK(diagnostics.all()[0].id == DiagnosticId::WrapperModule);
  CHECK(Wrap("f()\n", "other.hooks", diagnostics).status == RewriteStatus::Rewritten);
}

TEST_CASE("an invalid program is not rewritten") {
  Diagnostics diagnostics;
  RewriteResult result = Wrap("f(\n", "", diagnostics);
  CHECK(result.status == RewriteStatus::SyntaxError);
  CHECK(result.bytes.empty());
  CHECK(diagnostics.has_errors());
}

TEST_CASE("a site's id survives edits elsewhere and tells equal calls apart") {
  Diagnostics diagnostics;
  SiteTable before = Wrap("def f():\n  g(1)\n  g(2)\n", "m", diagnostics).sites;
  SiteTable after = Wrap("x = h()\n\ndef f():\n  g( 1 )\n  g(2, 3)\n", "m", diagnostics).sites;
  REQUIRE(before.size() == 2);
  REQUIRE(after.size() == 3);
  CHECK(before[0].id == after[1].id);
  CHECK(before[1].id == after[2].id);
  CHECK(before[0].id != before[1].id);
  CHECK(after[0].id != after[1].id);
  CHECK(Wrap("def f():\n  g(1)\n", "other", diagnostics).sites[0].id != before[0].id);
}

TEST_CASE("a site's id is the same however its callee is spaced") {
  Diagnostics diagnostics;
  SiteTable plain = Wrap("a.b[0].c(1)\n", "m", diagnostics).sites;
  SiteTable spaced = Wrap("(a . b\n  [ 0 ].c  # One.\n)(1)\n", "m", diagnostics).sites;
  CHECK(plain[0].id == spaced[0].id);
  CHECK(plain[0].id != Wrap("a.b[1].c(1)\n", "m", diagnostics).sites[0].id);
}

TEST_CASE("a site knows its scope and its callee on one line") {
  Diagnostics diagnostics;
  SiteTable sites = Wrap("class C:\n  def m(self):\n    (a\n     .b)(1)\n", "m", diagnostics).sites;
  REQUIRE(sites.size() == 1);
  CHECK(sites[0].qualified_name == "C.m");
  CHECK(sites[0].callee == "a .b");
  CHECK(sites[0].is_rewritten);
}

}  // namespace
}  // namespace weft
