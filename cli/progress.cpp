#include "progress.h"

#include <string>

#include <fmt/format.h>

namespace weft {
namespace {

constexpr auto kDelay = std::chrono::milliseconds(500);
constexpr auto kInterval = std::chrono::milliseconds(100);
constexpr size_t kBarWidth = 30;

}  // namespace

Progress::Progress(StandardStream* stream, size_t total, bool is_wanted)
    : stream_(stream),
      total_(total),
      is_enabled_(is_wanted && total > 1 && stream->is_terminal()),
      next_draw_(Clock::now() + kDelay) {
}

void Progress::Advance() {
  ++done_;
  if (!is_enabled_ || Clock::now() < next_draw_) return;
  next_draw_ = Clock::now() + kInterval;
  std::string bar(kBarWidth * done_ / total_, '=');
  stream_->Write(fmt::format("\r[{:<{}}] {}/{} files\x1b[K", bar, kBarWidth, done_, total_));
  stream_->Flush();
  is_shown_ = true;
}

void Progress::Hide() {
  if (!is_shown_) return;
  stream_->Write("\r\x1b[K");
  stream_->Flush();
  is_shown_ = false;
}

}  // namespace weft
