#pragma once

#include "options.h"

#include "driver/output_plan.h"
#include "passes/pass.h"

#include <optional>
#include <string>
#include <vector>

namespace weft {

// What `wrap` and `rewrite` are asked to do, after the checks that need the file system or
// the passes.
struct RewriteSetup {
  std::vector<const Pass*> passes;
  Selection selection;
  PassOptions pass_options;  // Points at `selection`, once that is filled.
  OutputPlan plan;
  std::vector<std::string> compile_pythons;  // --verify=compile
  std::vector<std::string> run_commands;     // --verify=run:CMD
};

// Fills `setup`, or says what is wrong with the command line.
std::optional<std::string> SetUpRewrite(const Options& options, RewriteSetup& setup);

}  // namespace weft
