#include "interrupt.h"

#include <atomic>
#include <csignal>
#include <initializer_list>

namespace weft {
namespace {

// A signal handler has nothing but its number to go by, so this one variable is shared.
std::atomic<int>& Noted() {
  static constinit std::atomic<int> noted = 0;
  static_assert(std::atomic<int>::is_always_lock_free);
  return noted;
}

void Note(int signal) {
  Noted() = signal;
}

}  // namespace

void NoteInterrupts() {
  for (int signal : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction action = {};
    // What the parent wants ignored (nohup) stays ignored.
    if (::sigaction(signal, nullptr, &action) != 0 || action.sa_handler != SIG_DFL) continue;
    action = {};
    action.sa_handler = Note;
    action.sa_flags = static_cast<int>(SA_RESETHAND | SA_RESTART);
    ::sigaction(signal, &action, nullptr);
  }
}

int NotedInterrupt() {
  return Noted();
}

}  // namespace weft
