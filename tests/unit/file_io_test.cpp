#include "base/file_io.h"

#include "base/atomic_file.h"
#include "support/catch.h"

#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>

namespace weft {
namespace {

namespace fs = std::filesystem;

// An empty directory of its own for each test.
class Directory {
 public:
  Directory() {
    std::string name = (fs::temp_directory_path() / "weft-test-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  Directory(const Directory&) = delete;
  Directory& operator=(const Directory&) = delete;
  ~Directory() { fs::remove_all(path_); }

  std::string operator/(std::string_view name) const { return (path_ / name).string(); }
  const fs::path& path() const { return path_; }
  std::ptrdiff_t num_entries() const {
    return std::distance(fs::directory_iterator(path_), fs::directory_iterator());
  }

 private:
  fs::path path_;
};

std::string Content(const std::string& path) {
  ReadResult result = ReadFile(path);
  CHECK(result.error == std::nullopt);
  return result.bytes;
}

TEST_CASE("what was written is read, bytes and mode") {
  Directory directory;
  std::string path = directory / "a.py";
  for (size_t size : {0, 1, 4096, 1'000'000}) {
    std::string bytes(size, '\xE9');
    CHECK(AtomicWriteFile(path, bytes, 0754) == std::nullopt);
    ReadResult result = ReadFile(path);
    CHECK(result.error == std::nullopt);
    CHECK(result.mode == 0754);
    CHECK(result.bytes == bytes);
  }
  CHECK(directory.num_entries() == 1);
}

TEST_CASE("a file whose size is not announced is read to its end") {
  CHECK_FALSE(Content("/proc/self/status").empty());
}

TEST_CASE("what is no regular file is refused without waiting") {
  Directory directory;
  CHECK(ReadFile(directory / "missing.py").error == "No such file or directory");
  CHECK(ReadFile(directory.path().string()).error == "is a directory");
  CHECK(ReadFile("/dev/null").error == "is a device, not a regular file");
  std::string pipe = directory / "pipe";
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  CHECK(ReadFile(pipe).error == "is a named pipe, not a regular file");
}

TEST_CASE("a file is read through a symbolic link, and the link is replaced by a write") {
  Directory directory;
  std::string target = directory / "target.py";
  std::string link = directory / "link.py";
  REQUIRE(AtomicWriteFile(target, "old", 0644) == std::nullopt);
  fs::create_symlink("target.py", link);
  CHECK(Content(link) == "old");
  CHECK(AtomicWriteFile(link, "new", 0644) == std::nullopt);
  CHECK(Content(target) == "old");
  CHECK(Content(link) == "new");
  CHECK_FALSE(fs::is_symlink(link));
}

TEST_CASE("a write needs no directory in its path and no room in its name") {
  Directory directory;
  fs::path before = fs::current_path();
  fs::current_path(directory.path());
  std::optional<std::string> error = AtomicWriteFile("plain.py", "x", 0644);
  fs::current_path(before);
  CHECK(error == std::nullopt);
  CHECK(Content(directory / "plain.py") == "x");
  CHECK(AtomicWriteFile(directory / std::string(255, 'n'), "x", 0644) == std::nullopt);
}

TEST_CASE("a write that cannot begin says why") {
  Directory directory;
  CHECK(AtomicWriteFile(directory / "no/such.py", "x", 0644) == "No such file or directory");
}

TEST_CASE("a write that fails leaves the old file and nothing else") {
  Directory directory;
  std::string path = directory / "a.py";
  REQUIRE(AtomicWriteFile(path, "old", 0644) == std::nullopt);
  // The kernel refuses to let a file grow beyond the limit, as it does on a full disk.
  struct rlimit limit = {};
  REQUIRE(::getrlimit(RLIMIT_FSIZE, &limit) == 0);
  struct rlimit tight = {1000, limit.rlim_max};
  auto* handler = std::signal(SIGXFSZ, SIG_IGN);
  REQUIRE(::setrlimit(RLIMIT_FSIZE, &tight) == 0);
  std::optional<std::string> error = AtomicWriteFile(path, std::string(5000, 'x'), 0644);
  ::setrlimit(RLIMIT_FSIZE, &limit);
  std::signal(SIGXFSZ, handler);
  CHECK(error == "File too large");
  CHECK(Content(path) == "old");
  CHECK(directory.num_entries() == 1);
}

TEST_CASE("a write to where a directory stands leaves the directory and nothing else") {
  Directory directory;
  fs::create_directory(directory / "d");
  CHECK(AtomicWriteFile(directory / "d", "x", 0644) == "Is a directory");
  CHECK(directory.num_entries() == 1);
}

}  // namespace
}  // namespace weft
