#pragma once

#include "base/descriptor.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace weft {

// A file written piece by piece that appears under its name by rename, once it is complete:
// a reader sees the old one or the whole new one. A symbolic link under that name is
// replaced, not followed. Not synced to the disk.
//
// Each step returns false after a failure; error() then says what it was, in the system's
// words.
class AtomicFile {
 public:
  AtomicFile() = default;
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;
  ~AtomicFile();  // Discards what was not committed.

  bool Open(const std::string& path, uint32_t mode);
  // The same for a path that somebody named: a device or pipe there is written to directly.
  bool OpenNamed(const std::string& path, uint32_t mode);
  bool Write(std::string_view bytes);
  bool Commit();  // Leaves an existing file with the same content and mode untouched.

  const std::string& error() const { return error_; }

 private:
  bool Fail();
  bool Flush();
  bool WriteThrough(std::string_view bytes);

  std::string path_;
  std::string temporary_;  // Empty for a device.
  std::string buffer_;
  std::string error_;
  uint32_t mode_ = 0;
  Descriptor file_;
};

// Makes `path` a file of these bytes and permission bits, or leaves everything as it was and
// says why.
std::optional<std::string> AtomicWriteFile(const std::string& path, std::string_view bytes,
                                           uint32_t mode);

// True if something else than a file, directory or link to one stands at `path`.
bool IsDevice(const std::string& path);

// True if both are regular files, `b` no link to one, with the same bytes.
bool HaveSameBytes(const std::string& a, const std::string& b);

// Permission bits of a file that nobody asked anything special of. Not thread-safe.
uint32_t DefaultFileMode();

}  // namespace weft
