#pragma once

#include "base/encoding.h"
#include "base/utf8.h"

#include <optional>
#include <string>
#include <string_view>

namespace weft {

// What decoding gives: UTF-8, or why there is none.
struct DecodedText {
  std::string text;
  std::optional<DecodeError> error;
};

// Both for Latin1, Charmap and Multibyte. Decoding gives nothing where this system lacks the
// table for `encoding`; encoding, where `encoding` lacks a character of `text`.
std::optional<DecodedText> DecodeBytes(const Encoding& encoding, std::string_view bytes);
std::optional<std::string> EncodeText(const Encoding& encoding, std::string_view text);

}  // namespace weft
