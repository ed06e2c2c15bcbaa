#include "driver/in_process.h"

#include "driver/directives.h"

#include <utility>

namespace weft {

InProcessResult RewriteInProcess(const SourceFile& source, std::string_view module,
                                 std::span<const Pass* const> run_passes,
                                 const PassOptions& run_options, std::optional<Span> within,
                                 Diagnostics& diagnostics) {
  InProcessResult result;
  std::optional<FilePasses> file = ReadDirectives(source, run_passes, run_options, diagnostics);
  if (!file) {
    result.status = RewriteStatus::Refused;
    return result;
  }
  const std::vector<const Pass*>& passes = file->passes;
  Stages stages(source, module, file->options, diagnostics);
  result.status = stages.Parse(passes);
  if (result.status == RewriteStatus::Unchanged) {
    result.status = stages.Run(passes, within);
  }
  if (result.status == RewriteStatus::Failed) {
    return result;
  }
  result.sites = std::move(stages.output().sites);
  if (within) {
    std::erase_if(result.sites, [&](const Site& site) { return !within->Contains(site.span); });
  }
  if (result.status == RewriteStatus::Rewritten) {
    Stages::Printed printed = stages.Print();
    result.text = std::move(printed.text);
    result.runs = std::move(printed.runs);
    result.prologue = std::move(stages.output().prologue);
  }
  return result;
}

}  // namespace weft
