#include "pass_setup.h"

#include "passes/duration_option.h"
#include "passes/pass_list.h"
#include "passes/pass_order.h"
#include "plugins/plugin_pass.h"
#include "rules/rules_pass.h"

#include <algorithm>
#include <charconv>
#include <string_view>

#include <fmt/format.h>

namespace weft {
namespace {

using Complaint = std::optional<std::string>;

Complaint ParsePasses(const Options& options, const Catalog& catalog, std::vector<PassUse>& uses) {
  std::string_view list;
  if (options.command == Command::Wrap) {
    list = "wrap-calls";
  } else if (options.command == Command::Explain) {
    list = options.explained;
  } else if (options.command == Command::Profile) {
    list = "profile-calls";
  } else if (options.passes) {
    list = *options.passes;
  } else if (options.optimise.empty() && catalog.added().empty()) {
    return "--passes or -O is required, or `passes` in `[tool.weft]`";
  }
  if (!list.empty()) {
    if (Complaint complaint = ParsePassList(list, catalog, uses)) return complaint;
  }
  if (!options.optimise.empty()) {
    if (Complaint complaint = AddOptimisers(options.optimise, catalog, uses)) return complaint;
  }
  AddUnnamed(catalog, uses);
  return std::nullopt;
}

// An option of the command line, or a key of a configuration, that stands for an option of a
// pass.
struct OwnOption {
  std::string_view pass;
  std::string_view option;  // Without dashes.
  std::string_view name;
  std::string value;  // Empty where it is not set.
};

Complaint SetOwnOption(const Options& options, const OwnOption& own,
                       const std::vector<const Pass*>& passes, PassOptions& pass_options) {
  if (own.value.empty()) return std::nullopt;
  if (!HasPass(passes, own.pass)) {
    // A configuration is for several commands, so that is no mistake there.
    bool is_mistake = options.given.contains(own.option);
    return is_mistake ? Complaint(fmt::format("--{} is for the pass `{}`", own.option, own.pass))
                      : std::nullopt;
  }
  Complaint complaint = SetPassOption(*FindPass(own.pass), own.name, own.value, pass_options);
  return complaint ? fmt::format("--{} {}", own.option, *complaint) : complaint;
}

Complaint SetOwnOptions(const Options& options, const std::vector<const Pass*>& passes,
                        PassOptions& pass_options) {
  const OwnOption rows[] = {
      {"wrap-calls", "with", "with", options.wrapper},
      {"wrap-calls", "guard", "guard", options.guard ? "yes" : ""},
      {"wrap-calls", "no-decorators", "decorators", options.no_decorators ? "no" : ""},
      {"wrap-calls", "no-defaults", "defaults", options.no_defaults ? "no" : ""},
      {"profile-calls", "limit", "limit", options.limit},
      {"profile-calls", "clock", "clock", options.clock},
  };
  for (const OwnOption& own : rows) {
    if (Complaint complaint = SetOwnOption(options, own, passes, pass_options)) return complaint;
  }
  return std::nullopt;
}

Complaint SetTimeout(const std::string& duration, PluginProgram& program) {
  if (duration.empty()) return std::nullopt;
  const std::string seconds = SecondsOf(duration).value_or("0");
  double number = 0;
  std::from_chars(seconds.data(), seconds.data() + seconds.size(), number);
  if (number <= 0) {
    return fmt::format("--timeout-per-file `{}` is no duration; say 30, 500ms or 2m", duration);
  }
  program.seconds = number;
  return std::nullopt;
}

// `-D` is for each of the passes that take names.
Complaint SetDefines(const Options& options, const std::vector<const Pass*>& passes,
                     PassOptions& pass_options) {
  constexpr std::string_view kTakers[] = {"define", "cpp"};
  bool is_taken = false;
  for (std::string_view taker : kTakers) {
    if (!HasPass(passes, taker)) continue;
    is_taken = true;
    for (const std::string& define : options.define) {
      if (Complaint complaint = SetPassOption(*FindPass(taker), "set", define, pass_options)) {
        return fmt::format("--define {}", *complaint);
      }
    }
  }
  if (!is_taken && options.given.contains("define")) {
    return "--define is for the passes `define` and `cpp`, and neither runs";
  }
  return std::nullopt;
}

}  // namespace

Complaint AddForeignPasses(const Options& options, Catalog& catalog) {
  for (const std::string& path : options.rules) {
    if (Complaint complaint = AddRuleFile(path, catalog)) return complaint;
  }
  PluginProgram program;
  program.command = {"/proc/self/exe", std::string(kPluginHostCommand)};
  if (Complaint complaint = SetTimeout(options.plugin_timeout, program)) return complaint;
  for (const std::string& path : options.plugins) {
    if (Complaint complaint = AddPlugin(path, program, catalog)) return complaint;
  }
  return std::nullopt;
}

bool HasPass(const std::vector<const Pass*>& passes, std::string_view name) {
  return std::ranges::find(passes, FindPass(name)) != passes.end();
}

Complaint SetUpPasses(const Options& options, const Catalog& catalog,
                      std::vector<const Pass*>& passes, PassOptions& pass_options) {
  std::vector<PassUse> uses;
  if (Complaint complaint = ParsePasses(options, catalog, uses)) return complaint;
  if (Complaint complaint = UsePasses(uses, passes, pass_options)) return complaint;
  if (Complaint complaint = CheckOrder(passes)) return complaint;
  if (Complaint complaint = SetOwnOptions(options, passes, pass_options)) return complaint;
  if (Complaint complaint = SetDefines(options, passes, pass_options)) return complaint;
  // Any wrapper will do where nothing is written, and without a module no file is its own.
  if (options.command == Command::Explain) pass_options.wrapper_name = "wrapper";
  if (HasPass(passes, "wrap-calls") && pass_options.wrapper_name.empty()) {
    return "the pass `wrap-calls` needs --with MODULE:NAME, or `with` in `[tool.weft]`";
  }
  pass_options.catalog = &catalog;
  pass_options.verify_each = options.verify_each;
  pass_options.trace_passes = options.time_passes || !options.print_after.empty();
  if (!options.print_after.empty()) {
    pass_options.print_after = catalog.Find(options.print_after);
    if (std::ranges::find(passes, pass_options.print_after) == passes.end()) {
      return fmt::format("--print-after `{}` is none of the passes that run", options.print_after);
    }
  }
  return std::nullopt;
}

void SetUpFunctions(const std::vector<const Pass*>& passes, const PassOptions& pass_options,
                    SelectionOptions& select) {
  select.takes_functions = HasPass(passes, "profile-calls");
  const std::vector<std::string>& in = pass_options.profile_in;
  select.in.insert(select.in.end(), in.begin(), in.end());
}

}  // namespace weft
