#include "plugins/plugin_pool.h"

#include <utility>

namespace weft {

PluginPool::PluginPool(PluginProgram program, std::string path)
    : program_(std::move(program)), path_(std::move(path)) {
}

std::optional<std::string> PluginPool::Load(PluginInfo& info) {
  auto worker = std::make_unique<PluginWorker>();
  if (std::optional<std::string> error = worker->Start(program_, path_, greeting_)) return error;
  if (std::optional<std::string> error = ReadInfo(greeting_, info)) return error;
  if (!info.complaint.empty()) return info.complaint;
  idle_.push_back(std::move(worker));
  return std::nullopt;
}

std::optional<std::string> PluginPool::Ask(std::string_view request, std::string& answer) {
  std::unique_ptr<PluginWorker> worker;
  if (std::optional<std::string> error = Acquire(worker)) return error;
  if (std::optional<std::string> error = worker->Ask(request, program_.seconds, answer)) {
    return error;
  }
  const std::lock_guard lock(mutex_);
  idle_.push_back(std::move(worker));
  return std::nullopt;
}

std::optional<std::string> PluginPool::Acquire(std::unique_ptr<PluginWorker>& worker) {
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      worker = std::move(idle_.back());
      idle_.pop_back();
      return std::nullopt;
    }
  }
  worker = std::make_unique<PluginWorker>();
  std::string greeting;
  if (std::optional<std::string> error = worker->Start(program_, path_, greeting)) return error;
  if (greeting != greeting_) return "was changed while it was in use";
  return std::nullopt;
}

}  // namespace weft
