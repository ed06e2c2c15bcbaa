#include "plugins/plugin_run.h"

#include "print/prologue.h"

#include <utility>

uint32_t WeftRun::SiteOf(uint32_t node) {
  auto [at, is_new] = sites_.try_emplace(node, static_cast<uint32_t>(answer_.sites.size()));
  if (is_new) {
    answer_.sites.push_back({weft::NodeId{node}, ""});
  }
  return at->second;
}

const weft::Node* WeftRun::NodeAt(uint32_t node) {
  if (node < tree_.nodes().size()) {
    return &tree_.nodes()[node];
  }
  Fail("names a node that is not in the tree");
  return nullptr;
}

const weft::Scopes& WeftRun::scopes() {
  if (!scopes_) {
    scopes_.emplace(weft::Scopes::Analyze(tree_));
  }
  return *scopes_;
}

void WeftRun::Fail(std::string_view failure) {
  if (answer_.failure.empty()) {
    answer_.failure = failure.empty() ? "failed" : failure;
  }
}

WeftText WeftRun::Return(std::string text) {
  returned_ = std::move(text);
  return {returned_.data(), returned_.size()};
}

namespace weft {
namespace {

std::string_view View(WeftText text) {
  return {text.data, text.size};
}

void AddEdit(WeftRun* run, uint32_t site, uint32_t owner, uint32_t place, uint32_t begin,
             uint32_t end, WeftText text) {
  run->answer().edits.push_back({.site = run->SiteOf(site),
                                 .owner = NodeId{owner},
                                 .place = static_cast<Edit::Place>(place),
                                 .span = {begin, end},
                                 .text = std::string(View(text))});
}

void AddPrologue(WeftRun* run, uint32_t site, WeftText statement) {
  run->answer().prologue.push_back({run->SiteOf(site), std::string(View(statement))});
}

void LeaveAlone(WeftRun* run, uint32_t site, WeftText reason) {
  std::string_view text = View(reason);
  run->answer().sites[run->SiteOf(site)].reason = text.empty() ? "the plug-in says so" : text;
}

void Report(WeftRun* run, uint32_t severity, uint32_t begin, uint32_t end, WeftText message) {
  run->answer().reports.push_back({.severity = static_cast<Severity>(severity),
                                   .span = {begin, end},
                                   .message = std::string(View(message))});
}

void Fail(WeftRun* run, WeftText message) {
  run->Fail(View(message));
}

uint32_t IsBuiltin(WeftRun* run, uint32_t node) {
  const Node* found = run->NodeAt(node);
  bool is_read_name =
      found != nullptr && found->kind == Kind::Name && found->context() == Context::Load;
  return is_read_name && run->scopes().IsBuiltin(NodeId{node}) ? 1 : 0;
}

WeftText ImportedName(WeftRun* run, uint32_t node) {
  const Node* found = run->NodeAt(node);
  bool is_name = found != nullptr && (found->kind == Kind::Name || found->kind == Kind::Attribute);
  return run->Return(is_name ? run->scopes().QualifiedImport(NodeId{node}) : "");
}

WeftText QualifiedName(WeftRun* run, uint32_t node) {
  if (run->NodeAt(node) == nullptr) {
    return run->Return("");
  }
  return run->Return(run->scopes().qualified_name(run->scopes().ScopeOf(NodeId{node})));
}

WeftText GiveUniqueName(WeftRun* run, WeftText base) {
  if (!View(base).starts_with("_weft_")) {
    run->Fail("asks for a unique name that does not begin with `_weft_`");
    return run->Return("");
  }
  return run->Return(UniqueName(run->tree(), View(base)));
}

constexpr WeftHost kHost = {.edit = AddEdit,
                            .prologue = AddPrologue,
                            .leave_alone = LeaveAlone,
                            .report = Report,
                            .fail = Fail,
                            .is_builtin = IsBuiltin,
                            .imported_name = ImportedName,
                            .qualified_name = QualifiedName,
                            .unique_name = GiveUniqueName};

}  // namespace

const WeftHost& HostOfPlugins() {
  return kHost;
}

}  // namespace weft
