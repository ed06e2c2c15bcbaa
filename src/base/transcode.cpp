#include "base/transcode.h"

#include <iconv.h>

#include <algorithm>
#include <cerrno>
#include <span>
#include <utility>

namespace weft {
namespace {

// Where glibc's table has another character than Python's.
struct Substitution {
  std::string_view encoding;  // Rows of one encoding are neighbours.
  char32_t python;
  char32_t glibc;
};
constexpr Substitution kSubstitutions[] = {
    {"johab", U'\\', U'\u20A9'},         {"mac_cyrillic", U'\u20AC', U'\u00A4'},
    {"mac_roman", U'\u2206', U'\u0394'}, {"mac_roman", U'\uF8FF', U'\uE01E'},
    {"shift_jis", U'\\', U'\u00A5'},     {"shift_jis", U'~', U'\u203E'},
};

std::span<const Substitution> SubstitutionsOf(const Encoding& encoding) {
  auto is_other = [&](const Substitution& row) { return row.encoding != encoding.name; };
  const Substitution* end = std::end(kSubstitutions);
  const Substitution* first = std::find_if_not(std::begin(kSubstitutions), end, is_other);
  return {first, std::find_if(first, end, is_other)};
}

// A conversion of glibc's. Not copyable: it is a state machine.
class Converter {
 public:
  Converter(std::string_view to, std::string_view from)
      : handle_(iconv_open(std::string(to).c_str(), std::string(from).c_str())) {}
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;
  ~Converter() {
    if (is_open()) {
      iconv_close(handle_);
    }
  }

  bool is_open() const { return reinterpret_cast<intptr_t>(handle_) != -1; }

  struct Result {
    size_t num_read;
    int error;  // Of errno; 0 where all was read.
  };

  // Appends what `bytes` become to `output`, in units of `Char`. iconv asks for bytes that it
  // could change, but leaves them alone.
  template <typename Char>
  Result Run(std::span<char> bytes, std::basic_string<Char>& output) {
    char* input = bytes.data();
    size_t input_left = bytes.size();
    Char buffer[1024];
    // The last round flushes what the state machine still holds.
    for (bool is_last = false;;) {
      char* to = reinterpret_cast<char*>(buffer);
      size_t to_left = sizeof(buffer);
      size_t status = is_last ? iconv(handle_, nullptr, nullptr, &to, &to_left)
                              : iconv(handle_, &input, &input_left, &to, &to_left);
      int error = status == static_cast<size_t>(-1) ? errno : 0;
      output.append(buffer, (sizeof(buffer) - to_left) / sizeof(Char));
      if (error == 0 && std::exchange(is_last, true)) {
        return {bytes.size(), 0};
      }
      if (error != 0 && error != E2BIG) {
        return {bytes.size() - input_left, error};
      }
    }
  }

 private:
  iconv_t handle_;
};

DecodeError ErrorAt(const Encoding& encoding, size_t offset) {
  auto begin = static_cast<uint32_t>(offset);
  if (encoding.codec == Codec::Charmap) {
    return {{begin, begin + 1}, "charmap", "character maps to <undefined>"};
  }
  return {{begin, begin + 1}, encoding.name, "illegal multibyte sequence"};
}

// glibc lets single bytes pass that are no characters in Python's multi-byte codecs.
bool IsForGlibcOnly(const Encoding& encoding, char32_t c) {
  if (encoding.codec != Codec::Multibyte || encoding.name == "gb18030") {
    return false;
  }
  return (c >= 0x80 && c <= 0x9F) || (c == U'\u20AC' && encoding.name == "gbk");
}

std::optional<DecodedText> DecodeThroughIconv(const Encoding& encoding, std::string_view bytes) {
  // glibc's own form of text, one unit for each character.
  Converter converter("WCHAR_T", encoding.iconv_name);
  static_assert(sizeof(wchar_t) == sizeof(char32_t));
  if (!converter.is_open()) {
    return std::nullopt;
  }
  std::wstring wide;
  wide.reserve(bytes.size() + 1);
  std::string copy(bytes);
  Converter::Result result = converter.Run(copy, wide);
  DecodedText decoded;
  decoded.text.reserve(bytes.size() * 2);
  std::span<const Substitution> substitutions = SubstitutionsOf(encoding);
  for (wchar_t c : wide) {
    auto code_point = static_cast<char32_t>(c);
    if (IsForGlibcOnly(encoding, code_point)) {
      std::optional<std::string> before = EncodeText(encoding, decoded.text);
      return DecodedText{"", ErrorAt(encoding, before ? before->size() : 0)};
    }
    for (const Substitution& row : substitutions) {
      if (row.glibc == code_point) {
        code_point = row.python;
        break;
      }
    }
    AppendUtf8(code_point, decoded.text);
  }
  if (result.error != 0) {
    return DecodedText{"", ErrorAt(encoding, result.num_read)};
  }
  return decoded;
}

std::optional<std::string> EncodeThroughIconv(const Encoding& encoding, std::string_view text) {
  Converter converter(encoding.iconv_name, "WCHAR_T");
  if (!converter.is_open()) {
    return std::nullopt;
  }
  std::wstring wide;
  wide.reserve(text.size());
  std::span<const Substitution> substitutions = SubstitutionsOf(encoding);
  for (size_t at = 0; at < text.size();) {
    char32_t code_point = NextCodePoint(text, &at);
    for (const Substitution& row : substitutions) {
      if (row.python == code_point) {
        code_point = row.glibc;
        break;
      }
    }
    wide.push_back(static_cast<wchar_t>(code_point));
  }
  std::string bytes;
  bytes.reserve(text.size() + 16);
  std::span<char> input(reinterpret_cast<char*>(wide.data()), wide.size() * sizeof(wchar_t));
  if (converter.Run(input, bytes).error != 0) {
    return std::nullopt;
  }
  return bytes;
}

DecodedText DecodeLatin1(std::string_view bytes) {
  DecodedText decoded;
  decoded.text.reserve(bytes.size() + bytes.size() / 8);
  for (char c : bytes) {
    AppendUtf8(static_cast<uint8_t>(c), decoded.text);
  }
  return decoded;
}

std::optional<std::string> EncodeLatin1(std::string_view text) {
  std::string bytes;
  bytes.reserve(text.size());
  for (size_t at = 0; at < text.size();) {
    char32_t c = NextCodePoint(text, &at);
    if (c > 0xFF) {
      return std::nullopt;
    }
    bytes.push_back(static_cast<char>(c));
  }
  return bytes;
}

}  // namespace

std::optional<DecodedText> DecodeBytes(const Encoding& encoding, std::string_view bytes) {
  switch (encoding.codec) {
    case Codec::Latin1:
      return DecodeLatin1(bytes);
    case Codec::Charmap:
    case Codec::Multibyte:
      return DecodeThroughIconv(encoding, bytes);
    case Codec::Ascii:
    case Codec::Utf8:
    case Codec::Unsupported:
      break;
  }
  return std::nullopt;
}

std::optional<std::string> EncodeText(const Encoding& encoding, std::string_view text) {
  switch (encoding.codec) {
    case Codec::Latin1:
      return EncodeLatin1(text);
    case Codec::Charmap:
    case Codec::Multibyte:
      return EncodeThroughIconv(encoding, text);
    case Codec::Ascii:
    case Codec::Utf8:
    case Codec::Unsupported:
      break;
  }
  return std::nullopt;
}

}  // namespace weft
