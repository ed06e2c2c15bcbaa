#include "rewrite_setup.h"

#include "duration_option.h"
#include "selection_setup.h"
#include "wrapper_option.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include <fmt/format.h>

namespace weft {
namespace {

namespace fs = std::filesystem;

using Complaint = std::optional<std::string>;

bool IsDirectory(const std::string& path) {
  std::error_code error;
  return path != "-" && fs::is_directory(path, error);
}

bool IsFile(const std::string& path) {
  std::error_code error;
  return fs::exists(path, error) && !fs::is_directory(path, error);
}

bool Has(const std::vector<const Pass*>& passes, std::string_view name) {
  return std::ranges::find(passes, FindPass(name)) != passes.end();
}

Complaint ChoosePasses(const Options& options, RewriteSetup& setup) {
  std::vector<std::string> names = options.passes;
  if (options.command == Command::Wrap) names = {"wrap-calls"};
  if (options.command == Command::Profile) names = {"profile-calls"};
  for (const std::string& name : names) {
    if (name.empty() && names.size() == 1) break;  // --passes '': none.
    const Pass* pass = FindPass(name);
    if (pass == nullptr) return fmt::format("no pass is called `{}`; see `weft passes`", name);
    if (std::ranges::find(setup.passes, pass) != setup.passes.end()) {
      return fmt::format("--passes names `{}` twice", name);
    }
    setup.passes.push_back(pass);
  }
  bool needs_wrapper = Has(setup.passes, "wrap-calls");
  bool is_profile = Has(setup.passes, "profile-calls");
  if (needs_wrapper && is_profile) {
    return "`wrap-calls` and `profile-calls` do not run together";
  }
  if (!is_profile && (!options.in.empty() || !options.limit.empty() || !options.clock.empty())) {
    return "--in, --limit and --clock are for the pass `profile-calls`";
  }
  if (needs_wrapper && options.wrapper.empty()) {
    return "the pass `wrap-calls` needs --with MODULE:NAME";
  }
  if (!needs_wrapper && !options.wrapper.empty()) return "--with is for the pass `wrap-calls`";
  setup.pass_options.profile_in = options.in;
  if (is_profile && options.command == Command::Rewrite) {
    setup.pass_options.profile_in = options.select.in;
  }
  setup.pass_options.running_clock = options.clock == "running";
  if (!options.limit.empty()) {
    std::optional<std::string> seconds = SecondsOf(options.limit);
    if (!seconds)
      return fmt::format("`{}` is no duration; say 0.3, 300ms, 2s or 1m", options.limit);
    setup.pass_options.limit = *seconds;
  }
  setup.pass_options.record_sites = !options.manifest.empty();
  setup.pass_options.add_undo = !options.no_undo;
  setup.pass_options.guard = options.guard;
  setup.pass_options.wrap_decorators = !options.no_decorators;
  setup.pass_options.wrap_defaults = !options.no_defaults;
  return needs_wrapper ? SetWrapper(options.wrapper, setup.pass_options) : std::nullopt;
}

Complaint ChooseVerification(const Options& options, RewriteSetup& setup) {
  for (std::string_view how : options.verify) {
    std::string_view rest = how.substr(std::min(how.find(':'), how.size()));
    std::string_view way = how.substr(0, how.size() - rest.size());
    rest.remove_prefix(std::min<size_t>(1, rest.size()));
    if (how == "ast") {
      auto cannot = [](const Pass* pass) { return pass->undo == nullptr; };
      auto pass = std::ranges::find_if(setup.passes, cannot);
      if (pass != setup.passes.end()) {
        return fmt::format("--verify=ast cannot undo the pass `{}`", (*pass)->name);
      }
      setup.pass_options.verify_ast = true;
    } else if (way == "compile") {
      if (rest.empty()) rest = "python3";
      while (!rest.empty()) {
        std::string_view python = rest.substr(0, rest.find(','));
        rest.remove_prefix(std::min(python.size() + 1, rest.size()));
        if (!python.empty()) setup.compile_pythons.emplace_back(python);
      }
    } else if (way == "run" && !rest.empty()) {
      setup.run_commands.emplace_back(rest);
    } else {
      return fmt::format("--verify `{}` is none of ast, compile, compile:PYTHON,..., run:COMMAND",
                         how);
    }
  }
  return std::nullopt;
}

Complaint ChooseMode(const Options& options, OutputPlan& plan) {
  bool is_single = options.paths.size() == 1 && !IsDirectory(options.paths[0]);
  plan.path = options.output;
  if (options.in_place) {
    plan.mode = OutputMode::InPlace;
    bool has_stdin = std::ranges::find(options.paths, "-") != options.paths.end();
    if (has_stdin) return "standard input cannot be written in place";
  } else if (options.diff) {
    plan.mode = OutputMode::Diff;
  } else if (options.check) {
    plan.mode = OutputMode::Check;
  } else if (!options.output.empty() && options.output != "-") {
    bool is_directory = options.output.ends_with('/') || IsDirectory(options.output);
    plan.mode = is_single && !is_directory ? OutputMode::File : OutputMode::Directory;
    if (plan.mode == OutputMode::Directory && IsFile(options.output)) {
      return fmt::format("`{}` is a file; this input needs a directory for its output",
                         options.output);
    }
  } else if (!is_single) {
    std::string_view what = options.paths.size() == 1 ? "a directory" : "several inputs";
    return fmt::format("{} cannot go to standard output; say -o DIR, --in-place, --diff or --check",
                       what);
  }
  return std::nullopt;
}

Complaint CheckCombination(const Options& options, const OutputPlan& plan) {
  bool is_directory = plan.mode == OutputMode::Directory;
  if (options.copy_others && !is_directory) return "--copy-others needs -o DIR";
  if (options.delete_stale && !is_directory) return "--delete-stale needs -o DIR";
  bool has_output = is_directory || plan.mode == OutputMode::File;
  if (!options.depfile.empty() && !has_output) return "--depfile needs -o";
  bool runs = std::ranges::any_of(options.verify,
                                  [](const std::string& how) { return how.starts_with("run:"); });
  if (runs && !has_output) return "--verify=run needs -o";
  if (runs && (options.paths.size() != 1 || options.paths[0] == "-")) {
    return "--verify=run takes one file or directory";
  }
  bool has_stdin = std::ranges::find(options.paths, "-") != options.paths.end();
  if (is_directory && has_stdin && options.stdin_filename.empty()) {
    return "standard input needs --stdin-filename to have a name in the output directory";
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> SetUpRewrite(const Options& options, RewriteSetup& setup) {
  bool has_passes = options.command != Command::Strip;
  if (has_passes) {
    if (Complaint complaint = ChoosePasses(options, setup)) return complaint;
    if (Complaint complaint = ChooseVerification(options, setup)) return complaint;
    SelectionOptions select = options.select;
    // There, `--in` says which functions are profiled.
    if (Has(setup.passes, "profile-calls")) select.in.clear();
    if (Complaint complaint = SetUpSelection(select, setup.selection)) return complaint;
    setup.pass_options.selection = &setup.selection;
  }
  if (Complaint complaint = ChooseMode(options, setup.plan)) return complaint;
  return CheckCombination(options, setup.plan);
}

}  // namespace weft
