#include "base/file_io.h"

#include "base/descriptor.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace weft {
namespace {

std::string KindOfFile(mode_t mode) {
  switch (mode & S_IFMT) {
    case S_IFDIR:
      return "is a directory";
    case S_IFIFO:
      return "is a named pipe, not a regular file";
    case S_IFSOCK:
      return "is a socket, not a regular file";
    default:
      return "is a device, not a regular file";
  }
}

// Reads to the end, whatever size the file was announced to have. 0, or an errno.
int ReadAll(int fd, size_t expected_size, std::string& bytes) {
  // One byte more than expected, so that the end shows without another allocation.
  bytes.resize(expected_size + 1);
  size_t size = 0;
  for (;;) {
    if (size == bytes.size()) {
      bytes.resize(std::max<size_t>(2 * size, 4096));
    }
    ssize_t count = ::read(fd, bytes.data() + size, bytes.size() - size);
    if (count == 0) {
      bytes.resize(size);
      return 0;
    }
    if (count > 0) {
      size += static_cast<size_t>(count);
    } else if (errno != EINTR) {
      return errno;
    }
  }
}

}  // namespace

ReadResult ReadFile(const std::string& path) {
  ReadResult result;
  // Without O_NONBLOCK, a named pipe would keep us waiting for a writer.
  Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  struct stat status = {};
  if (!file.is_open() || ::fstat(file.get(), &status) != 0) {
    result.error = ErrnoText(errno);
    return result;
  }
  if (!S_ISREG(status.st_mode)) {
    result.error = KindOfFile(status.st_mode);
    return result;
  }
  result.mode = status.st_mode & kPermissionBits;
  int error = ReadAll(file.get(), static_cast<size_t>(status.st_size), result.bytes);
  if (error != 0) {
    result.bytes.clear();
    result.error = ErrnoText(error);
  }
  return result;
}

}  // namespace weft
