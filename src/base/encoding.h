#pragma once

#include <cstdint>
#include <string_view>

namespace weft {

// How the bytes of an encoding become characters.
enum class Codec : uint8_t { Ascii, Latin1, Utf8, Charmap, Multibyte, Unsupported };

// One module of Python's package `encodings`. All of its views are string literals.
struct Encoding {
  std::string_view name;  // "cp1252"
  Codec codec;
  std::string_view iconv_name;  // For Charmap and Multibyte.
  std::string_view aliases;     // Of encodings/aliases.py, one blank apart.
};

// Looks `name` up as Python's codecs.lookup does. Null where Python has no such encoding.
const Encoding* FindEncoding(std::string_view name);

}  // namespace weft
