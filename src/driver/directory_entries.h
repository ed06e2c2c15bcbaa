#pragma once

#include <cstdint>
#include <string>
#include <system_error>
#include <vector>

namespace weft {

enum class EntryType : uint8_t { File, Directory, Link, Special, Vanished };

struct DirectoryEntry {
  std::string name;
  EntryType type;
};

// What the directory at `path` holds, in no particular order. After an error, what was
// listed before it. Asks the system about single entries only where the listing does not
// tell their type: an entry can be named even if its path is too long to be opened.
std::vector<DirectoryEntry> ListDirectory(const std::string& path, std::error_code& error);

}  // namespace weft
