#pragma once

#include "base/descriptor.h"

#include <sys/types.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weft {

// How plug-ins are run.
struct PluginProgram {
  // Starts RunPluginHost(); the plug-in's path comes behind.
  std::vector<std::string> command;
  double seconds = 10;  // How long a plug-in may take over one file, or to be loaded.
};

// A process that one plug-in runs in. What a plug-in does there, the process that rewrites is
// none the worse for.
class PluginWorker {
 public:
  PluginWorker() = default;
  PluginWorker(const PluginWorker&) = delete;
  PluginWorker& operator=(const PluginWorker&) = delete;
  ~PluginWorker();  // Ends it.

  // Starts the process and receives what it says first, WriteInfo() of a PluginInfo. Otherwise
  // says what happened, in words that follow "the plug-in".
  std::optional<std::string> Start(const PluginProgram& program, const std::string& path,
                                   std::string& greeting);
  // Likewise; then the process is no more.
  std::optional<std::string> Ask(std::string_view request, double seconds, std::string& answer);

 private:
  std::optional<std::string> Spawn(const PluginProgram& program, const std::string& path);
  std::string CauseOfEnd();
  void Kill();

  pid_t pid_ = -1;
  Descriptor socket_;
  uint64_t num_asked_ = 0;
};

}  // namespace weft
