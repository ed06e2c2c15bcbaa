#pragma once

#include "driver/output.h"
#include "driver/output_plan.h"
#include "driver/report.h"
#include "driver/rewrite.h"
#include "syntax/ast_dump.h"
#include "syntax/python_version.h"

#include <cstdint>
#include <span>

namespace weft {

// What RewriteFile needs besides the file. All of it outlives the run.
struct RewriteSettings {
  std::span<const Pass* const> passes;
  const PassOptions* pass_options = nullptr;  // Not null.
  OutputPlan plan;
  OutputTree* output_tree = nullptr;  // Not null where plan.mode is Directory.
  uint32_t default_mode = 0644;       // Of what has no mode to keep: standard input.
  bool makes_manifest = false;
  bool keeps_bytes = false;  // Fill `input` and `output` of the reports.
};

// Reads one file, rewrites it and puts the result where the plan says. What is not Python
// is brought along as it is.
FileReport RewriteFile(const FoundFile& file, const RewriteSettings& settings);

// Reads one file that RewriteFile made, and puts its original where the plan says. What is
// not Python is brought along. The passes of the settings are not looked at.
FileReport StripFile(const FoundFile& file, const RewriteSettings& settings);

// Reads one file and looks for what `target` does not compile.
FileReport CheckFile(const FoundFile& file, PythonVersion target);

// Reads one file and prints its tree, and a line break, into the report's text.
FileReport DumpFile(const FoundFile& file, const AstDumpOptions& options);

// Reads one file and collects its sites; writes nothing.
FileReport ExplainFile(const FoundFile& file, std::span<const Pass* const> passes,
                       const PassOptions& options);

}  // namespace weft
