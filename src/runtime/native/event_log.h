#pragma once

#include "runtime/native/clock.h"
#include "runtime/native/profiled_function.h"

#include <Python.h>
#include <cstddef>
#include <cstdint>

namespace weft {

// Gathers the lines of an event file, one for each run; docs/report.md has their format. As
// Python sees it:
//
//   EventLog(limit, sink)
//
// `limit` is how many runs and calls are written; later ones are only counted. The sink has
// the methods `write(bytes)`, which gets whole lines; `describe(function, number)` and
// `thread(number)`, each called before the first run of a function or thread is written, which
// return a line.
struct EventLog {
  PyObject_HEAD

      const Clock* clock;
  PyObject* sink;
  char* text;  // Whole lines that the sink has not got yet.
  size_t size;
  size_t room;
  uint64_t num_left;  // How many more runs and calls may be written.
  uint64_t num_dropped_runs;
  uint64_t num_dropped_calls;
  uint64_t written_at;  // When the sink last got lines; ticks.
  uint64_t most_ticks;  // That lines are kept from it.
  uint32_t num_functions;
  // By number. A thread that has ended may have left its number to a later one: systems use
  // the same identity again.
  unsigned long* threads;
  uint32_t num_threads;
#ifdef Py_GIL_DISABLED
  PyMutex mutex;
#endif
};

PyTypeObject* MakeEventLogType(PyObject* module);

// Appends a run that has ended to the log of its function. Must be called without an exception
// set; leaves none.
void LogRun(ProfiledFunction* function, const Record* record, uint64_t ticks);

}  // namespace weft
