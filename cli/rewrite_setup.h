#pragma once

#include "file_options.h"
#include "options.h"

#include "driver/output_plan.h"
#include "passes/catalog.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace weft {

// What a run of `wrap`, `profile`, `rewrite` or `strip` is asked to do with its files as a
// whole, after the checks that need the file system.
struct RunSetup {
  OutputPlan plan;
  std::vector<std::string> compile_pythons;  // --verify=compile
  std::vector<std::string> run_commands;     // --verify=run:CMD
};

// What is to be done with the files that share their options. Does not move: `pass_options`
// points at `selection`.
struct PassSetup {
  std::vector<const Pass*> passes;
  Selection selection;
  PassOptions pass_options;
};

// By variant of the options.
using PassSetups = std::vector<std::unique_ptr<PassSetup>>;

// Fills `setup`, or says what is wrong with the command line.
std::optional<std::string> SetUpRun(const Options& options, RunSetup& setup);

// Fills `setups`, also for `explain`, or says what is wrong: with `options`, those of the command
// line, or with what a configuration makes of them. `catalog` outlives `setups`.
std::optional<std::string> SetUpVariants(const Options& options, const FileOptions& file_options,
                                         const Catalog& catalog, PassSetups& setups);

// The passes that some file goes through.
std::vector<const Pass*> AllPassesOf(const PassSetups& setups);

// Reads into the selections what they want to know of the files of the run.
void LoadIndexes(std::span<const FoundFile> files, const PassSetups& setups);

}  // namespace weft
