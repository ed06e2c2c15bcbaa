#include "plugins/plugin_worker.h"

#include "plugins/transfer.h"

#include "base/spawn_settings.h"

#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <thread>
#include <utility>

#include <fmt/format.h>

namespace weft {
namespace {

using Clock = std::chrono::steady_clock;

// Longer than a year is no deadline that a clock can count to.
constexpr double kMaxSeconds = 1e7;

Deadline DeadlineIn(double seconds) {
  if (seconds > kMaxSeconds) return std::nullopt;
  return Clock::now() +
         std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
}

std::string TookTooLong(double seconds) {
  return fmt::format("took longer than {:g} s", seconds);
}

std::string HowItEnded(int status) {
  if (!WIFSIGNALED(status)) return fmt::format("ended with exit code {}", WEXITSTATUS(status));
  const char* name = ::sigabbrev_np(WTERMSIG(status));
  return name != nullptr ? fmt::format("was terminated by SIG{}", name)
                         : fmt::format("was terminated by signal {}", WTERMSIG(status));
}

}  // namespace

PluginWorker::~PluginWorker() {
  Kill();
}

std::optional<std::string> PluginWorker::Start(const PluginProgram& program,
                                               const std::string& path, std::string& greeting) {
  if (std::optional<std::string> error = Spawn(program, path)) return error;
  Message message;
  switch (ReceiveMessage(socket_.get(), message, DeadlineIn(program.seconds))) {
    case Transfer::Done:
      greeting = std::move(message.text);
      return std::nullopt;
    case Transfer::TimedOut:
      Kill();
      return TookTooLong(program.seconds) + " to be loaded";
    case Transfer::Closed:
      break;
  }
  return CauseOfEnd() + " while it was loaded";
}

std::optional<std::string> PluginWorker::Ask(std::string_view request, double seconds,
                                             std::string& answer) {
  const Deadline deadline = DeadlineIn(seconds);
  ++num_asked_;
  Message message;
  Transfer done = SendMessage(socket_.get(), num_asked_, request, deadline);
  if (done == Transfer::Done) done = ReceiveMessage(socket_.get(), message, deadline);
  if (done == Transfer::Closed) return CauseOfEnd();
  // A plug-in that writes to the socket itself must not have the next file get this one's answer.
  if (done == Transfer::Done && message.number == num_asked_) {
    answer = std::move(message.text);
    return std::nullopt;
  }
  Kill();
  return done == Transfer::TimedOut ? TookTooLong(seconds) : "sent what is no answer";
}

std::optional<std::string> PluginWorker::Spawn(const PluginProgram& program,
                                               const std::string& path) {
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
    return "cannot be run: " + ErrnoText(errno);
  }
  socket_.Reset(ends[0]);
  Descriptor theirs(ends[1]);
  SpawnSettings settings;
  // What a plug-in prints is nobody's output.
  ::posix_spawn_file_actions_adddup2(settings.actions(), theirs.get(), STDIN_FILENO);
  ::posix_spawn_file_actions_adddup2(settings.actions(), STDERR_FILENO, STDOUT_FILENO);
  // posix_spawn takes pointers to bytes that could be changed.
  std::vector<std::string> words = program.command;
  words.push_back(path);
  std::vector<char*> arguments;
  arguments.reserve(words.size() + 1);
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  int error = ::posix_spawn(&pid_, arguments[0], settings.actions(), settings.attributes(),
                            arguments.data(), environ);
  if (error == 0) return std::nullopt;
  pid_ = -1;
  return "cannot be run: " + ErrnoText(error);
}

// Of a process that has closed its end of the socket, and most likely is over.
std::string PluginWorker::CauseOfEnd() {
  constexpr int kNumTries = 100;
  constexpr std::chrono::milliseconds kPause(10);
  int status = 0;
  for (int i = 0; i < kNumTries; ++i) {
    if (::waitpid(pid_, &status, WNOHANG) == pid_) {
      pid_ = -1;
      socket_.Close();
      return HowItEnded(status);
    }
    std::this_thread::sleep_for(kPause);
  }
  Kill();
  return "closed its connection";
}

void PluginWorker::Kill() {
  socket_.Close();
  if (pid_ < 0) return;
  ::kill(pid_, SIGKILL);
  while (::waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
  }
  pid_ = -1;
}

}  // namespace weft
