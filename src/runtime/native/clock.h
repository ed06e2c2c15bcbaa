#pragma once

#include <cstdint>
#include <ctime>

#if defined(__x86_64__) || defined(__i386__)
#include <x86intrin.h>
#endif

namespace weft {

// The clock of the stamps. A tick is a cycle of the processor's time stamp counter where the
// kernel itself keeps time by it, which it does only where the counter runs at one rate on all
// processors and never stops; otherwise a nanosecond of CLOCK_MONOTONIC. Set up once, by
// StartClock(), and never changed.
struct Clock {
  bool uses_counter = false;
  uint64_t start_ticks = 0;
  uint64_t start_nanoseconds = 0;  // Of CLOCK_MONOTONIC, at the same moment.
};

inline uint64_t MonotonicNanoseconds() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<uint64_t>(now.tv_sec) * 1'000'000'000 + static_cast<uint64_t>(now.tv_nsec);
}

// Not ordered against its neighbours: that costs more than the few cycles it may be off.
inline uint64_t ReadCounter() {
#if defined(__x86_64__) || defined(__i386__)
  return __rdtsc();
#elif defined(__aarch64__)
  uint64_t ticks;
  asm volatile("mrs %0, cntvct_el0" : "=r"(ticks));
  return ticks;
#else
  return MonotonicNanoseconds();
#endif
}

inline uint64_t ReadTicks(bool uses_counter) {
  return uses_counter ? ReadCounter() : MonotonicNanoseconds();
}

// The environment's WEFT_CLOCK=monotonic keeps the counter out.
Clock StartClock();

// A moment, read from both clocks, long enough after the clock's start for the two to tell the
// rate of the counter. Takes 0.2 ms the first time, at most.
void ReadLater(const Clock& clock, uint64_t& ticks, uint64_t& nanoseconds);

// Seconds per tick, measured between the clock's start and now; so it gets more exact with
// time.
double SecondsPerTick(const Clock& clock);

}  // namespace weft
