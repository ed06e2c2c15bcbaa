#pragma once

#include "driver/problems.h"
#include "driver/subprocess.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace weft {

// `--verify=compile`: a Python that compiles outputs as they come, and runs none of them.
// An output is at fault only where that Python compiles the input.
class CompileCheck {
 public:
  explicit CompileCheck(std::string python) : python_(std::move(python)) {}

  // What the Python cannot be started for.
  std::optional<std::string> Start();
  void Add(const std::string& path, std::string_view input, std::string_view output);
  void Finish(Problems& problems);  // Waits for the verdicts.

 private:
  std::string python_;  // As the command line names it.
  Subprocess process_;
  std::vector<std::string> paths_;
};

}  // namespace weft
