#pragma once

#include "standard_stream.h"

#include <chrono>
#include <cstddef>

namespace weft {

// A bar on the last line of a terminal, once the work has taken a while.
class Progress {
 public:
  // `stream` outlives the bar. Shows nothing unless `stream` is a terminal and `is_wanted`.
  Progress(StandardStream* stream, size_t total, bool is_wanted);

  void Advance();
  void Hide();  // Before anything else is written; the bar comes back by itself.

 private:
  using Clock = std::chrono::steady_clock;

  StandardStream* stream_;  // Not null.
  size_t total_;
  size_t done_ = 0;
  bool is_enabled_;
  bool is_shown_ = false;
  Clock::time_point next_draw_;
};

}  // namespace weft
