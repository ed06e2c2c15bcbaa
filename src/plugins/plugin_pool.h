#pragma once

#include "plugins/plugin_messages.h"
#include "plugins/plugin_worker.h"

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weft {

// The processes that run one plug-in: as many as threads ask at once. All methods say what
// happened in words that follow "the plug-in".
class PluginPool {
 public:
  PluginPool(PluginProgram program, std::string path);

  // Loads the plug-in in a first process. To be called first, and once.
  std::optional<std::string> Load(PluginInfo& info);
  // For any thread. After a failure the next request goes to a new process.
  std::optional<std::string> Ask(std::string_view request, std::string& answer);

 private:
  std::optional<std::string> Acquire(std::unique_ptr<PluginWorker>& worker);

  PluginProgram program_;
  std::string path_;
  std::string greeting_;  // Of every process.
  std::mutex mutex_;
  std::vector<std::unique_ptr<PluginWorker>> idle_;
};

}  // namespace weft
