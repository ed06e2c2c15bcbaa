#include "config_keys.h"

#include "command_tree.h"
#include "option_groups.h"
#include "selection_setup.h"

#include "passes/define.h"
#include "passes/duration_option.h"
#include "passes/pass_list.h"
#include "passes/wrapper_option.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <fmt/format.h>

namespace weft {
namespace {

using Complaint = std::optional<std::string>;

// Where the value of a key goes, in the order of ConfigType. The last is a list as well, which
// the option has in one piece, with commas.
using Place =
    std::variant<bool*, std::string*, std::vector<std::string>*, std::optional<std::string>*>;

struct KeyRow {
  std::string_view name;
  Place (*place)(Options& options);
  Complaint (*check)(const std::string& value);
};

std::string Joined(const std::vector<std::string>& parts, std::string_view separator) {
  std::string joined;
  for (const std::string& part : parts) joined.append(joined.empty() ? "" : separator).append(part);
  return joined;
}

Complaint CheckChoice(std::string_view choices, std::string_view value) {
  std::vector<std::string> known = SplitChoices(choices);
  if (std::ranges::find(known, value) != known.end()) return std::nullopt;
  return fmt::format("`{}` is none of {}", value, Joined(known, ", "));
}

Complaint CheckTarget(const std::string& value) {
  return CheckChoice(kTargets, value);
}

Complaint CheckClock(const std::string& value) {
  return CheckChoice(kClocks, value);
}

Complaint CheckLimit(const std::string& value) {
  PassOptions ignored;
  return SetLimit(value, ignored);
}

Complaint CheckWith(const std::string& value) {
  PassOptions ignored;
  return SetWrapper(value, ignored);
}

Complaint CheckDefine(const std::string& value) {
  std::vector<std::string> ignored;
  return AddDefine(value, ignored);
}

Complaint CheckPasses(const std::string& value) {
  std::vector<PassUse> uses;
  std::vector<const Pass*> passes;
  PassOptions ignored;
  if (Complaint complaint = ParsePassList(value, uses)) return complaint;
  return UsePasses(uses, passes, ignored);
}

constexpr KeyRow kRows[] = {
    {"passes", [](Options& o) -> Place { return &o.passes; }, CheckPasses},
    {"define", [](Options& o) -> Place { return &o.define; }, CheckDefine},
    {"with", [](Options& o) -> Place { return &o.wrapper; }, CheckWith},
    {"guard", [](Options& o) -> Place { return &o.guard; }, nullptr},
    {"no-decorators", [](Options& o) -> Place { return &o.no_decorators; }, nullptr},
    {"no-defaults", [](Options& o) -> Place { return &o.no_defaults; }, nullptr},
    {"no-undo", [](Options& o) -> Place { return &o.no_undo; }, nullptr},
    {"limit", [](Options& o) -> Place { return &o.limit; }, CheckLimit},
    {"clock", [](Options& o) -> Place { return &o.clock; }, CheckClock},
    {"only", [](Options& o) -> Place { return &o.select.only; }, nullptr},
    {"skip", [](Options& o) -> Place { return &o.select.skip; }, nullptr},
    {"ignore-builtins", [](Options& o) -> Place { return &o.select.ignore_builtins; }, nullptr},
    {"in", [](Options& o) -> Place { return &o.select.in; }, nullptr},
    {"not-in", [](Options& o) -> Place { return &o.select.not_in; }, nullptr},
    {"decorated", [](Options& o) -> Place { return &o.select.decorated; }, nullptr},
    {"base", [](Options& o) -> Place { return &o.select.base; }, nullptr},
    {"kind", [](Options& o) -> Place { return &o.select.kind; }, CheckKind},
    {"pointcut", [](Options& o) -> Place { return &o.select.pointcut; }, CheckPointcut},
    {"strict", [](Options& o) -> Place { return &o.select.strict; }, nullptr},
    {"target", [](Options& o) -> Place { return &o.target_name; }, CheckTarget},
    {"exclude", [](Options& o) -> Place { return &o.exclude; }, CheckPathPattern},
};

std::array<ConfigKey, std::size(kRows)> MakeKeys() {
  std::array<ConfigKey, std::size(kRows)> keys;
  Options options;
  for (size_t i = 0; i < keys.size(); ++i) {
    size_t type = kRows[i].place(options).index();
    bool is_list = type >= static_cast<size_t>(ConfigType::List);
    keys[i] = {kRows[i].name, is_list ? ConfigType::List : static_cast<ConfigType>(type),
               kRows[i].check};
  }
  return keys;
}

bool IsLongOption(std::string_view name) {
  for (const CommandInfo& command : DescribeCommands().commands) {
    for (const OptionInfo& option : command.options) {
      if (std::ranges::find(option.names, fmt::format("--{}", name)) != option.names.end()) {
        return true;
      }
    }
  }
  return false;
}

}  // namespace

const ConfigSchema& ConfigurationSchema() {
  static const std::array kKeys = MakeKeys();
  static const ConfigSchema kSchema{kKeys, IsLongOption};
  return kSchema;
}

void ApplyConfig(const ConfigFile& file, std::span<const ConfigEntry> entries, Options& options) {
  for (const ConfigEntry& entry : entries) {
    const KeyRow& row = kRows[entry.key];
    if (!options.known.contains(row.name) || options.given.contains(row.name)) continue;
    options.configured.insert_or_assign(std::string(row.name), ConfigPlace{file.path, entry.place});
    Place place = row.place(options);
    if (auto** flag = std::get_if<bool*>(&place)) {
      **flag = entry.is_on;
    } else if (auto** text = std::get_if<std::string*>(&place)) {
      **text = entry.values[0];
    } else if (auto** list = std::get_if<std::vector<std::string>*>(&place)) {
      **list = entry.values;
    } else {
      *std::get<std::optional<std::string>*>(place) = Joined(entry.values, ",");
    }
  }
}

}  // namespace weft
