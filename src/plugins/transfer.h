#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace weft {

enum class Transfer : uint8_t { Done, Closed, TimedOut };

// Nothing: however long it takes.
using Deadline = std::optional<std::chrono::steady_clock::time_point>;

// A text with a number, by which an answer is known for that to a request.
struct Message {
  uint64_t number = 0;
  std::string text;
};

// Sends a message over a connected stream socket, or receives one. Closed where nobody is at the
// other end any more, or where what comes is no message.
Transfer SendMessage(int socket, uint64_t number, std::string_view text, Deadline deadline);
Transfer ReceiveMessage(int socket, Message& message, Deadline deadline);

}  // namespace weft
