#include "base/file_io.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>

namespace weft {
namespace {

constexpr uint32_t kPermissionBits = 07777;

// Unlike strerror: no locale, and safe in threads.
std::string ErrnoText(int error) {
  const char* text = ::strerrordesc_np(error);
  return text != nullptr ? text : "error " + std::to_string(error);
}

// Owns a file descriptor.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { Close(); }

  int get() const { return fd_; }
  bool is_open() const { return fd_ >= 0; }
  bool Close() { return fd_ < 0 || ::close(std::exchange(fd_, -1)) == 0; }

 private:
  int fd_;
};

// Removes a file when it goes out of scope, unless it was kept.
class TemporaryFile {
 public:
  explicit TemporaryFile(std::string path) : path_(std::move(path)) {}
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile() {
    if (!path_.empty()) {
      ::unlink(path_.c_str());
    }
  }

  const std::string& path() const { return path_; }
  void Keep() { path_.clear(); }

 private:
  std::string path_;
};

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

int WriteAll(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    ssize_t count = ::write(fd, bytes.data(), bytes.size());
    if (count > 0) {
      bytes.remove_prefix(static_cast<size_t>(count));
    } else if (count == 0) {
      return EIO;
    } else if (errno != EINTR) {
      return errno;
    }
  }
  return 0;
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

std::optional<std::string> AtomicWriteFile(const std::string& path, std::string_view bytes,
                                           uint32_t mode) {
  // In the same directory, hence in the same file system. The name does not grow with the
  // target's, which may be as long as the system allows.
  std::string name = path.substr(0, path.rfind('/') + 1) + ".weft-XXXXXX";
  Descriptor file(::mkostemp(name.data(), O_CLOEXEC));
  if (!file.is_open()) {
    return ErrnoText(errno);
  }
  TemporaryFile temporary(std::move(name));
  if (int error = WriteAll(file.get(), bytes); error != 0) {
    return ErrnoText(error);
  }
  // A full disk or quota may show only when the file is closed.
  if (::fchmod(file.get(), mode & kPermissionBits) != 0 || !file.Close() ||
      ::rename(temporary.path().c_str(), path.c_str()) != 0) {
    return ErrnoText(errno);
  }
  temporary.Keep();
  return std::nullopt;
}

}  // namespace weft
