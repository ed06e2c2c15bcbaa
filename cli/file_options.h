#pragma once

#include "options.h"

#include "driver/tree_walk.h"

#include <string>
#include <vector>

namespace weft {

// The options of a run, file by file: FoundFile::variant is an index into `variants`.
struct FileOptions {
  std::vector<Options> variants;          // At least one.
  std::vector<std::string> config_files;  // Every file that had a say, or could have had one.
  Problems problems;
};

// Reads the configurations of `found`, unless the command line forbids it, and drops the files
// that --exclude or `exclude` leaves out.
FileOptions ConfigureFiles(const Options& options, FoundFiles& found);

}  // namespace weft
