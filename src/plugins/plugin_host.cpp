#include "plugins/plugin_host.h"

#include "plugins/plugin_messages.h"
#include "plugins/plugin_run.h"
#include "plugins/transfer.h"

#include "base/file_io.h"
#include "base/hash.h"
#include "base/source_file.h"

#include <dlfcn.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>
#include <cstddef>
#include <cstdlib>
#include <fstream>
#include <span>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace weft {
namespace {

constexpr int kSocket = STDIN_FILENO;

std::string Text(const char* text) {
  return text == nullptr ? "" : text;
}

WeftText View(std::string_view text) {
  return {text.data(), text.size()};
}

// Ends this process with the one that started it, whatever the plug-in is doing.
void WatchSocket() {
  pollfd entry{.fd = kSocket, .events = POLLRDHUP, .revents = 0};
  while (::poll(&entry, 1, -1) <= 0) {
  }
  ::_exit(EXIT_SUCCESS);
}

PluginPassInfo Describe(const WeftPass& pass) {
  PluginPassInfo info{.name = Text(pass.name),
                      .version = Text(pass.version),
                      .summary = Text(pass.summary),
                      .family = static_cast<Family>(pass.family),
                      .effect = static_cast<Effect>(pass.effect),
                      .options = {}};
  for (const WeftOption& option : std::span(pass.options, pass.num_options)) {
    info.options.push_back(
        {Text(option.name), Text(option.type), Text(option.initial), Text(option.summary)});
  }
  return info;
}

// Null, with a complaint, where the file is no plug-in for this Weft.
const WeftPlugin* Load(const std::string& path, PluginInfo& info) {
  // For dlopen, a name without a slash is that of a library of the system.
  std::string file = path.find('/') == std::string::npos ? "./" + path : path;
  ReadResult read = ReadFile(file);
  if (read.error) {
    info.complaint = "cannot be read: " + *read.error;
    return nullptr;
  }
  info.checksum = Checksum(read.bytes);
  void* library = ::dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) {
    info.complaint = "cannot be loaded: " + Text(::dlerror());
    return nullptr;
  }
  auto entry_point = reinterpret_cast<WeftEntryPoint>(::dlsym(library, WEFT_ENTRY_POINT));
  if (entry_point == nullptr) {
    info.complaint = "has no function `" WEFT_ENTRY_POINT "`; WEFT_PLUGIN defines it";
    return nullptr;
  }
  const WeftPlugin* plugin = entry_point();
  if (plugin == nullptr) {
    info.complaint = "has a function `" WEFT_ENTRY_POINT "` that returns nothing";
    return nullptr;
  }
  if (plugin->abi_version != WEFT_ABI_VERSION) {
    info.complaint = fmt::format("speaks version {} of the interface, and this Weft version {}",
                                 plugin->abi_version, WEFT_ABI_VERSION);
    return nullptr;
  }
  if (plugin->tree_version != kTreeVersion) {
    info.complaint = "was built for another description of the tree; build it again";
    return nullptr;
  }
  for (const WeftPass& pass : std::span(plugin->passes, plugin->num_passes)) {
    info.passes.push_back(Describe(pass));
    if (pass.run == nullptr) info.complaint = "has a pass without `run`";
  }
  if (info.passes.empty()) info.complaint = "has no passes";
  return info.complaint.empty() ? plugin : nullptr;
}

std::vector<WeftNode> NodesFor(const Tree& tree) {
  std::vector<WeftNode> nodes;
  nodes.reserve(tree.nodes().size());
  for (const Node& node : tree.nodes()) {
    nodes.push_back({.kind = static_cast<uint8_t>(node.kind),
                     .role = static_cast<uint8_t>(node.role),
                     .flags = node.flags,
                     .unused = 0,
                     .begin = node.span.begin,
                     .end = node.span.end,
                     .next = node.next});
  }
  return nodes;
}

std::string Run(const WeftPass& pass, PluginRequest request) {
  SourceFile source = SourceFile::FromText(std::string(request.path), std::string(request.text));
  Tree tree(&source, std::move(request.tokens), std::move(request.nodes));
  std::vector<WeftNode> nodes = NodesFor(tree);
  std::vector<WeftToken> tokens;
  tokens.reserve(tree.tokens().size());
  for (const Token& token : tree.tokens()) tokens.push_back({token.begin, token.end});
  std::vector<WeftOptionValue> options;
  for (const auto& [name, value] : request.options) options.push_back({View(name), View(value)});
  WeftRun run(tree);
  const WeftInput input{.host = &HostOfPlugins(),
                        .run = &run,
                        .path = View(request.path),
                        .module = View(request.module),
                        .text = View(source.text()),
                        .nodes = nodes.data(),
                        .num_nodes = nodes.size(),
                        .tokens = tokens.data(),
                        .num_tokens = tokens.size(),
                        .options = options.data(),
                        .num_options = options.size()};
  pass.run(&input);
  return WriteAnswer(run.answer());
}

}  // namespace

bool IsPluginHost() {
  int type = 0;
  socklen_t size = sizeof type;
  return ::getsockopt(kSocket, SOL_SOCKET, SO_TYPE, &type, &size) == 0 && type == SOCK_STREAM;
}

void RunPluginHost(const std::string& path) {
  // Where memory runs out, it is for the plug-in's want of it that something has to go.
  std::ofstream("/proc/self/oom_score_adj") << 1000;
  // A signal for all processes of the terminal is for the one that started this one to heed.
  for (int signal : {SIGINT, SIGTERM, SIGHUP}) ::signal(signal, SIG_IGN);
  std::thread(WatchSocket).detach();
  PluginInfo info;
  const WeftPlugin* plugin = Load(path, info);
  Transfer done = SendMessage(kSocket, 0, WriteInfo(info), std::nullopt);
  Message message;
  while (plugin != nullptr && done == Transfer::Done &&
         ReceiveMessage(kSocket, message, std::nullopt) == Transfer::Done) {
    PluginRequest request;
    if (!ReadRequest(message.text, request) || request.pass >= plugin->num_passes) break;
    const WeftPass& pass = plugin->passes[request.pass];
    done = SendMessage(kSocket, message.number, Run(pass, std::move(request)), std::nullopt);
  }
  ::_exit(EXIT_SUCCESS);
}

}  // namespace weft
