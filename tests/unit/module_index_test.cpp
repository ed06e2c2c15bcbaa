#include "select/module_index.h"

#include "support/catch.h"
#include "support/parsed.h"

#include <string>
#include <string_view>
#include <vector>

namespace weft {
namespace {

using Names = std::vector<std::string>;

void Add(ModuleIndex& index, std::string_view module, bool is_package, const std::string& text) {
  Parsed parsed(text);
  index.Add(module, is_package, Scopes::Analyze(parsed.tree()));
}

TEST_CASE("relative names become absolute") {
  CHECK(AbsoluteName("a.b", "p.m", false) == "a.b");
  CHECK(AbsoluteName(".a", "p.m", false) == "p.a");
  CHECK(AbsoluteName(".a", "p", true) == "p.a");
  CHECK(AbsoluteName("..a.b", "p.q.m", false) == "p.a.b");
  CHECK(AbsoluteName("..", "p.q.m", false) == "p");
  CHECK(AbsoluteName("....a", "p.m", false) == "a");
}

TEST_CASE("a name has the names that packages pass it on under") {
  ModuleIndex index;
  Add(index, "requests", true, "from .api import get\nfrom . import sessions as s\nimport os\n");
  index.Finish();
  CHECK(index.NamesOf("requests.get") == Names{"requests.get", "requests.api.get"});
  CHECK(index.NamesOf("requests.api.get") == Names{"requests.api.get", "requests.get"});
  CHECK(index.NamesOf("requests.sessions.Session.get") ==
        Names{"requests.sessions.Session.get", "requests.s.Session.get"});
  CHECK(index.NamesOf("requests.other") == Names{"requests.other"});
}

TEST_CASE("what a package merely uses is not its own") {
  ModuleIndex index;
  Add(index, "p", true, "import os\nfrom q import x\n");
  index.Finish();
  CHECK(index.NamesOf("os.getcwd") == Names{"os.getcwd"});
  CHECK(index.NamesOf("q.x") == Names{"q.x"});
  CHECK(index.NamesOf("p.x") == Names{"p.x", "q.x"});
}

TEST_CASE("star imports pass on what their targets bind") {
  ModuleIndex index;
  Add(index, "p", true, "from .a import *\nfrom .b import *\nown = 1\n");
  CHECK(index.MissingStarTargets() == Names{"p.a", "p.b"});
  Add(index, "p.a", false, "def f(): pass\ndef g(): pass\ndef own(): pass\n_hidden = 1\n");
  Add(index, "p.b", false, "from q import g\n");
  index.Finish();
  CHECK(index.NamesOf("p.f") == Names{"p.f", "p.a.f"});
  CHECK(index.NamesOf("p.a.f") == Names{"p.a.f", "p.f"});
  CHECK(index.NamesOf("p.g") == Names{"p.g", "p.b.g", "q.g"});
  CHECK(index.NamesOf("p.own") == Names{"p.own"});
  CHECK(index.NamesOf("p._hidden") == Names{"p._hidden"});
}

TEST_CASE("circles come to an end") {
  ModuleIndex index;
  Add(index, "p", true, "from q import x\nfrom q import *\n");
  Add(index, "q", true, "from p import x\nfrom p import *\n");
  index.Finish();
  CHECK(index.NamesOf("p.x").size() <= 17);
  CHECK(index.NamesOf("p.y") == Names{"p.y"});
}

}  // namespace
}  // namespace weft
