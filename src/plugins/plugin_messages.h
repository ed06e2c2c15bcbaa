#pragma once

#include "base/diagnostics.h"
#include "base/span.h"
#include "passes/pass.h"
#include "print/edit_list.h"
#include "syntax/token.h"
#include "syntax/tree.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace weft {

// What a plug-in says of itself.
struct PluginOptionInfo {
  std::string name;
  std::string type;
  std::string initial;
  std::string summary;
};

struct PluginPassInfo {
  std::string name;
  std::string version;
  std::string summary;
  Family family = Family::Macro;
  Effect effect = Effect::Changing;
  std::vector<PluginOptionInfo> options;
};

struct PluginInfo {
  std::string complaint;  // Why it is none; then there is nothing else.
  uint64_t checksum = 0;  // Of the file.
  std::vector<PluginPassInfo> passes;
};

// One pass over one file.
struct PluginRequest {
  uint32_t pass = 0;  // Of PluginInfo::passes.
  std::string_view path;
  std::string_view module;
  std::string_view text;
  std::vector<Token> tokens;
  std::vector<Node> nodes;
  std::vector<std::pair<std::string_view, std::string_view>> options;
};

// What the pass asked for.
struct PluginSite {
  NodeId node;
  std::string reason;  // Why it is left alone; empty where it is rewritten.
};

struct PluginEdit {
  uint32_t site = 0;  // Of PluginAnswer::sites.
  NodeId owner;
  Edit::Place place = Edit::Place::Gap;
  Span span;
  std::string text;
};

struct PluginPrologue {
  uint32_t site = 0;
  std::string statement;
};

struct PluginReport {
  Severity severity = Severity::Note;
  Span span;
  std::string message;
};

struct PluginAnswer {
  std::string failure;  // Why the pass did not do its work.
  std::vector<PluginSite> sites;
  std::vector<PluginEdit> edits;
  std::vector<PluginPrologue> prologue;
  std::vector<PluginReport> reports;
};

// Between a process that rewrites and one that a plug-in runs in. Of what comes from the latter
// nothing is taken for granted: readers say what is wrong, in words that follow "the plug-in".
std::string WriteInfo(const PluginInfo& info);
std::optional<std::string> ReadInfo(std::string_view bytes, PluginInfo& info);

std::string WriteRequest(uint32_t pass, const PassInput& input);
// Its views point into `bytes`.
bool ReadRequest(std::string_view bytes, PluginRequest& request);

std::string WriteAnswer(const PluginAnswer& answer);
// `tree` is what the request was about.
std::optional<std::string> ReadAnswer(std::string_view bytes, const Tree& tree,
                                      PluginAnswer& answer);

}  // namespace weft
