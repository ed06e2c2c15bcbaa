#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace weft {

inline constexpr uint32_t kPermissionBits = 07777;

// A regular file's content, or why there is none.
struct ReadResult {
  std::string bytes;
  uint32_t mode = 0;                 // Permission bits, as chmod takes them.
  std::optional<std::string> error;  // In the system's words: "No such file or directory".
};

// Reads a regular file. Anything else (directory, named pipe, socket, device) is refused
// and never waited for.
ReadResult ReadFile(const std::string& path);

}  // namespace weft
