#include "plugins/transfer.h"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace weft {
namespace {

using Clock = std::chrono::steady_clock;

constexpr uint64_t kMaxSize = uint64_t{1} << 36;  // A tree is a good ten times its text.
constexpr size_t kBlock = 256 << 10;

// What a message begins with, as this machine keeps it.
struct Head {
  uint64_t number = 0;
  uint64_t size = 0;
};

// Until the socket can do what `events` say.
Transfer Wait(int socket, short events, Deadline deadline) {
  for (;;) {
    int timeout = -1;
    if (deadline) {
      auto left = std::chrono::ceil<std::chrono::milliseconds>(*deadline - Clock::now()).count();
      timeout = static_cast<int>(std::clamp<int64_t>(left, 0, INT32_MAX));
    }
    pollfd entry{.fd = socket, .events = events, .revents = 0};
    int count = ::poll(&entry, 1, timeout);
    if (count > 0) return Transfer::Done;
    if (count == 0) return Transfer::TimedOut;
    if (errno != EINTR) return Transfer::Closed;
  }
}

bool IsTransient(int error) {
  return error == EINTR || error == EAGAIN || error == EWOULDBLOCK;
}

Transfer Send(int socket, std::string_view bytes, Deadline deadline) {
  while (!bytes.empty()) {
    ssize_t count = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (count >= 0) {
      bytes.remove_prefix(static_cast<size_t>(count));
    } else if (!IsTransient(errno)) {
      return Transfer::Closed;
    } else if (Transfer waited = Wait(socket, POLLOUT, deadline); waited != Transfer::Done) {
      return waited;
    }
  }
  return Transfer::Done;
}

// Appends `size` bytes.
Transfer Receive(int socket, uint64_t size, std::string& bytes, Deadline deadline) {
  while (size > 0) {
    const size_t before = bytes.size();
    bytes.resize(before + std::min<uint64_t>(size, kBlock));
    ssize_t count = ::recv(socket, bytes.data() + before, bytes.size() - before, MSG_DONTWAIT);
    bytes.resize(before + static_cast<size_t>(std::max<ssize_t>(count, 0)));
    if (count > 0) {
      size -= static_cast<uint64_t>(count);
    } else if (count == 0 || !IsTransient(errno)) {
      return Transfer::Closed;
    } else if (Transfer waited = Wait(socket, POLLIN, deadline); waited != Transfer::Done) {
      return waited;
    }
  }
  return Transfer::Done;
}

}  // namespace

Transfer SendMessage(int socket, uint64_t number, std::string_view text, Deadline deadline) {
  const Head head{.number = number, .size = text.size()};
  std::array<char, sizeof head> bytes{};
  std::memcpy(bytes.data(), &head, sizeof head);
  Transfer sent = Send(socket, {bytes.data(), bytes.size()}, deadline);
  return sent == Transfer::Done ? Send(socket, text, deadline) : sent;
}

Transfer ReceiveMessage(int socket, Message& message, Deadline deadline) {
  Head head;
  std::string bytes;
  Transfer received = Receive(socket, sizeof head, bytes, deadline);
  if (received != Transfer::Done) return received;
  std::memcpy(&head, bytes.data(), sizeof head);
  message.number = head.number;
  message.text.clear();
  return head.size > kMaxSize ? Transfer::Closed
                              : Receive(socket, head.size, message.text, deadline);
}

}  // namespace weft
