#include "runtime/native/record.h"

#include "runtime/native/profiled_function.h"
#include "runtime/native/rare.h"
#include "runtime/native/types.h"

#include <algorithm>

namespace weft {
namespace {

constexpr uint32_t kNoSite = UINT32_MAX;
constexpr uint32_t kFirstRoom = 64;

Record* AsRecord(PyObject* self) {
  return reinterpret_cast<Record*>(self);
}

// The number of a site, as emitted code passes it; or some other number, if it passes
// something else.
uint32_t SiteNumber(PyObject* number) {
  if (!PyLong_CheckExact(number)) {
    return kNoSite;
  }
  auto* integer = reinterpret_cast<PyLongObject*>(number);
#if PY_VERSION_HEX >= 0x030C0000
  if (!PyUnstable_Long_IsCompact(integer)) {
    return kNoSite;
  }
  return integer->long_value.ob_digit[0];
#else
  Py_ssize_t size = Py_SIZE(integer);
  return size == 0 ? 0 : size == 1 ? static_cast<uint32_t>(integer->ob_digit[0]) : kNoSite;
#endif
}

PyObject* NewReference(PyObject* object) {
  Py_INCREF(object);
  return object;
}

WEFT_RARE void Spill(Record* record, uint32_t site, uint64_t duration) {
  if (record->spilled == nullptr) {
    record->spilled = static_cast<uint64_t*>(PyMem_RawCalloc(record->num_sites, sizeof(uint64_t)));
  }
  ++record->num_spilled;
  if (record->spilled != nullptr) {
    record->spilled[site] += duration;
  }
}

// False where there is no room for one more event.
bool GrowEvents(Record* record) {
  if (record->max_events >= kMaxEvents) {
    return false;
  }
  uint32_t room = std::max(kFirstRoom, record->max_events * 2);
  void* grown = PyMem_RawRealloc(record->events, room * sizeof(Event));
  if (grown == nullptr) {
    return false;
  }
  record->events = static_cast<Event*>(grown);
  record->max_events = room;
  return true;
}

void KeepEvent(Record* record, OpenCall call, uint64_t duration) {
  if (record->num_events == record->max_events && !GrowEvents(record)) {
    Spill(record, call.site, duration);
    return;
  }
  record->events[record->num_events++] = {call.start, duration, call.site};
}

// A call has ended.
void Count(Record* record, OpenCall call, uint64_t now) {
  uint64_t duration = now - call.start;
  record->sums[call.site].Add(duration);
  if (record->keeps_events) {
    KeepEvent(record, call, duration);
  }
}

// Calls that raised never reached their end stamp: they end here, a little late.
void CloseNested(Record* record, uint32_t num_left, uint64_t now) {
  while (record->num_nested > num_left) {
    Count(record, record->nested[--record->num_nested], now);
  }
}

void CloseAll(Record* record, uint64_t now) {
  CloseNested(record, 0, now);
  if (record->open != nullptr) {
    Count(record, {record->open_start, static_cast<uint32_t>(record->open - record->sums)}, now);
    record->open = nullptr;
  }
}

// Begins a call of the function's own code, where another one may be open.
template <bool uses_counter>
void OpenAfterAll(Record* record, uint32_t site) {
  uint64_t now = ReadTicks(uses_counter);
  CloseAll(record, now);
  record->open = site < record->site_limit ? record->sums + site : nullptr;
  record->open_start = now;
}

PyObject* WrongArguments(const char* name) {
  PyErr_Format(PyExc_TypeError, "%s() takes a site and a value", name);
  return nullptr;
}

// What a start stamp returns, a new reference: the value, unless a third argument says that
// it is about to be called without arguments. Null without an exception if the arguments are
// wrong.
PyObject* ValueOf(Record* record, PyObject* const* args, Py_ssize_t num_args) {
  if (num_args == 2) {
    return NewReference(args[1]);
  }
  if (num_args != 3) {
    return nullptr;
  }
  ProfiledFunction* function = record->function;
  return NewReference(function == nullptr ? args[1] : function->state->hidden.StandInFor(args[1]));
}

// The two stamps that every profiled call goes through. What is rare is in functions of its
// own, which return what the stamp returns: so the stamps themselves need no stack frame.

template <bool uses_counter>
WEFT_APART PyObject* StartBare(Record* record, PyObject* const* args, Py_ssize_t num_args) {
  PyObject* value = ValueOf(record, args, num_args);
  if (value == nullptr) {
    return WrongArguments("start");
  }
  OpenAfterAll<uses_counter>(record, SiteNumber(args[0]));
  return value;
}

// Another call is open, or none is to be opened.
template <bool uses_counter>
WEFT_APART PyObject* StartAfterAll(Record* record, uint32_t site, PyObject* value) {
  OpenAfterAll<uses_counter>(record, site);
  return value;
}

// start(site, value[, bare]): a call of the function's own code begins. One that is still open was
// the operand that has just been evaluated, or has raised.
template <bool uses_counter>
PyObject* Start(PyObject* self, PyObject* const* args, Py_ssize_t num_args) {
  Record* record = AsRecord(self);
  if (num_args != 2) {
    return StartBare<uses_counter>(record, args, num_args);
  }
  PyObject* value = NewReference(args[1]);
  uint32_t site = SiteNumber(args[0]);
  if (record->open != nullptr || record->num_nested != 0 || site >= record->site_limit) {
    return StartAfterAll<uses_counter>(record, site, value);
  }
  record->open = record->sums + site;
  record->open_start = ReadTicks(uses_counter);  // Last, so that nothing of this is timed.
  return value;
}

// Whatever is open is more than one call without events.
WEFT_APART PyObject* EndAll(Record* record, uint64_t now, PyObject* result) {
  CloseAll(record, now);
  return result;
}

// end(result): it has ended.
template <bool uses_counter>
PyObject* End(PyObject* self, PyObject* result) {
  Record* record = AsRecord(self);
  uint64_t now = ReadTicks(uses_counter);
  Py_INCREF(result);
  Sums* open = record->open;
  if (open == nullptr || record->num_nested != 0 || record->keeps_events) {
    return EndAll(record, now, result);
  }
  record->open = nullptr;
  open->Add(now - record->open_start);
  return result;
}

#ifdef Py_GIL_DISABLED
// Nested code may run in other threads than the function that it stands in.
class NestedLock {
 public:
  explicit NestedLock(Record* record) : function_(record->function) { Lock(function_); }
  NestedLock(const NestedLock&) = delete;
  NestedLock& operator=(const NestedLock&) = delete;
  ~NestedLock() { Unlock(function_); }

 private:
  ProfiledFunction* function_;
};
#else
struct NestedLock {
  explicit NestedLock(Record* /*record*/) {}
};
#endif

// inner_start(site, value[, bare]): a call of nested code begins.
PyObject* InnerStart(PyObject* self, PyObject* const* args, Py_ssize_t num_args) {
  Record* record = AsRecord(self);
  PyObject* value = ValueOf(record, args, num_args);
  if (value == nullptr) {
    return WrongArguments("inner_start");
  }
  uint32_t site = SiteNumber(args[0]);
  if (site < record->site_limit) {
    NestedLock lock(record);
    if (record->num_nested == record->max_nested) {
      uint32_t room = record->max_nested == 0 ? 8 : record->max_nested * 2;
      void* grown = PyMem_RawRealloc(record->nested, room * sizeof(OpenCall));
      if (grown == nullptr) {
        Py_DECREF(value);
        return PyErr_NoMemory();
      }
      record->nested = static_cast<OpenCall*>(grown);
      record->max_nested = room;
    }
    OpenCall& call = record->nested[record->num_nested++];
    call.site = site;
    call.start = ReadTicks(record->uses_counter);
  }
  return value;
}

// inner_end(site, result): the last of its site ends; those that began later have raised.
PyObject* InnerEnd(PyObject* self, PyObject* const* args, Py_ssize_t num_args) {
  if (num_args != 2) {
    return WrongArguments("inner_end");
  }
  Record* record = AsRecord(self);
  uint64_t now = ReadTicks(record->uses_counter);
  uint32_t site = SiteNumber(args[0]);
  if (site < record->site_limit) {
    NestedLock lock(record);
    for (uint32_t i = record->num_nested; i-- > 0;) {
      if (record->nested[i].site == site) {
        CloseNested(record, i, now);
        break;
      }
    }
  }
  return NewReference(args[1]);
}

// pause(value): what is awaited or yielded is there; the run does not go on until resume(value).
PyObject* Pause(PyObject* self, PyObject* value) {
  Record* record = AsRecord(self);
  record->suspended_at = ReadTicks(record->uses_counter);
  return NewReference(value);
}

PyObject* Resume(PyObject* self, PyObject* value) {
  Record* record = AsRecord(self);
  if (record->suspended_at != 0) {
    record->suspended += ReadTicks(record->uses_counter) - record->suspended_at;
    record->suspended_at = 0;
  }
  return NewReference(value);
}

PyCFunction Fast(PyObject* (*function)(PyObject*, PyObject* const*, Py_ssize_t)) {
  return reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(function));
}

// CPython keeps a pointer to these; it never writes to them.
PyMethodDef kStart = {"start", Fast(Start<false>), METH_FASTCALL, nullptr};
PyMethodDef kEnd = {"end", End<false>, METH_O, nullptr};
PyMethodDef kStartByCounter = {"start", Fast(Start<true>), METH_FASTCALL, nullptr};
PyMethodDef kEndByCounter = {"end", End<true>, METH_O, nullptr};
PyMethodDef kInnerStart = {"inner_start", Fast(InnerStart), METH_FASTCALL, nullptr};
PyMethodDef kInnerEnd = {"inner_end", Fast(InnerEnd), METH_FASTCALL, nullptr};
PyMethodDef kPause = {"pause", Pause, METH_O, nullptr};
PyMethodDef kResume = {"resume", Resume, METH_O, nullptr};

PyObject* MakePair(Record* record, PyMethodDef* first, PyMethodDef* second) {
  auto* self = reinterpret_cast<PyObject*>(record);
  PyObject* a = PyCFunction_New(first, self);
  PyObject* b = PyCFunction_New(second, self);
  PyObject* pair = a != nullptr && b != nullptr ? PyTuple_Pack(2, a, b) : nullptr;
  Py_XDECREF(a);
  Py_XDECREF(b);
  return pair;
}

void Deallocate(PyObject* self) {
  Record* record = AsRecord(self);
  PyTypeObject* type = Py_TYPE(self);
  PyMem_RawFree(record->sums);
  PyMem_RawFree(record->events);
  PyMem_RawFree(record->nested);
  PyMem_RawFree(record->spilled);
  if (record->life != nullptr) {
    PyTypeObject* life_type = Py_TYPE(reinterpret_cast<PyObject*>(record->life));
    PyObject_Free(record->life);
    Py_DECREF(life_type);
  }
  PyObject_Free(record);
  Py_DECREF(type);
}

PyType_Slot kSlots[] = {
    {Py_tp_dealloc, reinterpret_cast<void*>(Deallocate)},
    {Py_tp_doc, const_cast<char*>("What the stamps of one run of a function write to.")},
    {0, nullptr},
};

PyType_Spec kSpec = {"weft._native.Record", sizeof(Record), 0, Py_TPFLAGS_DEFAULT, kSlots};

WEFT_RARE void ForgetSpilled(Record* record) {
  record->num_spilled = 0;
  PyMem_RawFree(record->spilled);
  record->spilled = nullptr;
}

// Ends what is open when a run ends.
WEFT_RARE void CloseRun(Record* record, uint64_t now) {
  CloseAll(record, now);
  if (record->suspended_at != 0) {
    record->suspended += now - record->suspended_at;
    record->suspended_at = 0;
  }
}

}  // namespace

void Sums::Merge(const Sums& other) {
  count += other.count;
  total += other.total;
  shortest = std::min(shortest, other.shortest);
  longest = std::max(longest, other.longest);
}

PyTypeObject* MakeRecordType(PyObject* module) {
  return MakeType(module, kSpec);
}

Record* MakeRecord(PyTypeObject* type, ProfiledFunction* function) {
  Record* record = PyObject_New(Record, type);
  if (record == nullptr) {
    return nullptr;
  }
  PyObject head = record->ob_base;
  *record = Record{};
  record->ob_base = head;
  record->uses_counter = function->clock->uses_counter;
  record->num_sites = function->num_sites;
  record->sums = static_cast<Sums*>(PyMem_RawMalloc((function->num_sites + 1) * sizeof(Sums)));
  if (record->sums == nullptr) {
    Py_DECREF(record);
    PyErr_NoMemory();
    return nullptr;
  }
  std::fill_n(record->sums, function->num_sites, Sums{});
  record->function = function;
  record->stamps = record->uses_counter ? MakePair(record, &kStartByCounter, &kEndByCounter)
                                        : MakePair(record, &kStart, &kEnd);
  bool is_made = record->stamps != nullptr;
  if (is_made && function->has_nested) {
    record->inner_stamps = MakePair(record, &kInnerStart, &kInnerEnd);
    is_made = record->inner_stamps != nullptr;
  }
  if (is_made && function->has_pauses) {
    record->pauses = MakePair(record, &kPause, &kResume);
    is_made = record->pauses != nullptr;
  }
  if (!is_made) {
    Abandon(record);
    return nullptr;
  }
  return record;
}

void BeginRun(Record* record, bool keeps_events) {
  record->keeps_events = keeps_events;
  record->site_limit = record->num_sites;
  record->num_events = 0;
  record->suspended = 0;
  record->suspended_at = 0;
  if (record->num_spilled != 0) {
    ForgetSpilled(record);
  }
  record->begin = ReadTicks(record->uses_counter);
}

uint64_t EndRun(Record* record) {
  uint64_t now = ReadTicks(record->uses_counter);
  if (record->open != nullptr || record->num_nested != 0 || record->suspended_at != 0) {
    CloseRun(record, now);
  }
  record->site_limit = 0;
  uint64_t duration = now - record->begin - record->suspended;
  record->runs.Add(duration);
  return duration;
}

void Abandon(Record* record) {
  record->function = nullptr;
  record->site_limit = 0;
  Py_CLEAR(record->stamps);
  Py_CLEAR(record->inner_stamps);
  Py_CLEAR(record->pauses);
  Py_DECREF(record);
}

}  // namespace weft
