#include "rewrite_setup.h"

#include "pass_setup.h"
#include "selection_setup.h"

#include "driver/module_index_loader.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

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

Complaint ChoosePasses(const Options& options, const Catalog& catalog, PassSetup& setup) {
  PassOptions& pass_options = setup.pass_options;
  if (Complaint complaint = SetUpPasses(options, catalog, setup.passes, pass_options)) {
    return complaint;
  }
  bool is_explain = options.command == Command::Explain;
  pass_options.record_sites = is_explain || !options.manifest.empty();
  pass_options.add_undo = !is_explain && !options.no_undo;
  return std::nullopt;
}

Complaint SetVerification(const Options& options, PassSetup& setup) {
  if (std::ranges::find(options.verify, "ast") == options.verify.end()) return std::nullopt;
  auto cannot = [](const Pass* pass) { return pass->undo == nullptr; };
  auto pass = std::ranges::find_if(setup.passes, cannot);
  if (pass != setup.passes.end()) {
    return fmt::format("--verify=ast cannot undo the pass `{}`", (*pass)->name);
  }
  setup.pass_options.verify_ast = true;
  return std::nullopt;
}

Complaint SetUpVariant(const Options& options, const Catalog& catalog, PassSetup& setup) {
  if (Complaint complaint = ChoosePasses(options, catalog, setup)) return complaint;
  if (Complaint complaint = SetVerification(options, setup)) return complaint;
  SelectionOptions select = options.select;
  SetUpFunctions(setup.passes, setup.pass_options, select);
  if (Complaint complaint = SetUpSelection(select, setup.selection)) return complaint;
  setup.pass_options.selection = &setup.selection;
  return std::nullopt;
}

Complaint ChooseVerification(const Options& options, RunSetup& setup) {
  for (std::string_view how : options.verify) {
    std::string_view rest = how.substr(std::min(how.find(':'), how.size()));
    std::string_view way = how.substr(0, how.size() - rest.size());
    rest.remove_prefix(std::min<size_t>(1, rest.size()));
    if (how == "ast") continue;
    if (way == "compile") {
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

std::optional<std::string> SetUpRun(const Options& options, RunSetup& setup) {
  if (Complaint complaint = ChooseVerification(options, setup)) return complaint;
  if (Complaint complaint = ChooseMode(options, setup.plan)) return complaint;
  return CheckCombination(options, setup.plan);
}

std::optional<std::string> SetUpVariants(const Options& options, const FileOptions& file_options,
                                         const Catalog& catalog, PassSetups& setups) {
  for (const Options& variant : file_options.variants) {
    setups.push_back(std::make_unique<PassSetup>());
    if (variant.command == Command::Strip) continue;
    Complaint complaint = SetUpVariant(variant, catalog, *setups.back());
    if (!complaint) continue;
    PassSetup plain;
    bool is_command_line =
        variant.configured.empty() || SetUpVariant(options, catalog, plain) == complaint;
    if (is_command_line) return complaint;
    const std::string& path = variant.configured.begin()->second.path;
    return fmt::format("{}; `{}` has a part in this", *complaint, path);
  }
  return std::nullopt;
}

std::vector<const Pass*> AllPassesOf(const PassSetups& setups) {
  std::vector<const Pass*> passes;
  for (const std::unique_ptr<PassSetup>& setup : setups) {
    for (const Pass* pass : setup->passes) {
      if (std::ranges::find(passes, pass) == passes.end()) passes.push_back(pass);
    }
  }
  return passes;
}

void LoadIndexes(std::span<const FoundFile> files, const PassSetups& setups) {
  const ModuleIndex* loaded = nullptr;
  for (const std::unique_ptr<PassSetup>& setup : setups) {
    if (!setup->selection.needs_index()) continue;
    ModuleIndex& index = setup->selection.mutable_index();
    if (loaded == nullptr) {
      LoadModuleIndex(files, index);
      loaded = &index;
    } else {
      index = *loaded;
    }
  }
}

}  // namespace weft
