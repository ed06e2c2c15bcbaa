#pragma once

#include "runtime/native/clock.h"
#include "runtime/native/hidden_names.h"
#include "runtime/native/record.h"

#include <Python.h>
#include <cstdint>

namespace weft {

// What the profiler of one module instance shares: held by the module, which every type made
// by it keeps alive.
struct ProfilerState {
  Clock clock;
  HiddenNames hidden;
  PyTypeObject* record_type = nullptr;
  PyTypeObject* life_type = nullptr;
  PyTypeObject* function_type = nullptr;
  PyTypeObject* log_type = nullptr;
};

// The state behind one of those types but Record and Life; null with an exception set.
ProfilerState* StateOf(PyTypeObject* type);

// A profiled function of a rewritten module. Python makes those of a module all at once:
//
//   Function.make(table, shapes, limit, on_exit) -> the `enter` of each, in a tuple
//
// A shape is the number of sites times 4, plus 1 if nested code has stamps, plus 2 if there are
// pauses. What else there is to know of function number `index` is told by `table.row(index)`, a
// tuple (name, line, sites), when somebody asks. `limit` is None, or as for configure(). `enter`
// is the built-in function that its code calls at its begin; that returns a Life.
// NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init): CPython allocates it, zeroed.
struct ProfiledFunction {
  PyObject_HEAD

      const Clock* clock;  // Of `state`.
  ProfilerState* state;
  uint32_t num_sites;
  bool has_nested;
  bool has_pauses;
  bool wants_events;
  bool keeps_events;  // Somebody wants them, or there is a log.
  bool wants_below;
  bool tells_every_run;  // The same of runs below the limit.
  bool wants_above;
  uint64_t limit_ticks;  // At most the limit; UINT64_MAX without one.
  double limit;          // Seconds; INFINITY without one.
  bool has_limit;        // One may be infinite.
  Record* free;          // Not in use; linked by next_free.
  Record** records;      // All of them, each with a reference.
  size_t num_records;
  size_t max_records;
  Sums runs;   // Of records that are gone.
  Sums* sums;  // The same, by site. Null until there is a record.

  PyObject* table;
  uint32_t index;
  PyObject* on_exit;  // on_exit(function, seconds, is_above, events, spilled) or null.
  PyObject* log;      // An EventLog, or null.
  uint32_t log_number;
  bool is_in_log;  // The log has its name, and its number is `log_number`.
  PyObject* data;  // Whatever the Python part wants to keep here.
#ifdef Py_GIL_DISABLED
  PyMutex mutex;
#endif
};

PyTypeObject* MakeFunctionType(PyObject* module);

// Without the GIL, these guard `free`, `records` and the nested calls of records.
#ifdef Py_GIL_DISABLED
inline void Lock(ProfiledFunction* function) {
  PyMutex_Lock(&function->mutex);
}
inline void Unlock(ProfiledFunction* function) {
  PyMutex_Unlock(&function->mutex);
}
#else
inline void Lock(ProfiledFunction* /*function*/) {
}
inline void Unlock(ProfiledFunction* /*function*/) {
}
#endif

// A record that nobody uses, or null with an exception set.
Record* TakeRecord(ProfiledFunction* function);

// The same where there is one that has been used before; else null.
inline Record* TakeUsedRecord(ProfiledFunction* function) {
  Lock(function);
  Record* record = function->free;
  bool is_usable = record != nullptr && record->life != nullptr && !IsCaptured(record);
  if (is_usable) {
    function->free = record->next_free;
  }
  Unlock(function);
  return is_usable ? record : nullptr;
}

inline void GiveBack(ProfiledFunction* function, Record* record) {
  Lock(function);
  record->next_free = function->free;
  function->free = record;
  Unlock(function);
}

// A run took `ticks`: tells whoever wants to know. Leaves the current exception alone.
void TellOfRun(ProfiledFunction* function, Record* record, uint64_t ticks);

// Takes the current exception, which `where` raised, and which cannot go on from here. The
// user's interrupt is not lost: it comes again, in the program.
void TellOfException(PyObject* where);

}  // namespace weft
