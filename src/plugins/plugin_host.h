#pragma once

#include <string>

namespace weft {

// Whether this process was started by PluginWorker, with a socket for its standard input.
bool IsPluginHost();

// What such a process does: loads the plug-in at `path`, says what it has, and runs passes of it
// on request, until nobody is at the other end of the socket. Then the process is over.
[[noreturn]] void RunPluginHost(const std::string& path);

}  // namespace weft
