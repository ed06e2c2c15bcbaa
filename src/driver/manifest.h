#pragma once

#include "driver/report.h"
#include "driver/rewrite.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace weft {

// The manifest is one JSON document: ManifestBegin, the files' entries with
// kManifestSeparator between them, kManifestEnd. It can be written as the files get done.
inline constexpr std::string_view kManifestSeparator = ",\n";
inline constexpr std::string_view kManifestEnd = "\n]}\n";

std::string ManifestBegin(std::span<const Pass* const> passes, const PassOptions& options);

// The entry of one file: what was done with it and with each site.
std::string ManifestEntry(const FoundFile& file, FileOutcome outcome,
                          std::optional<ProloguePlace> prologue,
                          const std::vector<LocatedSite>& sites);

// `unchanged`, `rewritten`, `syntax-error`, `refused`, `failed`, `copied`, `lost`.
std::string_view OutcomeName(FileOutcome outcome);

// The members of one site, without `file`: `id`, `line`, `column`, `qualified_name`,
// `callee`, `pass`, `done`; `reason` where it was left alone; `rule` where a rule of the
// selection decided.
class JsonObject;
void AddSite(JsonObject& object, const LocatedSite& located);

}  // namespace weft
