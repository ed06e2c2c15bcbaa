#include "driver/directory_entries.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <memory>

namespace weft {
namespace {

struct CloseDirectory {
  void operator()(DIR* directory) const { ::closedir(directory); }
};

EntryType TypeByMode(mode_t mode) {
  if (S_ISREG(mode)) return EntryType::File;
  if (S_ISDIR(mode)) return EntryType::Directory;
  return S_ISLNK(mode) ? EntryType::Link : EntryType::Special;
}

EntryType TypeOf(DIR* directory, const dirent& entry) {
  switch (entry.d_type) {
    case DT_REG:
      return EntryType::File;
    case DT_DIR:
      return EntryType::Directory;
    case DT_LNK:
      return EntryType::Link;
    case DT_UNKNOWN:
      break;
    default:
      return EntryType::Special;
  }
  struct stat status;
  int result = ::fstatat(::dirfd(directory), entry.d_name, &status, AT_SYMLINK_NOFOLLOW);
  return result == 0 ? TypeByMode(status.st_mode) : EntryType::Vanished;
}

}  // namespace

std::vector<DirectoryEntry> ListDirectory(const std::string& path, std::error_code& error) {
  error.clear();
  std::vector<DirectoryEntry> entries;
  std::unique_ptr<DIR, CloseDirectory> directory(::opendir(path.c_str()));
  if (directory == nullptr) {
    error.assign(errno, std::generic_category());
    return entries;
  }
  for (;;) {
    errno = 0;  // Tells an error from the end.
    const dirent* entry = ::readdir(directory.get());
    if (entry == nullptr) break;
    std::string name = entry->d_name;
    if (name == "." || name == "..") continue;
    entries.push_back({std::move(name), TypeOf(directory.get(), *entry)});
  }
  if (errno != 0) error.assign(errno, std::generic_category());
  return entries;
}

}  // namespace weft
