#include "syntax/literal_text.h"

#include "base/utf8.h"
#include "syntax/characters.h"
#include "syntax/unicode_data.h"

#include <fmt/format.h>

namespace weft {
namespace {

constexpr size_t kEscapedCharacter = 10;  // `\UXXXXXXXX`
constexpr size_t kEscapedBackslash = 6;   // `\u005c`

bool IsOctal(char c) {
  return c >= '0' && c <= '7';
}

uint32_t HexValue(char c) {
  return static_cast<uint32_t>(IsDigit(c) ? c - '0' : (c | 0x20) - 'a' + 10);
}

// Appends `text` up to `end` from `at` on, with line breaks translated.
void AppendPlain(std::string_view text, std::string& value) {
  size_t begin = 0;
  for (;;) {
    size_t cr = text.find('\r', begin);
    value += text.substr(begin, cr - begin);
    if (cr == std::string_view::npos) {
      return;
    }
    value += '\n';
    begin = cr + 1;
    if (begin < text.size() && text[begin] == '\n') {
      ++begin;
    }
  }
}

// The offset in the text that CPython's codec sees of what stands at `offset` of `text`.
size_t CodecOffset(std::string_view text, size_t offset) {
  size_t result = 0;
  for (size_t i = 0; i < offset;) {
    char c = text[i];
    if (static_cast<uint8_t>(c) >= 0x80) {
      NextCodePoint(text, &i);
      result += kEscapedCharacter;
    } else if (c == '\r') {
      ++result;
      i += text.substr(i + 1).starts_with('\n') ? 2 : 1;
    } else if (c == '\\' && i + 1 < text.size()) {
      // The character behind a backslash begins nothing.
      bool is_ascii = static_cast<uint8_t>(text[i + 1]) < 0x80;
      result += is_ascii ? 1 : kEscapedBackslash;
      ++i;
      if (is_ascii && i < offset && text[i] != '\r') {
        ++result;
        ++i;
      }
    } else {
      ++result;
      ++i;
    }
  }
  return result;
}

// Reads the escapes of one piece of text.
class TextDecoder {
 public:
  TextDecoder(std::string_view text, PythonVersion python, std::string& value)
      : text_(text), python_(python), value_(value) {}

  std::optional<EscapeError> Run() {
    while (!error_) {
      size_t backslash = text_.find('\\', at_);
      AppendPlain(text_.substr(at_, backslash - at_), value_);
      if (backslash == std::string_view::npos) {
        break;
      }
      begin_ = backslash;
      at_ = backslash + 1;
      Escape();
    }
    return error_;
  }

 private:
  char Peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  void Escape() {
    if (at_ == text_.size()) {  // Only in front of a field: CPython doubles such a backslash.
      value_ += '\\';
      return;
    }
    char c = text_[at_];
    switch (c) {
      case '\r':
        at_ += text_.substr(at_ + 1).starts_with('\n') ? 2 : 1;
        return;
      case '\n':
        ++at_;
        return;
      case '\\':
      case '\'':
      case '"':
        return Put(c);
      case 'a':
        return Put('\a');
      case 'b':
        return Put('\b');
      case 'f':
        return Put('\f');
      case 'n':
        return Put('\n');
      case 'r':
        return Put('\r');
      case 't':
        return Put('\t');
      case 'v':
        return Put('\v');
      case 'x':
        return Hexadecimal(2, "truncated \\xXX escape");
      case 'u':
        return Hexadecimal(4, "truncated \\uXXXX escape");
      case 'U':
        return Hexadecimal(8, "truncated \\UXXXXXXXX escape");
      case 'N':
        return Name();
      default:
        if (IsOctal(c)) {
          return Octal();
        }
        value_ += '\\';  // And what follows, for itself.
    }
  }

  void Put(char c) {
    value_ += c;
    ++at_;
  }

  void Octal() {
    char32_t character = 0;
    for (int i = 0; i < 3 && IsOctal(Peek()); ++i) {
      character = character * 8 + static_cast<char32_t>(text_[at_++] - '0');
    }
    AppendUtf8(character, value_);
  }

  void Hexadecimal(int num_digits, std::string_view truncated) {
    ++at_;
    char32_t character = 0;
    for (int i = 0; i < num_digits; ++i) {
      if (!IsHexDigit(Peek())) {
        return Fail(truncated);
      }
      character = character << 4 | HexValue(text_[at_++]);
    }
    if (character > 0x10FFFF) {
      return Fail("illegal Unicode character");
    }
    AppendUtf8(character, value_);
  }

  void Name() {
    constexpr std::string_view kMalformed = "malformed \\N character escape";
    ++at_;
    if (Peek() != '{') {
      return Fail(kMalformed);
    }
    size_t begin = ++at_;
    size_t end = text_.find('}', begin);
    at_ = end;
    if (end == std::string_view::npos || end == begin) {
      at_ = end == begin ? end : text_.size();
      return Fail(kMalformed);
    }
    ++at_;
    std::optional<char32_t> character =
        FindCharacterByName(text_.substr(begin, end - begin), python_);
    if (!character) {
      return Fail("unknown Unicode character name");
    }
    AppendUtf8(*character, value_);
  }

  void Fail(std::string_view reason) {
    error_ = EscapeError{EscapeError::Type::Unicode, CodecOffset(text_, begin_),
                         CodecOffset(text_, at_) - 1, reason};
  }

  std::string_view text_;
  PythonVersion python_;
  std::string& value_;
  size_t begin_ = 0;  // Of the escape.
  size_t at_ = 0;
  std::optional<EscapeError> error_;
};

// The byte that a one-letter escape stands for, or -1.
int SimpleEscape(char c) {
  constexpr std::string_view kLetters = "\\'\"abfnrtv";
  constexpr std::string_view kBytes = "\\'\"\a\b\f\n\r\t\v";
  size_t i = kLetters.find(c);
  return i == std::string_view::npos ? -1 : kBytes[i];
}

}  // namespace

std::string EscapeError::Place() const {
  return first == last ? fmt::format("byte 0x5c in position {}", first)
                       : fmt::format("bytes in position {}-{}", first, last);
}

std::optional<EscapeError> DecodeText(std::string_view text, bool is_raw, PythonVersion python,
                                      std::string& value) {
  if (is_raw) {
    AppendPlain(text, value);
    return std::nullopt;
  }
  return TextDecoder(text, python, value).Run();
}

std::optional<EscapeError> DecodeBytes(std::string_view text, bool is_raw, std::string& value) {
  if (is_raw) {
    AppendPlain(text, value);
    return std::nullopt;
  }
  size_t num_dropped = 0;  // Carriage returns that CPython's text has not.
  for (size_t at = 0; at < text.size();) {
    size_t backslash = text.find('\\', at);
    std::string_view plain = text.substr(at, backslash - at);
    AppendPlain(plain, value);
    if (backslash == std::string_view::npos) {
      break;
    }
    for (size_t cr = plain.find("\r\n"); cr != std::string_view::npos;
         cr = plain.find("\r\n", cr + 1)) {
      ++num_dropped;
    }
    at = backslash + 1;
    char c = text[at];
    if (int byte = SimpleEscape(c); byte >= 0) {
      value += static_cast<char>(byte);
      ++at;
    } else if (IsOctal(c)) {
      int number = 0;
      for (int i = 0; i < 3 && at < text.size() && IsOctal(text[at]); ++i) {
        number = number * 8 + (text[at++] - '0');
      }
      value += static_cast<char>(number & 0xFF);
    } else if (c == 'x') {
      if (at + 2 >= text.size() || !IsHexDigit(text[at + 1]) || !IsHexDigit(text[at + 2])) {
        return EscapeError{EscapeError::Type::Bytes, backslash - num_dropped, 0, ""};
      }
      value += static_cast<char>(HexValue(text[at + 1]) * 16 + HexValue(text[at + 2]));
      at += 3;
    } else if (c == '\n') {
      ++at;
    } else if (c == '\r') {
      bool is_two = text.substr(at + 1).starts_with('\n');
      num_dropped += is_two ? 1 : 0;
      at += is_two ? 2 : 1;
    } else {
      value += '\\';
    }
  }
  return std::nullopt;
}

}  // namespace weft
