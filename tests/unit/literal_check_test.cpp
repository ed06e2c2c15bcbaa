#include "syntax/literal_check.h"

#include "support/catch.h"
#include "support/parsed.h"

#include <algorithm>
#include <string>

#include <fmt/format.h>

namespace weft {
namespace {

// What CPython says first of the literals in `text`: `columns of the error: message`, or "".
std::string FirstError(const std::string& text, PythonVersion target = kDefaultTarget) {
  Parsed parsed(text);
  Diagnostics diagnostics;
  const Tree& tree = parsed.tree();
  for (uint32_t i = 0; i < tree.nodes().size(); ++i) {
    Kind kind = tree[NodeId{i}].kind;
    if (kind == Kind::Constant || kind == Kind::JoinedStr || kind == Kind::TemplateStr) {
      CheckLiteral(tree, NodeId{i}, target, diagnostics);
    }
  }
  if (diagnostics.all().empty()) return "";
  auto first = std::ranges::min_element(diagnostics.all(), {},
                                        [](const Diagnostic& error) { return error.span.begin; });
  LineColumn begin = parsed.source().Locate(first->span.begin);
  LineColumn end = parsed.source().Locate(first->span.end);
  std::string_view message = first->message;
  constexpr std::string_view kCodec = "(unicode error) 'unicodeescape' codec can't decode bytes ";
  if (message.starts_with(kCodec)) {
    message.remove_prefix(kCodec.size());
  }
  return fmt::format("{}:{}-{}:{} {}", begin.line, begin.column, end.line, end.column, message);
}

TEST_CASE("an escape that cannot be decoded is an error at its literal") {
  CHECK(FirstError("a = '\\x'") == "1:5-1:9 in position 0-1: truncated \\xXX escape");
  CHECK(FirstError("a = 'ab\\u12z'") == "1:5-1:14 in position 2-5: truncated \\uXXXX escape");
  CHECK(FirstError("'\\U00110000'") == "1:1-1:13 in position 0-9: illegal Unicode character");
  CHECK(FirstError("'\\N'") == "1:1-1:5 in position 0-1: malformed \\N character escape");
  CHECK(FirstError("'\\N{'") == "1:1-1:6 in position 0-2: malformed \\N character escape");
  CHECK(FirstError("'\\N{}'") == "1:1-1:7 in position 0-2: malformed \\N character escape");
  CHECK(FirstError("'\\N{a'") == "1:1-1:7 in position 0-3: malformed \\N character escape");
  CHECK(FirstError("'\\N{a}'") == "1:1-1:8 in position 0-4: unknown Unicode character name");
  CHECK(FirstError("b'\\x4'") == "1:1-1:7 (value error) invalid \\x escape at position 0");
  CHECK(FirstError("r'\\x' br'\\x'") == "1:13-1:13 cannot mix bytes and nonbytes literals");
  CHECK(FirstError("if 1:\n  '\\x'") == "2:3-2:7 in position 0-1: truncated \\xXX escape");
  CHECK(FirstError("'\\d\\8\\'' if b'\\d' else b'\\400'").empty());
}

TEST_CASE("positions count as CPython's codec sees the text") {
  CHECK(FirstError("'\xc3\xa9\\\xc3\xa9\\x'") ==
        "1:1-1:8 in position 26-27: truncated \\xXX escape");
  CHECK(FirstError("'\\8\\\xc3\xa9\\x'") == "1:1-1:9 in position 18-19: truncated \\xXX escape");
  CHECK(FirstError("'''a\r\n\\\xc3\xa9\r\n\\\r\n\\x'''") ==
        "1:1-4:6 in position 21-22: truncated \\xXX escape");
  CHECK(FirstError("b'\\\r\n\\xa'") == "1:1-2:5 (value error) invalid \\x escape at position 2");
  CHECK(FirstError("b'''a\r\n\\xa'''") == "1:1-2:7 (value error) invalid \\x escape at position 2");
}

TEST_CASE("an f-string is decoded when its end has been seen") {
  CHECK(FirstError("f'\\N{foo} {1}' + 2") ==
        "1:14-1:15 in position 0-6: unknown Unicode character name");
  CHECK(FirstError("f'a{{\\xa'") == "1:9-1:10 in position 0-2: truncated \\xXX escape");
  CHECK(FirstError("f'\\x{b\"\\x\"}'") ==
        "1:6-1:11 (value error) invalid \\x escape at position 0");
  CHECK(FirstError("f'{r\"\\x\"=}'") == "1:11-1:12 in position 2-3: truncated \\xXX escape");
  CHECK(FirstError("rf'\\x'").empty());
}

TEST_CASE("bytes hold ASCII and stand beside bytes") {
  CHECK(FirstError("x = b'\xc3\xa9\\x' + 1") ==
        "1:5-1:11 bytes can only contain ASCII literal characters");
  CHECK(FirstError("x = 'a' b'c' + 1") == "1:14-1:15 cannot mix bytes and nonbytes literals");
  CHECK(FirstError("x = 'a' b'b' # c\n\ny") == "1:14-1:17 cannot mix bytes and nonbytes literals");
  CHECK(FirstError("b'a' b'b'").empty());
}

TEST_CASE("a decimal number has a limit of digits, a hexadecimal one has none") {
  CHECK(FirstError(std::string(4300, '1')).empty());
  CHECK(FirstError("0x" + std::string(9000, '1')).empty());
  CHECK(FirstError(std::string(4301, '1')) ==
        "1:1-1:4302 Exceeds the limit (4300 digits) for integer string conversion: value has 4301 "
        "digits; use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for "
        "huge integer literals to avoid decimal conversion limits.");
}

TEST_CASE("names of characters are those of the target's Unicode") {
  CHECK(FirstError("'\\N{latin small letter a}\\N{LF}\\N{HANGUL SYLLABLE GGAG}\\N{VS17}'").empty());
  CHECK(FirstError("'\\N{CJK UNIFIED IDEOGRAPH-4E00}\\N{CJK UNIFIED IDEOGRAPH-20000}'").empty());
  CHECK_FALSE(FirstError("'\\N{CJK UNIFIED IDEOGRAPH-4e00}'").empty());
  CHECK_FALSE(FirstError("'\\N{KEYCAP DIGIT ONE}'").empty());
  constexpr const char* kOf15 = "'\\N{SHAKING FACE}'";
  CHECK(FirstError(kOf15, {12}).empty());
  CHECK_FALSE(FirstError(kOf15, {11}).empty());
}

}  // namespace
}  // namespace weft
