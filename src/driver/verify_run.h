#pragma once

#include "driver/problems.h"

#include <string>

namespace weft {

// `--verify=run:CMD`: runs `command` by the shell for the original and for what was made of
// it, both files or both directories, and reports where exit code or standard output differ.
// It runs in the directory, or in the one that holds the file; `{}` in it stands for the
// absolute path, and in what it prints that path counts as `{}`.
void VerifyRun(const std::string& command, const std::string& original,
               const std::string& rewritten, Problems& problems);

}  // namespace weft
