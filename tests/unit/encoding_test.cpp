#include "base/encoding.h"

#include "base/transcode.h"

#include "support/catch.h"

#include <string>
#include <string_view>

namespace weft {
namespace {

std::string_view NameOf(std::string_view name) {
  const Encoding* encoding = FindEncoding(name);
  return encoding == nullptr ? "" : encoding->name;
}

// The decoded text, after it has proved to encode to the same bytes.
std::string Decode(std::string_view encoding_name, std::string_view bytes) {
  const Encoding* encoding = FindEncoding(encoding_name);
  REQUIRE(encoding != nullptr);
  std::optional<DecodedText> decoded = DecodeBytes(*encoding, bytes);
  REQUIRE(decoded);
  REQUIRE(decoded->error == std::nullopt);
  CHECK(EncodeText(*encoding, decoded->text) == bytes);
  return decoded->text;
}

std::optional<DecodeError> ErrorIn(std::string_view encoding_name, std::string_view bytes) {
  std::optional<DecodedText> decoded = DecodeBytes(*FindEncoding(encoding_name), bytes);
  return decoded ? decoded->error : std::nullopt;
}

TEST_CASE("an encoding is found by its module's name and by its aliases") {
  CHECK(NameOf("latin_1") == "latin_1");
  CHECK(NameOf("l1") == "latin_1");
  CHECK(NameOf("iso_8859_1_1987") == "latin_1");
  CHECK(NameOf("utf8") == "utf_8");
  CHECK(NameOf("us-ascii") == "ascii");
  CHECK(NameOf("windows-1252") == "cp1252");
  CHECK(NameOf("sjis") == "shift_jis");
  CHECK(NameOf("foobar") == "");
  CHECK(NameOf("mbcs") == "");
  CHECK(NameOf("") == "");
}

TEST_CASE("case and the kind of separator do not matter in a name") {
  CHECK(NameOf("Windows--1252") == "cp1252");
  CHECK(NameOf("-KOI8_R-") == "koi8_r");
  CHECK(NameOf("koi8r") == "");
  CHECK(NameOf("cskoi8r") == "koi8_r");
}

TEST_CASE("dots separate the words of an alias but not of a module's name") {
  CHECK(NameOf("ansi_x3.4_1968") == "ascii");
  CHECK(NameOf("iso.8859.1") == "latin_1");
  CHECK(NameOf("latin.1") == "");
}

TEST_CASE("an encoding without ASCII, or that is no text encoding, is known and unsupported") {
  for (std::string_view name : {"utf-16", "utf-32-le", "utf-7", "cp037", "cp864", "punycode",
                                "rot13", "hex", "shift_jis_2004", "unicode_escape"}) {
    INFO(name);
    REQUIRE(FindEncoding(name) != nullptr);
    CHECK(FindEncoding(name)->codec == Codec::Unsupported);
    CHECK_FALSE(DecodeBytes(*FindEncoding(name), "x"));
  }
}

TEST_CASE("latin-1 maps each byte to the code point of its number") {
  CHECK(Decode("latin-1", "a\x80\xE9\xFF") == "a\u0080\u00E9\u00FF");
  CHECK(EncodeText(*FindEncoding("latin-1"), "\u0100") == std::nullopt);
}

TEST_CASE("single-byte encodings are decoded by their tables") {
  CHECK(Decode("cp1252", "\x80 \xE9") == "\u20AC \u00E9");
  CHECK(Decode("iso8859-15", "\xA4") == "\u20AC");
  CHECK(Decode("koi8-r", "\xC1\xC2") == "\u0430\u0431");
  CHECK(Decode("cp437", "\xE1") == "\u00DF");
  CHECK(Decode("mac-roman", "\xC6\xDB\xF0") == "\u2206\u20AC\uF8FF");
  CHECK(Decode("mac-cyrillic", "\xFF") == "\u20AC");
}

TEST_CASE("multi-byte encodings are decoded by their tables") {
  CHECK(Decode("euc-jp", "\xC6\xFC\xCB\xDC") == "\u65E5\u672C");
  CHECK(Decode("gbk", "\xD6\xD0\xCE\xC4") == "\u4E2D\u6587");
  CHECK(Decode("gb18030", "\x81\x30\x81\x30") == "\u0080");
  CHECK(Decode("big5", "\xA4\xA4") == "\u4E2D");
  CHECK(Decode("euc-kr", "\xC7\xD1") == "\uD55C");
  CHECK(Decode("iso2022-jp", "a\x1B$BF|\x1B(Bb") == "a\u65E5b");
}

TEST_CASE("an ASCII byte behind a lead byte is part of the character") {
  CHECK(Decode("shift_jis", "\x95\x5C\x83\x5C") == "\u8868\u30BD");
  CHECK(Decode("big5", "\xB3\x5C") == "\u8A31");
}

TEST_CASE("a backslash stays a backslash where glibc has a currency sign") {
  CHECK(Decode("shift_jis", "\\~") == "\\~");
  CHECK(Decode("johab", "\\") == "\\");
}

TEST_CASE("Shift_JIS has Python's characters where CP932 has others") {
  CHECK(Decode("shift_jis", "\x81\x60\x81\x7C") == "\u301C\u2212");
  CHECK(Decode("cp932", "\x81\x60\x81\x7C") == "\uFF5E\uFF0D");
}

TEST_CASE("every byte of the ASCII range is itself in every encoding without shift states") {
  std::string ascii;
  for (char c = 1; c != 0x7F; ++c) {
    if (c != 0x0E && c != 0x0F && c != 0x1B) {
      ascii.push_back(c);
    }
  }
  for (std::string_view name :
       {"big5",      "big5hkscs", "cp932",   "cp949",  "cp950",      "euc_jis_2004",
        "euc_jp",    "euc_kr",    "gb18030", "gb2312", "gbk",        "johab",
        "shift_jis", "cp437",     "cp866",   "cp1250", "cp1251",     "cp1255",
        "cp1258",    "iso8859_2", "koi8_u",  "kz1048", "mac_latin2", "tis_620"}) {
    INFO(name);
    CHECK(Decode(name, ascii) == ascii);
  }
}

TEST_CASE("a text longer than the conversion's buffer is decoded whole") {
  std::string bytes;
  std::string text;
  for (int i = 0; i < 20000; ++i) {
    bytes += "ab\x95\x5C";
    text += "ab\u8868";
  }
  CHECK(Decode("shift_jis", bytes) == text);
}

TEST_CASE("an undecodable byte is reported as Python's codec would") {
  CHECK(ErrorIn("cp1252", "a\x81") ==
        DecodeError{{1, 2}, "charmap", "character maps to <undefined>"});
  CHECK(ErrorIn("euc_jp", "ab\xC6\n") ==
        DecodeError{{2, 3}, "euc_jp", "illegal multibyte sequence"});
  CHECK(ErrorIn("gbk", "ab\xD6") == DecodeError{{2, 3}, "gbk", "illegal multibyte sequence"});
  CHECK(ErrorIn("shift_jis", "\x87\x40") ==
        DecodeError{{0, 1}, "shift_jis", "illegal multibyte sequence"});
}

TEST_CASE("a byte that only glibc takes for a character is undecodable") {
  CHECK(ErrorIn("euc_jp", "\xC6\xFC\x80") ==
        DecodeError{{2, 3}, "euc_jp", "illegal multibyte sequence"});
  CHECK(ErrorIn("gbk", "\xD6\xD0\x80") == DecodeError{{2, 3}, "gbk", "illegal multibyte sequence"});
}

}  // namespace
}  // namespace weft
