#include "base/utf8.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace weft {
namespace {

constexpr uint64_t kHighBits = 0x8080808080808080;

uint64_t LoadWord(const char* at) {
  uint64_t word = 0;
  std::memcpy(&word, at, sizeof(word));
  return word;
}

constexpr bool Continues(uint8_t byte) {
  return (byte & 0xC0) == 0x80;
}

// What may follow the first byte of a sequence of two to four bytes.
struct Lead {
  size_t length;
  uint8_t second_min;
  uint8_t second_max;
};

// Length 0 for a byte that begins nothing.
constexpr Lead LeadOf(uint8_t first) {
  if (first < 0xC2 || first > 0xF4) {
    return {0, 0, 0};
  }
  if (first < 0xE0) {
    return {2, 0x80, 0xBF};
  }
  if (first < 0xF0) {  // Neither overlong (E0) nor a surrogate (ED).
    return {3, static_cast<uint8_t>(first == 0xE0 ? 0xA0 : 0x80),
            static_cast<uint8_t>(first == 0xED ? 0x9F : 0xBF)};
  }
  return {4, static_cast<uint8_t>(first == 0xF0 ? 0x90 : 0x80),
          static_cast<uint8_t>(first == 0xF4 ? 0x8F : 0xBF)};
}

// The end of the sequence of several bytes at `begin`, or what is wrong with it.
std::optional<DecodeError> CheckSequence(std::string_view bytes, size_t begin, size_t* end) {
  auto byte = [&](size_t i) { return static_cast<uint8_t>(bytes[begin + i]); };
  auto error = [&](size_t length, std::string_view reason) {
    return DecodeError{
        {static_cast<uint32_t>(begin), static_cast<uint32_t>(begin + length)}, "utf-8", reason};
  };
  Lead lead = LeadOf(byte(0));
  if (lead.length == 0) {
    return error(1, "invalid start byte");
  }
  size_t available = bytes.size() - begin;
  for (size_t i = 1; i < lead.length; ++i) {
    if (i == available) {
      return error(available, "unexpected end of data");
    }
    bool is_valid =
        i == 1 ? byte(1) >= lead.second_min && byte(1) <= lead.second_max : Continues(byte(i));
    if (!is_valid) {
      return error(i, "invalid continuation byte");
    }
  }
  *end = begin + lead.length;
  return std::nullopt;
}

}  // namespace

size_t AsciiPrefixLength(std::string_view bytes) {
  const char* begin = bytes.data();
  const char* end = begin + bytes.size();
  const char* at = begin;
  // Four words at a time: the loads overlap, and one branch decides for all of them.
  while (end - at >= 32) {
    uint64_t all = LoadWord(at) | LoadWord(at + 8) | LoadWord(at + 16) | LoadWord(at + 24);
    if ((all & kHighBits) != 0) {
      break;
    }
    at += 32;
  }
  while (at != end && static_cast<uint8_t>(*at) < 0x80) {
    ++at;
  }
  return at - begin;
}

std::optional<DecodeError> FindInvalidAscii(std::string_view bytes) {
  size_t length = AsciiPrefixLength(bytes);
  if (length == bytes.size()) {
    return std::nullopt;
  }
  auto begin = static_cast<uint32_t>(length);
  return DecodeError{{begin, begin + 1}, "ascii", "ordinal not in range(128)"};
}

std::optional<DecodeError> FindInvalidUtf8(std::string_view bytes) {
  size_t at = 0;
  for (;;) {
    at += AsciiPrefixLength(bytes.substr(at));
    // Text that is not ASCII tends to stay so for a while.
    while (at != bytes.size() && static_cast<uint8_t>(bytes[at]) >= 0x80) {
      if (std::optional<DecodeError> error = CheckSequence(bytes, at, &at)) {
        return error;
      }
    }
    if (at == bytes.size()) {
      return std::nullopt;
    }
  }
}

void AppendUtf8(char32_t code_point, std::string& text) {
  auto append = [&](char32_t byte) { text.push_back(static_cast<char>(byte)); };
  if (code_point < 0x80) {
    append(code_point);
    return;
  }
  if (code_point < 0x800) {
    append(0xC0 | (code_point >> 6));
  } else {
    if (code_point < 0x10000) {
      append(0xE0 | (code_point >> 12));
    } else {
      append(0xF0 | (code_point >> 18));
      append(0x80 | ((code_point >> 12) & 0x3F));
    }
    append(0x80 | ((code_point >> 6) & 0x3F));
  }
  append(0x80 | (code_point & 0x3F));
}

char32_t NextCodePoint(std::string_view text, size_t* offset) {
  auto first = static_cast<uint8_t>(text[(*offset)++]);
  if (first < 0x80) {
    return first;
  }
  int num_more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1;
  char32_t code_point = first & (0x3F >> num_more);
  for (; num_more > 0; --num_more) {
    code_point = (code_point << 6) | (static_cast<uint8_t>(text[(*offset)++]) & 0x3F);
  }
  return code_point;
}

size_t CountCodePoints(std::string_view text) {
  return std::count_if(text.begin(), text.end(),
                       [](char c) { return !Continues(static_cast<uint8_t>(c)); });
}

}  // namespace weft
