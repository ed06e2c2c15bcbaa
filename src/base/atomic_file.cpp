#include "base/atomic_file.h"

#include "base/file_io.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>
#include <vector>

namespace weft {
namespace {

constexpr size_t kBufferSize = 64 << 10;

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
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

bool AtomicFile::Fail() {
  error_ = ErrnoText(errno);
  return false;
}

bool AtomicFile::Open(const std::string& path, uint32_t mode) {
  path_ = path;
  mode_ = mode & kPermissionBits;
  // In the same directory, hence in the same file system. The name does not grow with the
  // target's, which may be as long as the system allows.
  std::string name = path.substr(0, path.rfind('/') + 1) + ".weft-XXXXXX";
  file_.Reset(::mkostemp(name.data(), O_CLOEXEC));
  if (!file_.is_open()) return Fail();
  temporary_ = std::move(name);
  return true;
}

bool AtomicFile::OpenNamed(const std::string& path, uint32_t mode) {
  if (!IsDevice(path)) return Open(path, mode);
  file_.Reset(::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY));
  return file_.is_open() || Fail();
}

bool AtomicFile::Write(std::string_view bytes) {
  if (!error_.empty()) return false;
  if (buffer_.size() + bytes.size() > kBufferSize && !Flush()) return false;
  if (bytes.size() > kBufferSize) return WriteThrough(bytes);
  buffer_ += bytes;
  return true;
}

bool AtomicFile::Flush() {
  bool is_written = WriteThrough(buffer_);
  buffer_.clear();
  return is_written;
}

bool AtomicFile::WriteThrough(std::string_view bytes) {
  while (!bytes.empty()) {
    ssize_t count = ::write(file_.get(), bytes.data(), bytes.size());
    if (count > 0) {
      bytes.remove_prefix(static_cast<size_t>(count));
      continue;
    }
    if (count < 0 && errno == EINTR) continue;
    if (count == 0) errno = EIO;
    return Fail();
  }
  return true;
}

bool AtomicFile::Commit() {
  if (!error_.empty() || !Flush()) return false;
  if (!temporary_.empty() && ::fchmod(file_.get(), mode_) != 0) return Fail();
  // A full disk or quota may show only when the file is closed.
  if (!file_.Close()) return Fail();
  if (temporary_.empty()) return true;
  struct stat old = {};
  bool is_same = ::lstat(path_.c_str(), &old) == 0 && (old.st_mode & kPermissionBits) == mode_ &&
                 weft::HaveSameBytes(temporary_, path_);
  if (is_same) return true;
  if (::rename(temporary_.c_str(), path_.c_str()) != 0) return Fail();
  temporary_.clear();
  return true;
}

std::optional<std::string> AtomicWriteFile(const std::string& path, std::string_view bytes,
                                           uint32_t mode) {
  AtomicFile file;
  bool is_done = file.Open(path, mode) && file.Write(bytes) && file.Commit();
  return is_done ? std::nullopt : std::optional(file.error());
}

bool IsDevice(const std::string& path) {
  struct stat status = {};
  return ::stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode);
}

bool HaveSameBytes(const std::string& a, const std::string& b) {
  constexpr int kFlags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;
  Descriptor file_a(::open(a.c_str(), kFlags));
  Descriptor file_b(::open(b.c_str(), kFlags | O_NOFOLLOW));
  return file_a.is_open() && file_b.is_open() && HaveSameBytes(file_a.get(), file_b.get());
}

uint32_t DefaultFileMode() {
  mode_t mask = ::umask(022);
  ::umask(mask);
  return 0666U & ~static_cast<uint32_t>(mask);
}

}  // namespace weft
