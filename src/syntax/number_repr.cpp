#include "syntax/number_repr.h"

#include "syntax/characters.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <limits>
#include <vector>

namespace weft {
namespace {

constexpr size_t kMaxDigits = 4300;  // sys.int_info.default_max_str_digits
constexpr size_t kMaxBits = 14290;   // More have more digits than that.
constexpr uint32_t kBillion = 1'000'000'000;
constexpr int kDigitsOfBillion = 9;

std::string WithoutUnderscores(std::string_view literal) {
  std::string digits(literal);
  std::erase(digits, '_');
  return digits;
}

// The bits of one digit of a base that is a power of two.
uint32_t DigitValue(char c) {
  return static_cast<uint32_t>(IsDigit(c) ? c - '0' : (c | 0x20) - 'a' + 10);
}

// The words of the number, lowest first, without leading zeros.
std::vector<uint32_t> ReadWords(std::string_view digits, unsigned bits_per_digit) {
  std::vector<uint32_t> words;
  uint64_t buffer = 0;
  unsigned num_bits = 0;
  for (size_t i = digits.size(); i > 0; --i) {
    buffer |= static_cast<uint64_t>(DigitValue(digits[i - 1])) << num_bits;
    num_bits += bits_per_digit;
    if (num_bits >= 32) {
      words.push_back(static_cast<uint32_t>(buffer));
      buffer >>= 32;
      num_bits -= 32;
    }
  }
  words.push_back(static_cast<uint32_t>(buffer));
  while (!words.empty() && words.back() == 0) {
    words.pop_back();
  }
  return words;
}

std::string Hexadecimal(const std::vector<uint32_t>& words) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string reversed;
  for (uint32_t word : words) {
    for (int shift = 0; shift < 32; shift += 4) {
      reversed += kDigits[(word >> shift) & 15];
    }
  }
  while (reversed.back() == '0') {
    reversed.pop_back();
  }
  return "0x" + std::string(reversed.rbegin(), reversed.rend());
}

// Takes time in the square of the length, which kMaxBits bounds.
std::string Decimal(std::vector<uint32_t> words) {
  std::string reversed;
  while (!words.empty()) {
    uint64_t rest = 0;
    for (size_t i = words.size(); i > 0; --i) {
      uint64_t value = rest << 32 | words[i - 1];
      words[i - 1] = static_cast<uint32_t>(value / kBillion);
      rest = value % kBillion;
    }
    while (!words.empty() && words.back() == 0) {
      words.pop_back();
    }
    for (int i = 0; i < kDigitsOfBillion; ++i) {
      reversed += static_cast<char>('0' + rest % 10);
      rest /= 10;
    }
  }
  while (!reversed.empty() && reversed.back() == '0') {
    reversed.pop_back();
  }
  return reversed.empty() ? "0" : std::string(reversed.rbegin(), reversed.rend());
}

void AppendPowerOfTwoBase(std::string_view digits, unsigned bits_per_digit, std::string& out) {
  std::vector<uint32_t> words = ReadWords(digits, bits_per_digit);
  std::string decimal = words.size() * 32 <= kMaxBits + 31 ? Decimal(words) : "";
  bool is_shown = !decimal.empty() && decimal.size() <= kMaxDigits;
  out += is_shown ? decimal : Hexadecimal(words);
}

// The decimal exponent of a number that from_chars finds out of range: above zero for one that
// is too large, below for one that is too small.
bool IsTooLarge(std::string_view number) {
  size_t e = number.find_first_of("eE");
  std::string_view mantissa = number.substr(0, e);
  size_t first = mantissa.find_first_of("123456789");
  size_t point = std::min(mantissa.find('.'), mantissa.size());
  int64_t magnitude = static_cast<int64_t>(point) - static_cast<int64_t>(first);
  if (e == std::string_view::npos) {
    return magnitude > 0;
  }
  std::string_view exponent = number.substr(e + 1);
  bool is_negative = exponent.starts_with('-');
  if (exponent.starts_with('-') || exponent.starts_with('+')) {
    exponent.remove_prefix(1);
  }
  int64_t value = 0;
  auto [end, error] = std::from_chars(exponent.data(), exponent.data() + exponent.size(), value);
  if (error != std::errc()) {
    return !is_negative;
  }
  return magnitude + (is_negative ? -value : value) > 0;
}

double ReadDouble(std::string_view number) {
  double value = 0;
  auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
  if (error == std::errc::result_out_of_range) {
    return IsTooLarge(number) ? std::numeric_limits<double>::infinity() : 0;
  }
  return value;
}

// float_repr_style "short" (Python/pystrtod.c): an exponent from 1e16 on and below 1e-4.
void AppendDouble(double value, bool has_point, std::string& out) {
  if (value > std::numeric_limits<double>::max()) {
    out += "inf";
    return;
  }
  if (value == 0) {
    out += has_point ? "0.0" : "0";
    return;
  }
  std::array<char, 32> buffer{};
  char* end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                            std::chars_format::scientific)
                  .ptr;
  std::string_view text(buffer.data(), static_cast<size_t>(end - buffer.data()));
  size_t e = text.find('e');
  std::string digits(1, text[0]);
  if (e > 1) {
    digits += text.substr(2, e - 2);
  }
  std::string_view power = text.substr(e + (text[e + 1] == '+' ? 2 : 1));
  int exponent = 0;
  std::from_chars(power.data(), power.data() + power.size(), exponent);
  auto size = static_cast<int>(digits.size());
  if (exponent < -4 || exponent >= 16) {
    out += digits[0];
    if (size > 1) {
      out += '.';
      out.append(digits, 1);
    }
    out += text.substr(e);  // Two digits at least, and a sign, as in Python.
  } else if (exponent < 0) {
    out += "0.";
    out.append(static_cast<size_t>(-exponent - 1), '0');
    out += digits;
  } else {
    int num_whole = exponent + 1;
    out.append(digits, 0, static_cast<size_t>(std::min(size, num_whole)));
    if (size > num_whole) {
      out += '.';
      out.append(digits, static_cast<size_t>(num_whole));
    } else {
      out.append(static_cast<size_t>(num_whole - size), '0');
      out += has_point ? ".0" : "";
    }
  }
}

}  // namespace

void AppendNumberRepr(std::string_view literal, std::string& out) {
  std::string number = WithoutUnderscores(literal);
  if (number.size() > 1 && number[0] == '0') {
    std::string_view digits = std::string_view(number).substr(2);
    switch (number[1] | 0x20) {
      case 'x':
        return AppendPowerOfTwoBase(digits, 4, out);
      case 'o':
        return AppendPowerOfTwoBase(digits, 3, out);
      case 'b':
        return AppendPowerOfTwoBase(digits, 1, out);
      default:
        break;
    }
  }
  if ((number.back() | 0x20) == 'j') {
    number.pop_back();
    AppendDouble(ReadDouble(number), false, out);
    out += 'j';
  } else if (number.find_first_of(".eE") != std::string::npos) {
    AppendDouble(ReadDouble(number), true, out);
  } else {
    size_t first = std::min(number.find_first_not_of('0'), number.size() - 1);
    out.append(number, first);
  }
}

}  // namespace weft
