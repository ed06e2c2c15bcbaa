#include "driver/directory_entries.h"

#include <filesystem>

namespace weft {
namespace {

namespace fs = std::filesystem;

EntryType TypeOf(const fs::directory_entry& entry) {
  std::error_code error;
  if (entry.is_symlink(error)) return EntryType::Link;
  if (entry.is_directory(error)) return EntryType::Directory;
  if (entry.is_regular_file(error)) return EntryType::File;
  return error ? EntryType::Vanished : EntryType::Special;
}

}  // namespace

std::vector<DirectoryEntry> ListDirectory(const std::string& path, std::error_code& error) {
  std::vector<DirectoryEntry> entries;
  fs::directory_iterator at(path, error);
  while (!error && at != fs::directory_iterator()) {
    entries.push_back({at->path().filename().string(), TypeOf(*at)});
    at.increment(error);
  }
  return entries;
}

}  // namespace weft
