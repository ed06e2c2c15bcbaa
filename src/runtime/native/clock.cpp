#include "runtime/native/clock.h"

#include <cstdlib>
#include <cstring>
#include <fstream>
#include <string>

namespace weft {
namespace {

// A shorter stretch would measure the two clocks' own cost.
constexpr uint64_t kShortestStretch = 200'000;  // Nanoseconds.

// Whether the kernel keeps time by the counter that ReadCounter() reads.
bool KernelTrustsCounter() {
#if defined(__x86_64__) || defined(__i386__)
  std::ifstream file("/sys/devices/system/clocksource/clocksource0/current_clocksource");
  std::string name;
  return std::getline(file, name) && name == "tsc";
#elif defined(__aarch64__) && defined(__linux__)
  return true;  // The generic timer has one rate by definition.
#else
  return false;
#endif
}

// A moment read from both clocks. The counter is read between two readings of the other one,
// several times: the narrowest pair counts.
void ReadBoth(uint64_t& ticks, uint64_t& nanoseconds) {
  uint64_t narrowest = UINT64_MAX;
  for (int i = 0; i < 5; ++i) {
    uint64_t before = MonotonicNanoseconds();
    uint64_t counter = ReadCounter();
    uint64_t after = MonotonicNanoseconds();
    if (after - before < narrowest) {
      narrowest = after - before;
      ticks = counter;
      nanoseconds = before + narrowest / 2;
    }
  }
}

}  // namespace

Clock StartClock() {
  Clock clock;
  const char* wish = std::getenv("WEFT_CLOCK");
  clock.uses_counter =
      (wish == nullptr || std::strcmp(wish, "monotonic") != 0) && KernelTrustsCounter();
  if (clock.uses_counter) {
    ReadBoth(clock.start_ticks, clock.start_nanoseconds);
  } else {
    clock.start_ticks = clock.start_nanoseconds = MonotonicNanoseconds();
  }
  return clock;
}

void ReadLater(const Clock& clock, uint64_t& ticks, uint64_t& nanoseconds) {
  if (!clock.uses_counter) {
    ticks = nanoseconds = MonotonicNanoseconds();
    return;
  }
  do {
    ReadBoth(ticks, nanoseconds);
  } while (nanoseconds - clock.start_nanoseconds < kShortestStretch);
}

double SecondsPerTick(const Clock& clock) {
  constexpr double kNanosecond = 1e-9;
  if (!clock.uses_counter) {
    return kNanosecond;
  }
  uint64_t ticks = 0;
  uint64_t nanoseconds = 0;
  ReadLater(clock, ticks, nanoseconds);
  return static_cast<double>(nanoseconds - clock.start_nanoseconds) * kNanosecond /
         static_cast<double>(ticks - clock.start_ticks);
}

}  // namespace weft
