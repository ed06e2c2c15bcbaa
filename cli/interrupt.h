#pragma once

namespace weft {

// From here on, SIGINT, SIGTERM and SIGHUP only leave a note, once: a run that writes files
// finishes those under way and removes its temporary ones. A second signal ends at once.
void NoteInterrupts();

// The signal that was noted, or 0.
int NotedInterrupt();

}  // namespace weft
