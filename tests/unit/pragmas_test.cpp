#include "select/pragmas.h"

#include "select/file_selection.h"
#include "support/catch.h"
#include "support/parsed.h"

#include <string>

namespace weft {
namespace {

// The callees of the calls that no pragma leaves alone, then what was reported.
std::string Left(const std::string& text) {
  Parsed parsed(text);
  Scopes scopes = Scopes::Analyze(parsed.tree());
  Diagnostics diagnostics;
  Selection everything;
  FileSelection file(everything, parsed.tree(), scopes, "m", diagnostics);
  std::string left;
  for (uint32_t i = 0; i < parsed.tree().nodes().size(); ++i) {
    if (parsed.tree()[{i}].kind != Kind::Call || !file.Select({i}).is_selected) continue;
    left += left.empty() ? "" : " ";
    left += CalleeName(parsed.tree(), parsed.tree().FirstChild({i})).Text();
  }
  for (const Diagnostic& diagnostic : diagnostics.all()) left += "; " + diagnostic.message;
  return left;
}

TEST_CASE("off and on enclose a region") {
  CHECK(Left("a()\n# weft: off\nb()\nc()  # weft: on\nd()\n") == "a d");
  CHECK(Left("a()\n#weft:off\nb()\n") == "a");
}

TEST_CASE("skip is about the statement of its line") {
  CHECK(Left("a(); b()  # weft: skip\nc()\n") == "c");
  CHECK(Left("a(b(),\n  c())  # weft: skip\nd()\n") == "d");
  CHECK(Left("a(b(),  # weft: skip\n  c())\nd()\n") == "d");
  CHECK(Left("if a():  # weft: skip\n    b()\nc()\n") == "c");
  CHECK(Left("@a()\ndef f():  # weft: skip\n    b()\nc()\n") == "c");
}

TEST_CASE("alone on its line, skip is about the statement below") {
  CHECK(Left("def f():\n    # weft: skip\n    a()\n    b()\n") == "b");
  CHECK(Left("# weft: skip\n\ndef f():\n    a()\nb()\n") == "b");
}

TEST_CASE("only is about the rest of its body, or the definition whose header it ends") {
  CHECK(Left("a()\n# weft: only(b, c.*)\na(); b(); c.d()\n") == "a b c.d");
  CHECK(Left("def f():  # weft: only(b)\n    a(); b()\na()\n") == "b a");
  CHECK(Left("def f():\n    a()\n    # weft: only(b)\n    a(); b()\na()\n") == "a b a");
  CHECK(Left("# weft: only(b)\na()\n# weft: on\na()\n") == "a");
}

TEST_CASE("a pragma may give a reason, and may stand behind another comment") {
  CHECK(Left("a()  # weft: skip -- too hot\nb()  # weft: skip  # really\nc()\n") == "c");
  CHECK(Left("a()  # type: ignore  # weft: skip\nb()\n") == "b");
}

TEST_CASE("text that is no comment is no pragma") {
  CHECK(Left("a('# weft: skip')\nb(f'# weft: skip {c()} # weft: off')\n") == "a b c");
  CHECK(Left("a()  # say weft: skip\n") == "a");
}

TEST_CASE("unknown and unused pragmas are reported") {
  CHECK(Left("a()  # weft: of\n") ==
        "a; `# weft: of` is unknown; there are off, on, skip, only(PATTERN) and enable PASS");
  CHECK(Left("a()\n# weft: on\n") == "a; `# weft: on` is about no call");
  CHECK(Left("x = 1  # weft: skip\na()\n") == "a; `# weft: skip` is about no call");
  CHECK(Left("a()\n# weft: off\n") == "a; `# weft: off` is about no call");
}

}  // namespace
}  // namespace weft
