#include "rewrite_setup.h"

#include "pass_setup.h"
#include "selection_setup.h"

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

Complaint ChoosePasses(const Options& options, RewriteSetup& setup) {
  if (Complaint complaint = SetUpPasses(options, setup.passes, setup.pass_options)) {
    return complaint;
  }
  bool is_profile = HasPass(setup.passes, "profile-calls");
  const std::vector<std::string>& in =
      options.command == Command::Rewrite ? options.select.in : options.in;
  if (is_profile && !in.empty()) setup.pass_options.profile_in = in;
  setup.pass_options.record_sites = !options.manifest.empty();
  setup.pass_options.add_undo = !options.no_undo;
  return std::nullopt;
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
    if (HasPass(setup.passes, "profile-calls")) select.in.clear();
    if (Complaint complaint = SetUpSelection(select, setup.selection)) return complaint;
    setup.pass_options.selection = &setup.selection;
  }
  if (Complaint complaint = ChooseMode(options, setup.plan)) return complaint;
  return CheckCombination(options, setup.plan);
}

}  // namespace weft
