#include "standard_stream.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>

namespace weft {
namespace {

constexpr size_t kBufferSize = 64 << 10;
constexpr int kSignalExit = 128;

}  // namespace

void StandardStream::Write(std::string_view text) {
  if (has_failed()) return;
  if (buffer_.size() + text.size() > kBufferSize) Flush();
  buffer_ += text;
  if (buffer_.size() >= kBufferSize) Flush();
}

bool StandardStream::Flush() {
  std::string_view rest = buffer_;
  while (!rest.empty() && !has_failed()) {
    ssize_t count = ::write(fd_, rest.data(), rest.size());
    if (count >= 0) {
      rest.remove_prefix(static_cast<size_t>(count));
    } else if (errno != EINTR) {
      error_number_ = errno;
    }
  }
  buffer_.clear();
  return !has_failed();
}

bool StandardStream::is_terminal() const {
  return ::isatty(fd_) == 1;
}

bool PrepareStandardStreams() {
  // The wrong way round on purpose: using a stream that was closed stays an error.
  constexpr int kFlags[] = {O_WRONLY, O_RDONLY, O_RDONLY};
  for (int fd = 0; fd < 3; ++fd) {
    if (::fcntl(fd, F_GETFD) >= 0 || errno != EBADF) continue;
    // The lowest free number is this one, as those below it are open.
    if (::open("/dev/null", kFlags[fd]) != fd) std::abort();
  }
  ::signal(SIGXFSZ, SIG_IGN);
  struct sigaction action = {};
  if (::sigaction(SIGPIPE, nullptr, &action) != 0 || action.sa_handler != SIG_DFL) return false;
  ::signal(SIGPIPE, SIG_IGN);
  return true;
}

void DieOfSignal(int signal) {
  ::signal(signal, SIG_DFL);
  ::raise(signal);
  std::_Exit(kSignalExit + signal);
}

}  // namespace weft
