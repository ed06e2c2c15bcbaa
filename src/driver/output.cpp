#include "driver/output.h"

#include "base/atomic_file.h"
#include "base/descriptor.h"
#include "base/file_io.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <functional>
#include <optional>
#include <vector>

#include <fmt/format.h>

namespace weft {
namespace {

namespace fs = std::filesystem;

constexpr size_t kCopyBlock = 64 << 10;

bool Fail(const std::string& path, std::string error, Problems& problems) {
  problems.Report<ProblemId::CannotWrite>(path, ErrorText(std::move(error)));
  return false;
}

bool Fail(const std::string& path, int error, Problems& problems) {
  return Fail(path, ErrnoText(error), problems);
}

// Gives a file that has the right bytes already the right mode.
bool SetMode(const std::string& path, uint32_t old_mode, uint32_t mode, Problems& problems) {
  if (old_mode == mode || ::chmod(path.c_str(), mode) == 0) return true;
  return Fail(path, errno, problems);
}

// The mode of the regular file at `path`; nothing where there is none.
std::optional<uint32_t> ModeOf(const std::string& path, size_t size) {
  struct stat status = {};
  if (::lstat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
  if (static_cast<size_t>(status.st_size) != size) return std::nullopt;
  return status.st_mode & kPermissionBits;
}

}  // namespace

bool OutputTree::MakeParents(std::string_view relative, Problems& problems) {
  std::lock_guard lock(mutex_);
  if (made_.empty()) {
    std::error_code error;
    fs::create_directories(root_, error);
    if (error) {
      problems.Report<ProblemId::CannotCreateDirectory>(root_, ErrorText(error));
      return false;
    }
    made_.insert("");
  }
  size_t parents_end = relative.rfind('/');
  if (parents_end == std::string_view::npos) return true;
  if (made_.contains(std::string(relative.substr(0, parents_end)))) return true;
  for (size_t end = relative.find('/'); end != std::string_view::npos;
       end = relative.find('/', end + 1)) {
    auto [at, is_new] = made_.emplace(relative.substr(0, end));
    if (!is_new) continue;
    if (!MakeDirectory(root_ + "/" + *at, problems)) {
      made_.erase(at);
      return false;
    }
  }
  return true;
}

// A link that stands where a directory should be could lead anywhere.
bool OutputTree::MakeDirectory(const std::string& path, Problems& problems) {
  if (::mkdir(path.c_str(), 0777) == 0) return true;
  int error = errno;
  struct stat status = {};
  if (error == EEXIST && ::lstat(path.c_str(), &status) == 0) {
    if (S_ISDIR(status.st_mode)) return true;
    if (S_ISLNK(status.st_mode)) {
      problems.Report<ProblemId::OutputEscapes>(path);
      return false;
    }
    error = ENOTDIR;
  }
  problems.Report<ProblemId::CannotCreateDirectory>(path, ErrorText(ErrnoText(error)));
  return false;
}

bool WriteOutput(const std::string& path, std::string_view bytes, uint32_t mode,
                 Problems& problems) {
  if (std::optional<uint32_t> old_mode = ModeOf(path, bytes.size())) {
    ReadResult old = ReadFile(path);
    if (!old.error && old.bytes == bytes) return SetMode(path, *old_mode, mode, problems);
  }
  std::optional<std::string> error = AtomicWriteFile(path, bytes, mode);
  return !error || Fail(path, std::move(*error), problems);
}

bool CopyOutput(const std::string& from, const std::string& path, Problems& problems) {
  Descriptor source(::open(from.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  struct stat status = {};
  if (!source.is_open() || ::fstat(source.get(), &status) != 0) {
    problems.Report<ProblemId::CannotRead>(from, ErrorText(ErrnoText(errno)));
    return false;
  }
  uint32_t mode = status.st_mode & kPermissionBits;
  std::optional<uint32_t> old_mode = ModeOf(path, static_cast<size_t>(status.st_size));
  if (old_mode && HaveSameBytes(from, path)) return SetMode(path, *old_mode, mode, problems);
  AtomicFile copy;
  if (!copy.Open(path, mode)) return Fail(path, copy.error(), problems);
  std::vector<char> buffer(kCopyBlock);
  for (;;) {
    ssize_t count = ::read(source.get(), buffer.data(), buffer.size());
    if (count == 0) break;
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) {
      problems.Report<ProblemId::CannotRead>(from, ErrorText(ErrnoText(errno)));
      return false;
    }
    if (!copy.Write({buffer.data(), static_cast<size_t>(count)})) break;
  }
  return copy.Commit() || Fail(path, copy.error(), problems);
}

bool LinkOutput(const std::string& target, const std::string& path, Problems& problems) {
  std::error_code error;
  if (fs::read_symlink(path, error) == target) return true;
  // symlink() refuses a name that is taken, and rename() replaces in one step.
  std::string directory = path.substr(0, path.rfind('/') + 1);
  size_t unique = std::hash<std::string>()(path);
  std::string temporary = fmt::format("{}.weft-{}-{:x}", directory, ::getpid(), unique);
  if (::symlink(target.c_str(), temporary.c_str()) != 0) return Fail(path, errno, problems);
  if (::rename(temporary.c_str(), path.c_str()) == 0) return true;
  int failure = errno;
  ::unlink(temporary.c_str());
  return Fail(path, failure, problems);
}

bool WriteNamedFile(const std::string& path, std::string_view bytes, uint32_t mode,
                    Problems& problems) {
  if (!IsDevice(path)) return WriteOutput(path, bytes, mode, problems);
  AtomicFile device;
  bool is_written = device.OpenNamed(path, mode) && device.Write(bytes) && device.Commit();
  return is_written || Fail(path, device.error(), problems);
}

}  // namespace weft
