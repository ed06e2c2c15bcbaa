#include "driver/manifest.h"

#include "driver/json_text.h"

#include <fmt/format.h>

namespace weft {
namespace {

std::string_view PrologueName(ProloguePlace place) {
  switch (place) {
    case ProloguePlace::AfterStatement:
      return "after-statement";
    case ProloguePlace::BeforeStatement:
      return "before-statement";
    case ProloguePlace::OnBlankLine:
      return "on-blank-line";
    case ProloguePlace::OwnLine:
      return "own-line";
  }
  return "";
}

}  // namespace

std::string_view OutcomeName(FileOutcome outcome) {
  switch (outcome) {
    case FileOutcome::Unchanged:
      return "unchanged";
    case FileOutcome::Rewritten:
      return "rewritten";
    case FileOutcome::SyntaxError:
      return "syntax-error";
    case FileOutcome::Refused:
      return "refused";
    case FileOutcome::Failed:
      return "failed";
    case FileOutcome::Copied:
      return "copied";
    case FileOutcome::Lost:
      return "lost";
  }
  return "";
}

std::string ManifestBegin(std::span<const Pass* const> passes, const PassOptions& options) {
  std::string out;
  JsonObject object(out);
  object.Add("version", 1U).AddKey("passes");
  out += '[';
  for (const Pass* pass : passes) {
    if (!out.ends_with('[')) out += ", ";
    AppendJsonString(out, pass->name);
  }
  out += ']';
  if (!options.wrapper_module.empty()) {
    object.Add("with", options.wrapper_module + ":" + options.wrapper_name);
  }
  object.AddKey("files");
  out += "[\n";
  return out;
}

void AddSite(JsonObject& object, const LocatedSite& located) {
  const Site& site = located.site;
  object.Add("id", fmt::format("{:016x}", site.id))
      .Add("line", located.begin.line)
      .Add("column", located.begin.column)
      .Add("qualified_name", site.qualified_name)
      .Add("callee", site.callee)
      .Add("pass", site.pass)
      .Add("done", site.is_rewritten ? "rewritten" : "left alone");
  if (!site.is_rewritten) object.Add("reason", site.reason);
  if (!site.rule.empty()) object.Add("rule", site.rule);
}

std::string ManifestEntry(const FoundFile& file, FileOutcome outcome,
                          std::optional<ProloguePlace> prologue,
                          const std::vector<LocatedSite>& sites) {
  std::string out;
  JsonObject object(out);
  object.Add("file", file.path).Add("status", OutcomeName(outcome));
  if (prologue) object.Add("prologue", PrologueName(*prologue));
  object.AddKey("sites");
  out += '[';
  for (const LocatedSite& site : sites) {
    out += out.ends_with('[') ? "\n  " : ",\n  ";
    JsonObject member(out);
    AddSite(member, site);
    member.Close();
  }
  out += ']';
  object.Close();
  return out;
}

}  // namespace weft
