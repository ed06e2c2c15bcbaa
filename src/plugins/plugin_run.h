#pragma once

#include "plugins/plugin_messages.h"

#include "syntax/scopes.h"
#include "syntax/tree.h"
#include "weft/abi.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

// One run of a plug-in's pass over a file, in the process that the plug-in runs in.
struct WeftRun {
 public:
  explicit WeftRun(const weft::Tree& tree) : tree_(tree) {}
  WeftRun(const WeftRun&) = delete;
  WeftRun& operator=(const WeftRun&) = delete;
  ~WeftRun() = default;

  // The index in the answer's sites.
  uint32_t SiteOf(uint32_t node);
  // Null, and the run has failed, where there is no such node.
  const weft::Node* NodeAt(uint32_t node);
  const weft::Scopes& scopes();  // Found out at first use.
  void Fail(std::string_view failure);
  // Keeps a text until the next one.
  WeftText Return(std::string text);

  const weft::Tree& tree() const { return tree_; }
  weft::PluginAnswer& answer() { return answer_; }

 private:
  const weft::Tree& tree_;
  std::optional<weft::Scopes> scopes_;
  weft::PluginAnswer answer_;
  std::unordered_map<uint32_t, uint32_t> sites_;  // By node.
  std::string returned_;
};

namespace weft {

// What plug-ins may call.
const WeftHost& HostOfPlugins();

}  // namespace weft
