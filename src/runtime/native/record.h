#pragma once

#include "runtime/native/clock.h"

#include <Python.h>
#include <cstdint>

namespace weft {

struct ProfiledFunction;
struct Life;

// What is known of the calls of one site, or of the runs of one function. In ticks.
struct Sums {
  uint64_t count = 0;
  uint64_t total = 0;
  uint64_t shortest = UINT64_MAX;
  uint64_t longest = 0;

  void Add(uint64_t duration) {
    ++count;
    total += duration;
    shortest = duration < shortest ? duration : shortest;
    longest = duration > longest ? duration : longest;
  }
  void Merge(const Sums& other);
};

// A call that has ended.
struct Event {
  uint64_t start;  // Ticks.
  uint64_t duration;
  uint32_t site;
};

// A call that has begun.
struct OpenCall {
  uint64_t start;
  uint32_t site;
};

// One run of a profiled function at a time: the state that its stamps write to. A record is
// used again for a later run, but never for two runs at once, so that threads, recursion,
// generators and coroutines do not meet. The sums stay from run to run; a report merges those
// of all records of a function.
//
// The stamps are built-in functions bound to the record, which the interpreter calls faster
// than any other object. They hold the record, and the record holds them: the function that
// owns the record takes it apart.
//
// Nothing here refers to a callee, an argument or a result.
// NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init): MakeRecord() clears all of it.
struct Record {
  PyObject_HEAD

      // What a stamp touches.
      Sums* open;  // Where the open call of the function's own code belongs; null: there is none.
  uint64_t open_start;
  Sums* sums;           // By site.
  uint32_t num_nested;  // Of `nested`.
  uint32_t site_limit;  // Sites that count are below it: all of them, or none without a run.
  bool keeps_events;
  bool uses_counter;

  uint32_t num_sites;
  Event* events;
  uint32_t num_events;
  uint32_t max_events;  // Room in `events`.

  // Calls in nested code (lambdas, comprehensions, inner functions) run while other calls are
  // open, and are a stack.
  OpenCall* nested;
  uint32_t max_nested;

  uint64_t begin;
  uint64_t suspended;     // Ticks that do not count.
  uint64_t suspended_at;  // 0: runs.
  uint64_t num_spilled;   // Events that found no room.
  uint64_t* spilled;      // By site: their ticks. Null unless there are any.
  Sums runs;

  PyObject* stamps;            // (start, end), for the function's own code.
  PyObject* inner_stamps;      // (start, end), for nested code; null if there is none.
  PyObject* pauses;            // (pause, resume); null if they do not count.
  Life* life;                  // Of the present run, or of the last one, to be used again.
  ProfiledFunction* function;  // Null once it is gone.
  Record* next_free;
};

// Most events that a run keeps; what comes later is only summed up.
inline constexpr uint32_t kMaxEvents = 1U << 16;

// Creates the type. `module` outlives it.
PyTypeObject* MakeRecordType(PyObject* module);

// A record with its stamps, or null with an exception set.
Record* MakeRecord(PyTypeObject* type, ProfiledFunction* function);

// Begins a run: forgets the events of the last one.
void BeginRun(Record* record, bool keeps_events);

// Ends a run: closes what is open, and returns how many ticks it took.
uint64_t EndRun(Record* record);

// True where nested code that outlives its run holds the stamps.
inline bool IsCaptured(const Record* record) {
  return record->inner_stamps != nullptr &&
         (Py_REFCNT(PyTuple_GET_ITEM(record->inner_stamps, 0)) > 1 ||
          Py_REFCNT(PyTuple_GET_ITEM(record->inner_stamps, 1)) > 1);
}

// Breaks the cycle of record and stamps, and gives the record up.
void Abandon(Record* record);

}  // namespace weft
