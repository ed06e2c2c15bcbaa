#pragma once

#include "base/descriptor.h"

#include <sys/types.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weft {

// A running command, to whose standard input one may write and whose standard output is
// read once that is closed. The command must not print much before its input ends.
class Subprocess {
 public:
  Subprocess() = default;
  Subprocess(const Subprocess&) = delete;
  Subprocess& operator=(const Subprocess&) = delete;
  ~Subprocess();  // Waits.

  // Why it could not be started, in the system's words. `directory` is where it runs, empty
  // for here; standard error is shared.
  std::optional<std::string> Start(const std::vector<std::string>& command,
                                   const std::string& directory);
  void Write(std::string_view bytes);  // What nobody reads any more is lost.
  // Closes the input and waits. The exit code; 128 and the number of the signal where one
  // ended it.
  int Finish(std::string& output);

 private:
  pid_t pid_ = -1;
  Descriptor input_;
  Descriptor output_;
};

}  // namespace weft
