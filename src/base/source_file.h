#pragma once

#include "base/span.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weft {

class Diagnostics;

// Maps byte offsets to lines. Built once per file; never changes. `\n`, `\r\n` and a
// lone `\r` each end a line, as in CPython's universal newlines.
class LineTable {
 public:
  explicit LineTable(std::string_view text);
  uint32_t LineOf(uint32_t offset) const;  // 1-based
  uint32_t StartOf(uint32_t line) const;   // offset of the first byte of a 1-based line
  uint32_t num_lines() const { return static_cast<uint32_t>(starts_.size()); }

 private:
  std::vector<uint32_t> starts_;
};

// One file of Python source. Every Span points into text().
//
// text() is UTF-8 without a byte order mark. Encode() is the way back: for the unchanged
// text it returns the very bytes that were loaded.
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
  std::string_view text() const { return is_transcoded() ? decoded_ : Utf8Bytes(); }
  std::string_view Slice(Span span) const { return text().substr(span.begin, span.length()); }
  const std::string& bytes() const { return bytes_; }
  bool is_readable() const { return is_readable_; }
  const LineTable& lines() const;            // Built at first use; not thread-safe.
  LineColumn Locate(uint32_t offset) const;  // offset <= text().size()

  // The bytes of a file that holds `text` instead, in this file's encoding and with its
  // byte order mark. `text` differs from text() by ASCII insertions and deletions only.
  std::string Encode(std::string_view text) const;

 private:
  bool is_transcoded() const { return !encoding_.empty(); }
  std::string_view Utf8Bytes() const { return std::string_view(bytes_).substr(has_bom_ ? 3 : 0); }

  std::string path_;
  std::string bytes_;
  std::string decoded_;
  std::string encoding_;  // iconv's name; empty for UTF-8.
  bool has_bom_ = false;
  bool is_readable_ = true;
  mutable std::optional<LineTable> lines_;
};

}  // namespace weft
