#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace weft {

// A file written piece by piece that appears under its name only once it is complete, as
// with AtomicWriteFile(). A device or pipe under that name is written to directly.
//
// Each step returns false after a failure; error() then says what it was.
class AtomicFile {
 public:
  AtomicFile() = default;
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;
  ~AtomicFile();  // Discards what was not committed.

  bool Open(const std::string& path, uint32_t mode);
  bool Write(std::string_view bytes);
  bool Commit();  // Leaves an existing file with the same content and mode untouched.

  const std::string& error() const { return error_; }

 private:
  bool Fail();
  bool Flush();

  std::string path_;
  std::string temporary_;  // Empty for a device.
  std::string buffer_;
  std::string error_;
  uint32_t mode_ = 0;
  int fd_ = -1;
};

// True if something else than a file, directory or link to one stands at `path`.
bool IsDevice(const std::string& path);

// True if both are regular files, `b` no link to one, with the same bytes.
bool HaveSameBytes(const std::string& a, const std::string& b);

// Permission bits of a file that nobody asked anything special of. Not thread-safe.
uint32_t DefaultFileMode();

}  // namespace weft
