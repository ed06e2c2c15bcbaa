#include "base/source_file.h"

#include "base/diagnostics.h"

#include "support/catch.h"

#include <string>
#include <string_view>
#include <utility>

namespace weft {
namespace {

using namespace std::string_literals;

struct Loaded {
  SourceFile file;
  Diagnostics diagnostics;
};

Loaded Load(std::string bytes) {
  Diagnostics diagnostics;
  SourceFile file = SourceFile::Decode("f.py", std::move(bytes), diagnostics);
  return {std::move(file), std::move(diagnostics)};
}

// The text, after it has proved to give the bytes back.
std::string TextOf(const std::string& bytes) {
  Loaded loaded = Load(bytes);
  CHECK(loaded.diagnostics.all().empty());
  CHECK(loaded.file.is_readable());
  CHECK(loaded.file.Encode(loaded.file.text()) == bytes);
  return std::string(loaded.file.text());
}

struct Problem {
  DiagnosticId id;
  Span span;
  std::string message;
};

// The one error of an unreadable file.
Problem ProblemOf(const std::string& bytes) {
  Loaded loaded = Load(bytes);
  CHECK_FALSE(loaded.file.is_readable());
  CHECK(loaded.file.text().empty());
  CHECK(loaded.file.bytes() == bytes);
  REQUIRE(loaded.diagnostics.all().size() == 1);
  const Diagnostic& diagnostic = loaded.diagnostics.all().front();
  CHECK(diagnostic.severity == Severity::Error);
  return {diagnostic.id, diagnostic.span, diagnostic.message};
}

TEST_CASE("a file without a declaration is UTF-8") {
  CHECK(TextOf("") == "");
  CHECK(TextOf("x = '\u00E9\U0001F600'\r\n") == "x = '\u00E9\U0001F600'\r\n");
}

TEST_CASE("a byte order mark is not part of the text but comes back") {
  CHECK(TextOf("\xEF\xBB\xBFx = 1\n") == "x = 1\n");
  CHECK(TextOf("\xEF\xBB\xBF") == "");
  CHECK(TextOf("\xEF\xBB\xBF# coding: UTF-8-sig\n") == "# coding: UTF-8-sig\n");
  CHECK(TextOf("\xEF\xBB\xBF\xEF\xBB\xBFx") == "\xEF\xBB\xBFx");
}

TEST_CASE("a declared encoding is decoded and comes back") {
  CHECK(TextOf("# coding: latin-1\nx = '\xE9'\n") == "# coding: latin-1\nx = '\u00E9'\n");
  CHECK(TextOf("\n# coding: cp1252\nx = '\x80'") == "\n# coding: cp1252\nx = '\u20AC'");
  CHECK(TextOf("# coding: utf8\nx = '\u00E9'\n") == "# coding: utf8\nx = '\u00E9'\n");
  CHECK(TextOf("# coding: ascii\n") == "# coding: ascii\n");
}

TEST_CASE("an edited text is encoded as the file was") {
  SourceFile latin = Load("# coding: latin-1\nf('\xE9')").file;
  CHECK(latin.Encode("# coding: latin-1\nw(f, '\u00E9')") == "# coding: latin-1\nw(f, '\xE9')");
  SourceFile marked = Load(
                          "\xEF\xBB\xBF"
                          "f()")
                          .file;
  CHECK(marked.Encode("w(f)") == "\xEF\xBB\xBFw(f)");
}

TEST_CASE("text from memory is taken as it is") {
  SourceFile file = SourceFile::FromText("f.py", "x = 1\n");
  CHECK(file.path() == "f.py");
  CHECK(file.text() == "x = 1\n");
  CHECK(file.Encode("y") == "y");
  CHECK(file.Slice({4, 5}) == "1");
}

TEST_CASE("a file can be moved") {
  SourceFile file = SourceFile::FromText("f.py", "x\n");
  CHECK(file.lines().num_lines() == 2);
  SourceFile moved = std::move(file);
  CHECK(moved.text() == "x\n");
  CHECK(moved.lines().num_lines() == 2);
}

TEST_CASE("columns count code points") {
  SourceFile file = SourceFile::FromText("f.py", "a\n\u00E9\U0001F600x\n");
  CHECK(file.Locate(0) == LineColumn{1, 1});
  CHECK(file.Locate(1) == LineColumn{1, 2});
  CHECK(file.Locate(2) == LineColumn{2, 1});
  CHECK(file.Locate(4) == LineColumn{2, 2});
  CHECK(file.Locate(8) == LineColumn{2, 3});
  CHECK(file.Locate(10) == LineColumn{3, 1});
}

TEST_CASE("what Python cannot decode as UTF-8 is reported in its words") {
  Problem problem = ProblemOf("x = 1\ny = '\xE9t\xE9'\n");
  CHECK(problem.id == DiagnosticId::UndecodableUtf8);
  CHECK(problem.span == Span{11, 12});
  CHECK(problem.message ==
        "(unicode error) 'utf-8' codec can't decode byte 0xe9 in position 11: "
        "invalid continuation byte");
  CHECK(ProblemOf("\xEF\xBBx").message ==
        "(unicode error) 'utf-8' codec can't decode bytes in position 0-1: "
        "invalid continuation byte");
}

TEST_CASE("what the declared encoding cannot decode is reported in Python's words") {
  CHECK(ProblemOf("# coding: ascii\nx='\xE9'\n").message ==
        "'ascii' codec can't decode byte 0xe9 in position 19: ordinal not in range(128)");
  CHECK(ProblemOf("# coding: cp1252\nx='\x81'\n").message ==
        "'charmap' codec can't decode byte 0x81 in position 20: character maps to <undefined>");
  CHECK(ProblemOf("# coding: utf8\nx='\xE9x'\n").message ==
        "'utf-8' codec can't decode byte 0xe9 in position 18: invalid continuation byte");
}

TEST_CASE("a position in a message counts each line break as one byte") {
  CHECK(ProblemOf("# coding: ascii\r\n\r\nx='\xE9'\r\n").message ==
        "'ascii' codec can't decode byte 0xe9 in position 20: ordinal not in range(128)");
}

TEST_CASE("the place of an undecodable byte can be located") {
  SourceFile file = Load("\xEF\xBB\xBFx = 1\ny = '\xE9t'\n").file;
  CHECK(file.Locate(11) == LineColumn{2, 6});
  CHECK(Load("# coding: ascii\nx='\xE9'\n").file.Locate(19) == LineColumn{2, 4});
}

TEST_CASE("an encoding that Python does not know is reported as written") {
  Problem problem = ProblemOf("# coding: FooBar_Baz\n");
  CHECK(problem.id == DiagnosticId::UnknownEncoding);
  CHECK(problem.span == Span{10, 20});
  CHECK(problem.message == "unknown encoding: FooBar_Baz");
}

TEST_CASE("an encoding that has no ASCII is refused") {
  for (std::string_view name : {"utf-16", "utf-7", "cp037", "rot13"}) {
    CHECK(ProblemOf(fmt::format("# coding: {}\n", name)).message ==
          fmt::format("encoding `{}` is not one Weft can rewrite", name));
  }
}

TEST_CASE("a byte order mark admits only the tokenizer's utf-8") {
  Problem problem = ProblemOf("\xEF\xBB\xBF# coding: latin-1\n");
  CHECK(problem.id == DiagnosticId::EncodingMismatch);
  CHECK(problem.message == "encoding problem: iso-8859-1 with BOM");
  CHECK(ProblemOf("\xEF\xBB\xBF# coding: utf8\n").message == "encoding problem: utf8 with BOM");
}

TEST_CASE("bytes that encoding does not give back are refused") {
  // The second shift to ASCII is one too many.
  Problem problem = ProblemOf("# coding: iso2022-jp\n# \x1B$BF|\x1B(B\x1B(B\n");
  CHECK(problem.id == DiagnosticId::EncodingNotReversible);
  CHECK(problem.message == "text does not survive decoding and encoding as `iso2022_jp`");
}

TEST_CASE("a NUL byte is refused before anything else is asked") {
  Problem problem = ProblemOf("\xEF\xBB\xBFx\0y = '\xE9'\n"s);
  CHECK(problem.id == DiagnosticId::NullByte);
  CHECK(problem.span == Span{1, 2});
  CHECK(problem.message == "source code string cannot contain null bytes");
  CHECK(ProblemOf("# coding: nonsense\n\0"s).id == DiagnosticId::NullByte);
  CHECK(ProblemOf("\xFF\xFEx\0"s).id == DiagnosticId::NullByte);
}

}  // namespace
}  // namespace weft
