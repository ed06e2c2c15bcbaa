#include "syntax/number_repr.h"
#include "syntax/string_repr.h"
#include "syntax/unicode_data.h"

#include "support/catch.h"

#include <string>

namespace weft {
namespace {

std::string Number(std::string_view literal) {
  std::string out;
  AppendNumberRepr(literal, out);
  return out;
}

std::string Text(std::string_view value, PythonVersion python = kDefaultTarget) {
  std::string out;
  AppendStringRepr(value, python, out);
  return out;
}

std::string Bytes(std::string_view value) {
  std::string out;
  AppendBytesRepr(value, out);
  return out;
}

TEST_CASE("integers of every base are printed in decimal") {
  CHECK(Number("00") == "0");
  CHECK(Number("1_000") == "1000");
  CHECK(Number("0x0") == "0");
  CHECK(Number("0XfF_fF") == "65535");
  CHECK(Number("0o777") == "511");
  CHECK(Number("0B1010") == "10");
  CHECK(Number("0xFFFFFFFFFFFFFFFFFFFFFFFF") == "79228162514264337593543950335");
  CHECK(Number("123456789012345678901234567890") == "123456789012345678901234567890");
}

TEST_CASE("an integer of more than 4300 digits is printed in hexadecimal") {
  CHECK(Number("0x9" + std::string(3570, '0')).size() == 4300);
  CHECK(Number("0x0_" + std::string(3572, 'F')) == "0x" + std::string(3572, 'f'));
  CHECK(Number("0b" + std::string(16000, '1')) == "0x" + std::string(4000, 'f'));
}

TEST_CASE("floats have the shortest digits, and an exponent where Python has one") {
  CHECK(Number("1.") == "1.0");
  CHECK(Number(".5") == "0.5");
  CHECK(Number("1_0.0_1") == "10.01");
  CHECK(Number("0.1000000000000000055") == "0.1");
  CHECK(Number("1e15") == "1000000000000000.0");
  CHECK(Number("1e16") == "1e+16");
  CHECK(Number("123456789012345678.") == "1.2345678901234568e+17");
  CHECK(Number("0.0001") == "0.0001");
  CHECK(Number("0.00001") == "1e-05");
  CHECK(Number("1.5E-7") == "1.5e-07");
  CHECK(Number("5e-324") == "5e-324");
  CHECK(Number("1e-400") == "0.0");
  CHECK(Number("1e400") == "inf");
  CHECK(Number("0e99999999999999999999") == "0.0");
  CHECK(Number("1e-99999999999999999999") == "0.0");
}

TEST_CASE("imaginary numbers have no point that is not needed") {
  CHECK(Number("1j") == "1j");
  CHECK(Number("0J") == "0j");
  CHECK(Number("1.5J") == "1.5j");
  CHECK(Number("1e16j") == "1e+16j");
  CHECK(Number("1e400j") == "infj");
}

TEST_CASE("strings are quoted as repr() quotes them") {
  CHECK(Text("it's") == "\"it's\"");
  CHECK(Text("'\"") == "'\\'\"'");
  CHECK(Text("\t\n\r\\\x1b\x7f") == "'\\t\\n\\r\\\\\\x1b\\x7f'");
  CHECK(Text("\xc3\xa9\xc2\xa0\xc2\xad\xe2\x80\xa8") == "'\xc3\xa9\\xa0\\xad\\u2028'");
  CHECK(Text("\xed\xa0\x80\xed\xb0\x80\xf3\xa0\x80\x81") == "'\\ud800\\udc00\\U000e0001'");
  CHECK(Bytes("it's\xff\n\"") == "b'it\\'s\\xff\\n\"'");
}

TEST_CASE("printable is what the Unicode of the Python calls so") {
  CHECK(Text("\xf0\x9f\xab\xa8", {12}) == "'\xf0\x9f\xab\xa8'");  // U+1FAE8, of 15.0
  CHECK(Text("\xf0\x9f\xab\xa8", {11}) == "'\\U0001fae8'");
  CHECK(IsPrintable(0x2FFF, {13}));  // Of 15.1
  CHECK_FALSE(IsPrintable(0x2FFF, {12}));
  CHECK_FALSE(IsPrintable(0xE000, {13}));
  CHECK_FALSE(IsPrintable(0xD800, {13}));
}

}  // namespace
}  // namespace weft
