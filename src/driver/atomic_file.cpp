#include "driver/atomic_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <system_error>
#include <utility>
#include <vector>

namespace weft {
namespace {

constexpr size_t kBufferSize = 64 << 10;
constexpr uint32_t kPermissionBits = 07777;

// Fills `buffer` unless the file ends before. The number of bytes, or -1.
ssize_t ReadBlock(int fd, std::vector<char>& buffer) {
  size_t size = 0;
  while (size < buffer.size()) {
    ssize_t count = ::read(fd, buffer.data() + size, buffer.size() - size);
    if (count == 0) break;
    if (count > 0) {
      size += static_cast<size_t>(count);
    } else if (errno != EINTR) {
      return -1;
    }
  }
  return static_cast<ssize_t>(size);
}

bool HaveSameBytes(int a, int b) {
  struct stat status_a = {};
  struct stat status_b = {};
  if (::fstat(a, &status_a) != 0 || ::fstat(b, &status_b) != 0) return false;
  if (!S_ISREG(status_a.st_mode) || !S_ISREG(status_b.st_mode)) return false;
  if (status_a.st_size != status_b.st_size) return false;
  std::vector<char> buffer_a(kBufferSize);
  std::vector<char> buffer_b(kBufferSize);
  for (;;) {
    ssize_t size = ReadBlock(a, buffer_a);
    if (size < 0 || size != ReadBlock(b, buffer_b)) return false;
    if (size == 0) return true;
    if (std::memcmp(buffer_a.data(), buffer_b.data(), static_cast<size_t>(size)) != 0) return false;
  }
}

}  // namespace

AtomicFile::~AtomicFile() {
  if (fd_ >= 0) ::close(fd_);
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

bool AtomicFile::Fail() {
  error_ = std::generic_category().message(errno);
  return false;
}

bool AtomicFile::Open(const std::string& path, uint32_t mode) {
  path_ = path;
  mode_ = mode & kPermissionBits;
  buffer_.reserve(kBufferSize);
  if (IsDevice(path)) {
    fd_ = ::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY);
    return fd_ >= 0 || Fail();
  }
  std::string name = path.substr(0, path.rfind('/') + 1) + ".weft-XXXXXX";
  fd_ = ::mkostemp(name.data(), O_CLOEXEC);
  if (fd_ < 0) return Fail();
  temporary_ = std::move(name);
  return true;
}

bool AtomicFile::Write(std::string_view bytes) {
  if (!error_.empty()) return false;
  if (buffer_.size() + bytes.size() > kBufferSize && !Flush()) return false;
  buffer_ += bytes;
  return buffer_.size() < kBufferSize || Flush();
}

bool AtomicFile::Flush() {
  std::string_view rest = buffer_;
  while (!rest.empty()) {
    ssize_t count = ::write(fd_, rest.data(), rest.size());
    if (count >= 0) {
      rest.remove_prefix(static_cast<size_t>(count));
    } else if (errno != EINTR) {
      return Fail();
    }
  }
  buffer_.clear();
  return true;
}

bool AtomicFile::Commit() {
  if (!error_.empty() || !Flush()) return false;
  if (!temporary_.empty() && ::fchmod(fd_, mode_) != 0) return Fail();
  // A full disk or quota may show only when the file is closed.
  if (::close(std::exchange(fd_, -1)) != 0) return Fail();
  if (temporary_.empty()) return true;
  struct stat old = {};
  bool is_same = ::lstat(path_.c_str(), &old) == 0 && (old.st_mode & kPermissionBits) == mode_ &&
                 weft::HaveSameBytes(temporary_, path_);
  if (is_same) return true;
  if (::rename(temporary_.c_str(), path_.c_str()) != 0) return Fail();
  temporary_.clear();
  return true;
}

bool IsDevice(const std::string& path) {
  struct stat status = {};
  return ::stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode);
}

bool HaveSameBytes(const std::string& a, const std::string& b) {
  constexpr int kFlags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;
  int fd_a = ::open(a.c_str(), kFlags);
  int fd_b = ::open(b.c_str(), kFlags | O_NOFOLLOW);
  bool is_same = fd_a >= 0 && fd_b >= 0 && HaveSameBytes(fd_a, fd_b);
  if (fd_a >= 0) ::close(fd_a);
  if (fd_b >= 0) ::close(fd_b);
  return is_same;
}

uint32_t DefaultFileMode() {
  mode_t mask = ::umask(022);
  ::umask(mask);
  return 0666U & ~static_cast<uint32_t>(mask);
}

}  // namespace weft
