#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace weft {

// A regular file's content, or why there is none.
struct ReadResult {
  std::string bytes;
  uint32_t mode = 0;                 // Permission bits, as chmod takes them.
  std::optional<std::string> error;  // In the system's words: "No such file or directory".
};

// Reads a regular file. Anything else (directory, named pipe, socket, device) is refused
// and never waited for.
ReadResult ReadFile(const std::string& path);

// Makes `path` a file of these bytes and permission bits, or leaves everything as it was and
// says why. The file appears by rename: a reader sees the old one or the whole new one. A
// symbolic link at `path` is replaced, not followed. Not synced to the disk.
std::optional<std::string> AtomicWriteFile(const std::string& path, std::string_view bytes,
                                           uint32_t mode);

}  // namespace weft
