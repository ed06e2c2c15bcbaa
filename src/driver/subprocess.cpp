#include "driver/subprocess.h"

#include "base/spawn_settings.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>

namespace weft {
namespace {

constexpr size_t kReadBlock = 64 << 10;

}  // namespace

Subprocess::~Subprocess() {
  std::string ignored;
  if (pid_ >= 0) Finish(ignored);
}

std::optional<std::string> Subprocess::Start(const std::vector<std::string>& command,
                                             const std::string& directory) {
  std::array<int, 2> to_child{};
  std::array<int, 2> from_child{};
  if (::pipe2(to_child.data(), O_CLOEXEC) != 0) return ErrnoText(errno);
  Descriptor child_input(to_child[0]);
  input_.Reset(to_child[1]);
  if (::pipe2(from_child.data(), O_CLOEXEC) != 0) return ErrnoText(errno);
  output_.Reset(from_child[0]);
  Descriptor child_output(from_child[1]);

  SpawnSettings settings;
  ::posix_spawn_file_actions_adddup2(settings.actions(), child_input.get(), STDIN_FILENO);
  ::posix_spawn_file_actions_adddup2(settings.actions(), child_output.get(), STDOUT_FILENO);
  if (!directory.empty()) {
    ::posix_spawn_file_actions_addchdir_np(settings.actions(), directory.c_str());
  }
  // posix_spawnp takes pointers to bytes that could be changed.
  std::vector<std::string> words = command;
  std::vector<char*> arguments;
  arguments.reserve(words.size() + 1);
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  int error = ::posix_spawnp(&pid_, arguments[0], settings.actions(), settings.attributes(),
                             arguments.data(), environ);
  if (error == 0) return std::nullopt;
  pid_ = -1;
  return ErrnoText(error);
}

void Subprocess::Write(std::string_view bytes) {
  while (!bytes.empty() && input_.is_open()) {
    ssize_t count = ::write(input_.get(), bytes.data(), bytes.size());
    if (count >= 0) {
      bytes.remove_prefix(static_cast<size_t>(count));
    } else if (errno != EINTR) {
      input_.Close();
    }
  }
}

int Subprocess::Finish(std::string& output) {
  input_.Close();
  std::array<char, kReadBlock> buffer{};
  for (;;) {
    ssize_t count = ::read(output_.get(), buffer.data(), buffer.size());
    if (count == 0) break;
    if (count > 0) {
      output.append(buffer.data(), static_cast<size_t>(count));
    } else if (errno != EINTR) {
      break;
    }
  }
  int status = 0;
  while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
  }
  pid_ = -1;
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

}  // namespace weft
