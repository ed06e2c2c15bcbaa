#include "runtime/native/event_log.h"

#include <algorithm>
#include <charconv>

namespace weft {
namespace {

constexpr size_t kMaxDigits = 20;    // Of a uint64_t.
constexpr size_t kNumbersOfRun = 5;  // In front of its calls.
constexpr size_t kNumbersOfCall = 3;
constexpr size_t kWriteAt = 1U << 16;  // Bytes that are enough for the sink.
constexpr double kMostSeconds = 1.0;   // That a run is kept from it, while others end.

EventLog* AsLog(PyObject* self) {
  return reinterpret_cast<EventLog*>(self);
}

#ifdef Py_GIL_DISABLED
class Locked {
 public:
  explicit Locked(EventLog* log) : log_(log) { PyMutex_Lock(&log_->mutex); }
  Locked(const Locked&) = delete;
  Locked& operator=(const Locked&) = delete;
  ~Locked() { PyMutex_Unlock(&log_->mutex); }

 private:
  EventLog* log_;
};
#else
struct [[maybe_unused]] Locked {
  explicit Locked(EventLog* /*log*/) {}
};
#endif

bool Reserve(EventLog* log, size_t more) {
  if (log->room - log->size >= more) {
    return true;
  }
  size_t room = std::max(log->size + more, 2 * kWriteAt);
  void* grown = PyMem_RawRealloc(log->text, room);
  if (grown == nullptr) {
    return false;
  }
  log->text = static_cast<char*>(grown);
  log->room = room;
  return true;
}

// Appends the line that a method of the sink has returned. Steals `line`, which is null where
// that raised; false with an exception set.
bool AppendLine(EventLog* log, PyObject* line) {
  char* text = nullptr;
  Py_ssize_t size = 0;
  bool is_added = line != nullptr && PyBytes_AsStringAndSize(line, &text, &size) == 0;
  if (is_added) {
    Locked lock(log);
    is_added = Reserve(log, static_cast<size_t>(size));
    if (is_added) {
      std::copy_n(text, size, log->text + log->size);
      log->size += static_cast<size_t>(size);
    } else {
      PyErr_NoMemory();
    }
  }
  Py_XDECREF(line);
  return is_added;
}

// Puts lines back that the sink did not get, in front of later ones.
void PutBack(EventLog* log, PyObject* lines) {
  auto size = static_cast<size_t>(PyBytes_GET_SIZE(lines));
  Locked lock(log);
  if (Reserve(log, size)) {
    std::copy_backward(log->text, log->text + log->size, log->text + log->size + size);
    std::copy_n(PyBytes_AS_STRING(lines), size, log->text);
    log->size += size;
  }
}

// Hands the lines to the sink. False with an exception set.
bool Write(EventLog* log) {
  PyObject* lines = nullptr;
  {
    Locked lock(log);
    log->written_at = ReadTicks(log->clock->uses_counter);
    if (log->size == 0) {
      return true;
    }
    lines = PyBytes_FromStringAndSize(log->text, static_cast<Py_ssize_t>(log->size));
    if (lines == nullptr) {
      return false;
    }
    log->size = 0;
  }
  PyObject* result = PyObject_CallMethod(log->sink, "write", "O", lines);
  if (result == nullptr && PyErr_ExceptionMatches(PyExc_RecursionError) != 0) {
    PutBack(log, lines);
  }
  Py_DECREF(lines);
  Py_XDECREF(result);
  return result != nullptr;
}

// The number of this thread. False with an exception set.
bool NumberThread(EventLog* log, uint32_t& number) {
  unsigned long identity = PyThread_get_thread_ident();
  {
    Locked lock(log);
    unsigned long* end = log->threads + log->num_threads;
    number = static_cast<uint32_t>(std::find(log->threads, end, identity) - log->threads);
    if (number < log->num_threads) {
      return true;
    }
    void* grown = PyMem_RawRealloc(log->threads, (number + 1) * sizeof(identity));
    if (grown == nullptr) {
      PyErr_NoMemory();
      return false;
    }
    log->threads = static_cast<unsigned long*>(grown);
    log->threads[number] = identity;
    ++log->num_threads;
  }
  if (AppendLine(log, PyObject_CallMethod(log->sink, "thread", "I", number))) {
    return true;
  }
  Locked lock(log);
  log->threads[number] = 0;  // It gets another number with its next run.
  return false;
}

// The number of a function, which it gets with its first run. False with an exception set.
bool NumberFunction(EventLog* log, ProfiledFunction* function, uint32_t& number) {
  {
    Locked lock(log);
    if (function->is_in_log) {
      number = function->log_number;
      return true;
    }
    number = log->num_functions++;
  }
  auto* object = reinterpret_cast<PyObject*>(function);
  if (!AppendLine(log, PyObject_CallMethod(log->sink, "describe", "OI", object, number))) {
    return false;
  }
  Locked lock(log);
  if (function->log == reinterpret_cast<PyObject*>(log)) {
    function->is_in_log = true;
    function->log_number = number;
  }
  return true;
}

char* Put(char* at, uint64_t number) {
  *at++ = ',';
  return std::to_chars(at, at + kMaxDigits, number).ptr;
}

// [function, thread, begin, span, suspended, site, start, duration, ...]: ticks, `begin` since
// the clock's start, `start` since the run's begin. A call that nested code began before the
// run's begin, as another thread may, starts with it.
void AppendRun(EventLog* log, const Record* record, uint32_t function, uint32_t thread,
               uint64_t ticks) {
  size_t num_numbers = kNumbersOfRun + kNumbersOfCall * record->num_events;
  if (!Reserve(log, num_numbers * (kMaxDigits + 1) + 3)) {
    ++log->num_dropped_runs;
    log->num_dropped_calls += record->num_events;
    return;
  }
  char* begin = log->text + log->size;
  char* at = Put(begin, function);
  *begin = '[';
  at = Put(at, thread);
  at = Put(at, record->begin - log->clock->start_ticks);
  at = Put(at, ticks + record->suspended);
  at = Put(at, record->suspended);
  for (uint32_t i = 0; i < record->num_events; ++i) {
    const Event& event = record->events[i];
    at = Put(at, event.site);
    at = Put(at, event.start > record->begin ? event.start - record->begin : 0);
    at = Put(at, event.duration);
  }
  *at++ = ']';
  *at++ = '\n';
  log->size = static_cast<size_t>(at - log->text);
}

// True where there is room for a run; else counts it. What is written are the first so many.
bool TakeRoom(EventLog* log, const Record* record) {
  Locked lock(log);
  log->num_dropped_calls += record->num_spilled;
  uint64_t num_events = 1 + uint64_t{record->num_events};
  if (num_events <= log->num_left) {
    log->num_left -= num_events;
    return true;
  }
  log->num_left = 0;
  ++log->num_dropped_runs;
  log->num_dropped_calls += record->num_events;
  return false;
}

PyObject* Flush(PyObject* self, PyObject* /*unused*/) {
  if (!Write(AsLog(self))) {
    return nullptr;
  }
  Py_RETURN_NONE;
}

PyObject* Moment(PyObject* self, PyObject* /*unused*/) {
  const Clock& clock = *AsLog(self)->clock;
  uint64_t ticks = 0;
  uint64_t nanoseconds = 0;
  ReadLater(clock, ticks, nanoseconds);
  return Py_BuildValue("(KK)", static_cast<unsigned long long>(ticks - clock.start_ticks),
                       static_cast<unsigned long long>(nanoseconds));
}

PyObject* GetStart(PyObject* self, void* /*unused*/) {
  return PyLong_FromUnsignedLongLong(AsLog(self)->clock->start_nanoseconds);
}

PyObject* GetDropped(PyObject* self, void* /*unused*/) {
  return Py_BuildValue("(KK)", static_cast<unsigned long long>(AsLog(self)->num_dropped_runs),
                       static_cast<unsigned long long>(AsLog(self)->num_dropped_calls));
}

PyObject* New(PyTypeObject* type, PyObject* args, PyObject* /*kwargs*/) {
  unsigned long long limit = 0;
  PyObject* sink = nullptr;
  if (PyArg_ParseTuple(args, "KO", &limit, &sink) == 0) {
    return nullptr;
  }
  ProfilerState* state = StateOf(type);
  if (state == nullptr) {
    return nullptr;
  }
  PyObject* self = PyType_GenericAlloc(type, 0);  // Zeroed.
  if (self == nullptr) {
    return nullptr;
  }
  EventLog* log = AsLog(self);
  log->clock = &state->clock;
  log->num_left = limit;
  log->written_at = ReadTicks(log->clock->uses_counter);
  log->most_ticks = static_cast<uint64_t>(kMostSeconds / SecondsPerTick(*log->clock));
  Py_INCREF(sink);
  log->sink = sink;
  return self;
}

void Deallocate(PyObject* self) {
  EventLog* log = AsLog(self);
  PyMem_RawFree(log->text);
  PyMem_RawFree(log->threads);
  Py_XDECREF(log->sink);
  PyTypeObject* type = Py_TYPE(self);
  type->tp_free(self);
  Py_DECREF(type);
}

PyMethodDef kMethods[] = {
    {"flush", Flush, METH_NOARGS, "Hand all lines to the sink."},
    {"moment", Moment, METH_NOARGS, "The clock, and CLOCK_MONOTONIC in ns at the same moment."},
    {nullptr, nullptr, 0, nullptr},
};

PyGetSetDef kProperties[] = {
    {"start", GetStart, nullptr, "CLOCK_MONOTONIC, in ns, when the clock was 0.", nullptr},
    {"dropped", GetDropped, nullptr, "How many runs and calls found no room.", nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr},
};

PyType_Slot kSlots[] = {
    {Py_tp_new, reinterpret_cast<void*>(New)},
    {Py_tp_dealloc, reinterpret_cast<void*>(Deallocate)},
    {Py_tp_methods, kMethods},
    {Py_tp_getset, kProperties},
    {Py_tp_doc, const_cast<char*>("EventLog(limit, sink): gathers the lines of an event file.")},
    {0, nullptr},
};

PyType_Spec kSpec = {"weft._native.EventLog", sizeof(EventLog), 0, Py_TPFLAGS_DEFAULT, kSlots};

}  // namespace

PyTypeObject* MakeEventLogType(PyObject* module) {
  return reinterpret_cast<PyTypeObject*>(PyType_FromModuleAndSpec(module, &kSpec, nullptr));
}

void LogRun(ProfiledFunction* function, const Record* record, uint64_t ticks) {
  if (!record->keeps_events) {
    return;  // It began before the log.
  }
  auto* log = reinterpret_cast<EventLog*>(function->log);
  if (!TakeRoom(log, record)) {
    return;
  }
  // The sink may take the log from the function.
  Py_INCREF(log);
  uint32_t thread = 0;
  uint32_t number = 0;
  bool is_done = NumberThread(log, thread) && NumberFunction(log, function, number);
  if (!is_done) {
    Locked lock(log);
    ++log->num_dropped_runs;
    log->num_dropped_calls += record->num_events;
  } else {
    bool is_due = false;
    {
      Locked lock(log);
      AppendRun(log, record, number, thread, ticks);
      uint64_t now = record->begin + ticks + record->suspended;
      is_due = log->size >= kWriteAt || now - log->written_at >= log->most_ticks;
    }
    is_done = !is_due || Write(log);
  }
  if (!is_done) {
    // Where there is no room for one more call, the next run tries again.
    if (PyErr_ExceptionMatches(PyExc_RecursionError) != 0) {
      PyErr_Clear();
    } else {
      TellOfException(log->sink);
    }
  }
  Py_DECREF(log);
}

}  // namespace weft
