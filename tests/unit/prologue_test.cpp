#include "print/prologue.h"

#include "support/catch.h"
#include "support/parsed.h"

#include <string>
#include <string_view>

namespace weft {
namespace {

// `text` with the prologue `import w` in place.
std::string Place(std::string text, ProloguePlace* place = nullptr) {
  Parsed parsed(text);
  Prologue prologue = PlacePrologue(parsed.tree(), "import w");
  if (place != nullptr) {
    *place = prologue.place;
  }
  return text.insert(prologue.offset, prologue.text);
}

ProloguePlace PlaceOf(std::string text) {
  ProloguePlace place = ProloguePlace::OwnLine;
  Place(std::move(text), &place);
  return place;
}

TEST_CASE("the prologue stands behind a docstring") {
  CHECK(Place("'doc'\nx\n") == "'doc'; import w\nx\n");
  CHECK(Place("\"\"\"doc\nstring\"\"\"\ndef f(): pass\n") ==
        "\"\"\"doc\nstring\"\"\"; import w\ndef f(): pass\n");
  CHECK(PlaceOf("'doc'\n") == ProloguePlace::AfterStatement);
}

TEST_CASE("a docstring may be raw, in parentheses or in pieces") {
  CHECK(Place("U'doc'\n") == "U'doc'; import w\n");
  CHECK(Place("R'doc'\n") == "R'doc'; import w\n");
  CHECK(Place("('doc')\n") == "('doc'); import w\n");
  CHECK(Place("'a' \\\n  'b'\n") == "'a' \\\n  'b'; import w\n");
}

TEST_CASE("bytes, f-strings and other expressions are no docstring") {
  CHECK(Place("b'doc'\n") == "import w; b'doc'\n");
  CHECK(Place("Rb'doc'\n") == "import w; Rb'doc'\n");
  CHECK(Place("f'doc'\n") == "import w; f'doc'\n");
  CHECK(Place("'doc' f'{x}'\n") == "import w; 'doc' f'{x}'\n");
  CHECK(Place("'doc'.x\n") == "import w; 'doc'.x\n");
  CHECK(Place("1\n") == "import w; 1\n");
  CHECK(Place("...\n") == "import w; ...\n");
}

TEST_CASE("the prologue stands behind the last future import") {
  CHECK(Place("from __future__ import division\nx\n") ==
        "from __future__ import division; import w\nx\n");
  CHECK(Place("'doc'\nfrom __future__ import (division,\n  annotations)\nif x: pass\n") ==
        "'doc'\nfrom __future__ import (division,\n  annotations); import w\nif x: pass\n");
  CHECK(Place("'doc'; from __future__ import division\nfrom __future__ import annotations\n") ==
        "'doc'; from __future__ import division\n"
        "from __future__ import annotations; import w\n");
}

TEST_CASE("only a docstring and future imports make up the head of a file") {
  CHECK(Place("'doc'\n'more'\n") == "'doc'; import w\n'more'\n");
  CHECK(Place("from __future__ import division\n'late'\n") ==
        "from __future__ import division; import w\n'late'\n");
  CHECK(Place("from .__future__ import x\n") == "import w; from .__future__ import x\n");
  CHECK(Place("from __future__.x import y\n") == "import w; from __future__.x import y\n");
  CHECK(Place("import __future__\n") == "import w; import __future__\n");
}

TEST_CASE("what follows the statement on its line stays behind the prologue") {
  CHECK(Place("'doc'; x\n") == "'doc'; import w; x\n");
  CHECK(Place("'doc';\n") == "'doc'; import w;\n");
  CHECK(Place("'doc'  # why\n") == "'doc'; import w  # why\n");
  CHECK(Place("'doc' \\\n\nx\n") == "'doc'; import w \\\n\nx\n");
  CHECK(Place("'doc'") == "'doc'; import w");
}

TEST_CASE("without a head, the prologue stands before a simple statement") {
  CHECK(Place("x = 1\n") == "import w; x = 1\n");
  CHECK(Place("#!/bin/sh\n# c\n\nimport a\n") == "#!/bin/sh\n# c\n\nimport w; import a\n");
  CHECK(Place("\fx = 1\n") == "\fimport w; x = 1\n");
  CHECK(Place("\\\nx = 1\n") == "\\\nimport w; x = 1\n");
  CHECK(Place("(x)\n") == "import w; (x)\n");
  CHECK(PlaceOf("x\n") == ProloguePlace::BeforeStatement);
}

TEST_CASE("above a compound statement, the prologue takes the nearest blank line") {
  CHECK(Place("# a\n\n\nif x: pass\n") == "# a\n\nimport w\nif x: pass\n");
  CHECK(Place("\r\ndef f(): pass\r\n") == "import w\r\ndef f(): pass\r\n");
  CHECK(Place("\rdef f(): pass\r") == "import w\rdef f(): pass\r");
  CHECK(Place("  \nclass C: pass\n") == "import w  \nclass C: pass\n");
  CHECK(Place("\f\nclass C: pass\n") == "import w\f\nclass C: pass\n");
  CHECK(PlaceOf("\nif x: pass\n") == ProloguePlace::OnBlankLine);
}

TEST_CASE("a comment stands two blanks behind the prologue") {
  CHECK(Place("# c\nwith x: pass\n") == "import w  # c\nwith x: pass\n");
  CHECK(Place(" # c\nwith x: pass\n") == "import w  # c\nwith x: pass\n");
  CHECK(Place("    # c\nwith x: pass\n") == "import w    # c\nwith x: pass\n");
  CHECK(Place("# c \\\nwith x: pass\n") == "import w  # c \\\nwith x: pass\n");
}

TEST_CASE("every compound statement lets the prologue stand above it") {
  for (std::string statement :
       {"def f(): pass", "async def f(): pass", "class C: pass", "for x in y: pass",
        "while x: pass", "if x: pass", "with x: pass", "try: pass\nfinally: pass",
        "match x:\n  case _: pass", "@d\ndef f(): pass", "@d\n\n# c\nclass C: pass"}) {
    CHECK(Place("\n" + statement + "\n") == "import w\n" + statement + "\n");
  }
}

TEST_CASE("a shebang line takes no prologue") {
  CHECK(Place("#!/usr/bin/python\nif x: pass\n") == "#!/usr/bin/python\nimport w\nif x: pass\n");
  CHECK(Place("#!/usr/bin/python\n#!x\nif x: pass\n") ==
        "#!/usr/bin/python\nimport w  #!x\nif x: pass\n");
}

TEST_CASE("a cookie line, and the line above it, take no prologue") {
  CHECK(Place("# coding: utf-8\nif x: pass\n") == "# coding: utf-8\nimport w\nif x: pass\n");
  CHECK(Place("\n# coding: utf-8\nif x: pass\n") == "\n# coding: utf-8\nimport w\nif x: pass\n");
  CHECK(Place("# coding: utf-8\n# c\nif x: pass\n") ==
        "# coding: utf-8\nimport w  # c\nif x: pass\n");
  CHECK(PlaceOf("\n# coding: utf-8\nif x: pass\n") == ProloguePlace::OwnLine);
}

TEST_CASE("a cookie that has no effect is a comment like any other") {
  CHECK(Place("\n\n# coding: utf-8\nif x: pass\n") ==
        "\n\nimport w  # coding: utf-8\nif x: pass\n");
  CHECK(Place("# coding: utf-8\n# coding: ascii\nif x: pass\n") ==
        "# coding: utf-8\nimport w  # coding: ascii\nif x: pass\n");
}

TEST_CASE("a line that a backslash joins to the one above takes no prologue") {
  CHECK(Place("# c\n\\\n\nif x: pass\n") == "import w  # c\n\\\n\nif x: pass\n");
  CHECK(Place("\\\nif x: pass\n") == "\\\nimport w\nif x: pass\n");
  CHECK(PlaceOf("\\\nif x: pass\n") == ProloguePlace::OwnLine);
}

TEST_CASE("where nothing else is left, the prologue gets a line of its own") {
  CHECK(Place("if x: pass\n") == "import w\nif x: pass\n");
  CHECK(Place("\fif x: pass\n") == "import w\n\fif x: pass\n");
  CHECK(Place("@d\ndef f(): pass\n") == "import w\n@d\ndef f(): pass\n");
  CHECK(PlaceOf("if x: pass\n") == ProloguePlace::OwnLine);
}

TEST_CASE("a line of its own ends as the file's lines do") {
  CHECK(Place("if x: pass\r\n") == "import w\r\nif x: pass\r\n");
  CHECK(Place("if x: pass\r") == "import w\rif x: pass\r");
  CHECK(Place("if x: pass") == "import w\nif x: pass");
}

TEST_CASE("a file without statements needs no prologue") {
  CHECK(Place("") == "");
  CHECK(Place("# c\n\n") == "# c\n\n");
}

TEST_CASE("an injected name is taken as it is where no identifier equals it") {
  CHECK(UniqueName(Parsed("x = _weft\n").tree(), "_weft_wrap") == "_weft_wrap");
  CHECK(UniqueName(Parsed("'_weft_wrap'  # _weft_wrap\n").tree(), "_weft_wrap") == "_weft_wrap");
  CHECK(UniqueName(Parsed("_weft_wrapper\n").tree(), "_weft_wrap") == "_weft_wrap");
}

TEST_CASE("an injected name gets underscores until no identifier equals it") {
  for (std::string text :
       {"_weft_wrap", "x._weft_wrap", "def f(_weft_wrap): pass", "f(_weft_wrap=1)",
        "import _weft_wrap", "import a._weft_wrap", "import a as _weft_wrap",
        "from _weft_wrap import a", "global _weft_wrap", "def _weft_wrap(): pass",
        "f'{_weft_wrap}'", "f'{x:{_weft_wrap}}'", "lambda _weft_wrap: 1"}) {
    INFO(text);
    CHECK(UniqueName(Parsed(text + "\n").tree(), "_weft_wrap") == "_weft__wrap");
  }
  CHECK(UniqueName(Parsed("_weft_wrap, _weft__wrap\n").tree(), "_weft_wrap") == "_weft___wrap");
  CHECK(UniqueName(Parsed("_weft__wrap\n").tree(), "_weft_wrap") == "_weft_wrap");
}

TEST_CASE("a name in other letters that Python normalizes is the same name") {
  CHECK(UniqueName(Parsed("_w\uFF45ft_wrap\n").tree(), "_weft_wrap") == "_weft__wrap");
  CHECK(UniqueName(Parsed("x = _\U0001D430eft_wrap\n").tree(), "_weft_wrap") == "_weft__wrap");
}

}  // namespace
}  // namespace weft
