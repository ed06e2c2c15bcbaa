#include "rules/rules_pass.h"

#include "rules/rule_file.h"
#include "rules/rule_rewriter.h"

#include "base/file_io.h"
#include "base/hash.h"

#include <memory>
#include <utility>

#include <fmt/format.h>

namespace weft {
namespace {

// Changes when the same rules get another output.
constexpr std::string_view kVersion = "1";

class RuleOrigin : public PassOrigin {
 public:
  RuleSet set;
  std::string fingerprint;
};

void RunRules(const PassInput& input, PassOutput& output, Diagnostics& diagnostics) {
  const auto& origin = static_cast<const RuleOrigin&>(*input.pass.origin);
  RewriteByRules(origin.set.rules, input, output, diagnostics);
}

}  // namespace

std::optional<std::string> AddRules(const std::string& path, std::string_view text,
                                    Catalog& catalog) {
  auto origin = std::make_unique<RuleOrigin>();
  if (std::optional<std::string> complaint = ReadRuleFile(path, text, origin->set)) {
    return complaint;
  }
  origin->fingerprint = fmt::format("{:016x}", Checksum(text));
  Pass pass{.name = origin->set.name,
            .version = kVersion,
            .summary = origin->set.summary,
            .family = origin->set.family,
            .effect = origin->set.effect,
            .run = RunRules,
            .origin = origin.get(),
            .fingerprint = origin->fingerprint};
  if (std::optional<std::string> complaint = catalog.Add(pass)) {
    return fmt::format("{}: {}", path, *complaint);
  }
  catalog.Keep(std::move(origin));
  return std::nullopt;
}

std::optional<std::string> AddRuleFile(const std::string& path, Catalog& catalog) {
  ReadResult read = ReadFile(path);
  if (read.error) return fmt::format("{}: cannot read: {}", path, *read.error);
  return AddRules(path, read.bytes, catalog);
}

}  // namespace weft
