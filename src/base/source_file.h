#pragma once

#include "base/line_column.h"
#include "base/line_table.h"
#include "base/span.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace weft {

class Diagnostics;
struct Encoding;

// One file of Python source. Every Span points into text().
//
// text() is UTF-8 without a byte order mark; a NUL byte follows it in memory. Encode() is the way
// back: for the unchanged text it returns the very bytes that were loaded.
class SourceFile {
 public:
  // Decodes `bytes` by byte order mark or PEP 263 cookie. Where that fails (unknown
  // encoding, undecodable bytes, an encoding that does not survive the round trip, a
  // NUL byte, 4 GiB or more) reports why; the file then has is_readable() == false,
  // an empty text and must be copied as bytes.
  static SourceFile Decode(std::string path, std::string bytes, Diagnostics& diagnostics);

  // UTF-8 text from memory, for tests and in-process use.
  static SourceFile FromText(std::string path, std::string text);

  const std::string& path() const { return path_; }
  std::string_view text() const { return is_readable_ ? Decoded() : ""; }
  std::string_view Slice(Span span) const { return text().substr(span.begin, span.length()); }
  const std::string& bytes() const { return bytes_; }
  bool is_readable() const { return is_readable_; }

  // Of text(). An unreadable file has bytes() instead, behind the byte order mark: the spans
  // of what Decode reports point there.
  const LineTable& lines() const;            // Built at first use; not thread-safe.
  LineColumn Locate(uint32_t offset) const;  // offset <= text().size()

  // The bytes of a file that holds `text` instead, in this file's encoding and with its
  // byte order mark. `text` differs from text() by ASCII insertions and deletions only.
  std::string Encode(std::string_view text) const;
  // The same for any text; nothing where the encoding does not have all of it.
  std::optional<std::string> TryEncode(std::string_view text) const;

 private:
  SourceFile(std::string path, std::string bytes)
      : path_(std::move(path)), bytes_(std::move(bytes)) {}
  bool ReadBytes(Diagnostics& diagnostics);
  bool Transcode(const Encoding& encoding, Span cookie, Diagnostics& diagnostics);
  std::string_view Body() const {
    return {bytes_.data() + bom_length_, bytes_.size() - bom_length_};
  }
  std::string_view Decoded() const { return encoding_ != nullptr ? decoded_ : Body(); }

  std::string path_;
  std::string bytes_;
  std::string decoded_;
  const Encoding* encoding_ = nullptr;  // Null while decoded_ is not used.
  uint8_t bom_length_ = 0;              // 0 or 3
  bool is_readable_ = true;
  mutable std::optional<LineTable> lines_;
};

}  // namespace weft
