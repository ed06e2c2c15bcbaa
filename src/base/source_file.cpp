#include "base/source_file.h"

#include "base/assert.h"
#include "base/cookie.h"
#include "base/diagnostics.h"
#include "base/encoding.h"
#include "base/transcode.h"
#include "base/utf8.h"

namespace weft {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// The middle of a UnicodeDecodeError's message. CPython decodes behind its newline
// translation, which makes one byte of `\r\n`.
std::string Place(const DecodeError& error, std::string_view bytes) {
  uint32_t begin = error.span.begin;
  std::string_view before = bytes.substr(0, begin);
  for (size_t at = 0; (at = before.find("\r\n", at)) != std::string_view::npos; ++at) {
    --begin;
  }
  if (error.span.length() == 1) {
    auto byte = static_cast<uint8_t>(bytes[error.span.begin]);
    return fmt::format("byte 0x{:02x} in position {}", byte, begin);
  }
  return fmt::format("bytes in position {}-{}", begin, begin + error.span.length() - 1);
}

// True where there is no error.
bool IsDecodable(const std::optional<DecodeError>& error, std::string_view bytes,
                 Diagnostics& diagnostics) {
  if (error) {
    diagnostics.Report<DiagnosticId::UndecodableByte>(error->span, error->codec,
                                                      Place(*error, bytes), error->reason);
  }
  return !error;
}

}  // namespace

SourceFile SourceFile::Decode(std::string path, std::string bytes, Diagnostics& diagnostics) {
  SourceFile file(std::move(path), std::move(bytes));
  file.is_readable_ = file.ReadBytes(diagnostics);
  return file;
}

SourceFile SourceFile::FromText(std::string path, std::string text) {
  WEFT_ASSERT(text.size() < UINT32_MAX, "text in memory is smaller than 4 GiB");
  return {std::move(path), std::move(text)};
}

// Sets bom_length_, encoding_ and decoded_; false where the file is not readable. Asks in
// CPython's order: compile() looks for NUL bytes before anything else.
bool SourceFile::ReadBytes(Diagnostics& diagnostics) {
  if (bytes_.size() >= UINT32_MAX) {
    diagnostics.Report<DiagnosticId::FileTooLarge>({0, 0}, bytes_.size());
    return false;
  }
  bom_length_ = bytes_.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
  std::string_view body = Body();
  if (size_t nul = body.find('\0'); nul != std::string_view::npos) {
    auto begin = static_cast<uint32_t>(nul);
    diagnostics.Report<DiagnosticId::NullByte>({begin, begin + 1});
    return false;
  }
  std::optional<Cookie> cookie = FindCookie(body);
  if (!cookie || cookie->encoding == "utf-8") {
    if (std::optional<DecodeError> error = FindInvalidUtf8(body)) {
      diagnostics.Report<DiagnosticId::UndecodableUtf8>(error->span, Place(*error, body),
                                                        error->reason);
      return false;
    }
    return true;
  }
  if (bom_length_ != 0) {
    diagnostics.Report<DiagnosticId::EncodingMismatch>(cookie->span, cookie->encoding);
    return false;
  }
  const Encoding* encoding = FindEncoding(cookie->encoding);
  if (encoding == nullptr) {
    diagnostics.Report<DiagnosticId::UnknownEncoding>(cookie->span, cookie->encoding);
    return false;
  }
  switch (encoding->codec) {
    case Codec::Utf8:
      return IsDecodable(FindInvalidUtf8(body), body, diagnostics);
    case Codec::Ascii:
      return IsDecodable(FindInvalidAscii(body), body, diagnostics);
    case Codec::Latin1:
    case Codec::Charmap:
    case Codec::Multibyte:
      return Transcode(*encoding, cookie->span, diagnostics);
    case Codec::Unsupported:
      break;
  }
  diagnostics.Report<DiagnosticId::UnsupportedEncoding>(cookie->span, cookie->encoding);
  return false;
}

bool SourceFile::Transcode(const Encoding& encoding, Span cookie, Diagnostics& diagnostics) {
  std::optional<DecodedText> decoded = DecodeBytes(encoding, Body());
  if (!decoded) {
    diagnostics.Report<DiagnosticId::UnsupportedEncoding>(cookie, encoding.name);
    return false;
  }
  if (!IsDecodable(decoded->error, Body(), diagnostics)) {
    return false;
  }
  if (decoded->text.size() >= UINT32_MAX) {
    diagnostics.Report<DiagnosticId::FileTooLarge>({0, 0}, decoded->text.size());
    return false;
  }
  if (EncodeText(encoding, decoded->text) != bytes_) {
    diagnostics.Report<DiagnosticId::EncodingNotReversible>(cookie, encoding.name);
    return false;
  }
  encoding_ = &encoding;
  decoded_ = std::move(decoded->text);
  return true;
}

const LineTable& SourceFile::lines() const {
  if (!lines_) {
    lines_.emplace(Decoded());
  }
  return *lines_;
}

LineColumn SourceFile::Locate(uint32_t offset) const {
  uint32_t line = lines().LineOf(offset);
  uint32_t start = lines().StartOf(line);
  auto column = CountCodePoints(Decoded().substr(start, offset - start));
  return {line, static_cast<uint32_t>(column) + 1};
}

std::string SourceFile::Encode(std::string_view text) const {
  std::optional<std::string> bytes = TryEncode(text);
  WEFT_ASSERT(bytes, "edits insert ASCII only");
  return *std::move(bytes);
}

std::optional<std::string> SourceFile::TryEncode(std::string_view text) const {
  if (encoding_ != nullptr) return EncodeText(*encoding_, text);
  std::string bytes;
  bytes.reserve(text.size() + kByteOrderMark.size());
  bytes.append(kByteOrderMark.substr(0, bom_length_)).append(text);
  return bytes;
}

}  // namespace weft
