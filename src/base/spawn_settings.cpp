#include "base/spawn_settings.h"

#include <csignal>
#include <initializer_list>

namespace weft {

SpawnSettings::SpawnSettings() {
  ::posix_spawn_file_actions_init(&actions_);
  ::posix_spawnattr_init(&attributes_);
  // Ours are ignored or caught (cli/standard_stream.h), and that would be inherited.
  sigset_t signals{};
  ::sigemptyset(&signals);
  for (int signal : {SIGPIPE, SIGINT, SIGTERM, SIGHUP}) {
    ::sigaddset(&signals, signal);
  }
  ::posix_spawnattr_setsigdefault(&attributes_, &signals);
  ::posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGDEF);
}

SpawnSettings::~SpawnSettings() {
  ::posix_spawn_file_actions_destroy(&actions_);
  ::posix_spawnattr_destroy(&attributes_);
}

}  // namespace weft
