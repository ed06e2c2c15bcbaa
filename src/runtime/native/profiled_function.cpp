#include "runtime/native/profiled_function.h"

#include "runtime/native/event_log.h"
#include "runtime/native/life.h"
#include "runtime/native/rare.h"
#include "runtime/native/types.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace weft {
namespace {

ProfiledFunction* AsFunction(PyObject* self) {
  return reinterpret_cast<ProfiledFunction*>(self);
}

bool IsFinalizing() {
#if PY_VERSION_HEX >= 0x030D0000
  return Py_IsFinalizing() != 0;
#else
  return _Py_IsFinalizing() != 0;
#endif
}

class Locked {
 public:
  explicit Locked(ProfiledFunction* function) : function_(function) { Lock(function_); }
  Locked(const Locked&) = delete;
  Locked& operator=(const Locked&) = delete;
  ~Locked() { Unlock(function_); }

 private:
  ProfiledFunction* function_;
};

void MergeSums(ProfiledFunction* function, const Record* record) {
  function->runs.Merge(record->runs);
  for (uint32_t i = 0; i < function->num_sites; ++i) {
    function->sums[i].Merge(record->sums[i]);
  }
}

// Sees to it that there are sums to merge records into; false without memory for them.
bool HasSums(ProfiledFunction* function) {
  Locked lock(function);
  if (function->sums == nullptr) {
    size_t num_sites = function->num_sites;
    function->sums = static_cast<Sums*>(PyMem_RawMalloc((num_sites + 1) * sizeof(Sums)));
    if (function->sums != nullptr) {
      std::fill_n(function->sums, num_sites, Sums{});
    }
  }
  return function->sums != nullptr;
}

// The record belongs to the nested code that holds its stamps, from now on.
void Retire(ProfiledFunction* function, Record* record) {
  MergeSums(function, record);
  Record** end = function->records + function->num_records;
  *std::find(function->records, end, record) = end[-1];
  --function->num_records;
  Abandon(record);
}

bool AddRecord(ProfiledFunction* function, Record* record) {
  if (function->num_records == function->max_records) {
    size_t room = std::max<size_t>(4, function->max_records * 2);
    void* grown = PyMem_RawRealloc(function->records, room * sizeof(void*));
    if (grown == nullptr) {
      return false;
    }
    function->records = static_cast<Record**>(grown);
    function->max_records = room;
  }
  function->records[function->num_records++] = record;
  return true;
}

// A tuple (count, total, shortest, longest); seconds.
PyObject* SumsTuple(const Sums& sums, double seconds_per_tick) {
  double shortest = sums.count == 0 ? 0.0 : static_cast<double>(sums.shortest);
  return Py_BuildValue("(Kddd)", static_cast<unsigned long long>(sums.count),
                       static_cast<double>(sums.total) * seconds_per_tick,
                       shortest * seconds_per_tick,
                       static_cast<double>(sums.longest) * seconds_per_tick);
}

// stats() -> (sums of the runs, tuple of the sums of each site)
PyObject* Stats(PyObject* self, PyObject* /*unused*/) {
  ProfiledFunction* function = AsFunction(self);
  size_t num_sites = function->num_sites;
  auto* sums = static_cast<Sums*>(PyMem_Malloc((num_sites + 1) * sizeof(Sums)));
  if (sums == nullptr) {
    return PyErr_NoMemory();
  }
  {
    Locked lock(function);
    std::fill_n(sums, num_sites, Sums{});
    if (function->sums != nullptr) {
      std::copy_n(function->sums, num_sites, sums);
    }
    sums[num_sites] = function->runs;
    for (size_t i = 0; i < function->num_records; ++i) {
      const Record* record = function->records[i];
      sums[num_sites].Merge(record->runs);
      for (size_t site = 0; site < num_sites; ++site) {
        sums[site].Merge(record->sums[site]);
      }
    }
  }
  double rate = SecondsPerTick(*function->clock);
  PyObject* runs = SumsTuple(sums[num_sites], rate);
  PyObject* sites = PyTuple_New(static_cast<Py_ssize_t>(num_sites));
  bool is_made = runs != nullptr && sites != nullptr;
  for (size_t i = 0; is_made && i < num_sites; ++i) {
    PyObject* tuple = SumsTuple(sums[i], rate);
    is_made = tuple != nullptr;
    PyTuple_SET_ITEM(sites, static_cast<Py_ssize_t>(i), tuple);
  }
  PyMem_Free(sums);
  PyObject* stats = is_made ? PyTuple_Pack(2, runs, sites) : nullptr;
  Py_XDECREF(runs);
  Py_XDECREF(sites);
  return stats;
}

PyObject* Clear(PyObject* self, PyObject* /*unused*/) {
  ProfiledFunction* function = AsFunction(self);
  Locked lock(function);
  function->runs = {};
  if (function->sums != nullptr) {
    std::fill_n(function->sums, function->num_sites, Sums{});
  }
  for (size_t i = 0; i < function->num_records; ++i) {
    function->records[i]->runs = {};
    std::fill_n(function->records[i]->sums, function->num_sites, Sums{});
  }
  Py_RETURN_NONE;
}

// What a run has to do depends on who wants to know.
void ChooseWork(ProfiledFunction* function) {
  function->keeps_events = function->wants_events || function->log != nullptr;
  function->tells_every_run = function->wants_below || function->log != nullptr;
}

// set_log(log): an EventLog, or None.
PyObject* SetLog(PyObject* self, PyObject* log) {
  ProfiledFunction* function = AsFunction(self);
  if (log == Py_None) {
    log = nullptr;
  } else if (PyObject_TypeCheck(log, function->state->log_type) == 0) {
    PyErr_SetString(PyExc_TypeError, "set_log() takes an EventLog or None");
    return nullptr;
  }
  Py_XINCREF(log);
  PyObject* old = function->log;
  function->log = log;
  function->is_in_log = false;
  ChooseWork(function);
  Py_XDECREF(old);
  Py_RETURN_NONE;
}

// A limit in seconds, INFINITY for None; or -1 with an exception set.
double ReadLimit(PyObject* limit) {
  if (limit == Py_None) {
    return INFINITY;
  }
  double seconds = PyFloat_AsDouble(limit);
  if (seconds == -1.0 && PyErr_Occurred() != nullptr) {
    return seconds;
  }
  if (std::isnan(seconds) || seconds < 0) {
    PyErr_SetString(PyExc_ValueError, "a limit is not negative");
    return -1.0;
  }
  return seconds;
}

// A little less than the limit, since the clock's rate is only known well enough; whoever gets
// this far is compared exactly.
uint64_t LimitInTicks(const Clock& clock, double seconds) {
  constexpr double kLess = 0.999;
  constexpr double kMost = 9e18;
  double ticks = seconds / SecondsPerTick(clock) * kLess;
  return ticks < kMost ? static_cast<uint64_t>(ticks) : UINT64_MAX;
}

// configure(limit, below, above, events, on_exit)
PyObject* Configure(PyObject* self, PyObject* args) {
  ProfiledFunction* function = AsFunction(self);
  PyObject* limit = nullptr;
  int wants_below = 0;
  int wants_above = 0;
  int keeps_events = 0;
  PyObject* on_exit = nullptr;
  if (PyArg_ParseTuple(args, "OpppO", &limit, &wants_below, &wants_above, &keeps_events,
                       &on_exit) == 0) {
    return nullptr;
  }
  double seconds = ReadLimit(limit);
  if (seconds < 0) {
    return nullptr;
  }
  function->limit = seconds;
  function->has_limit = limit != Py_None;
  function->limit_ticks = wants_above != 0 ? LimitInTicks(*function->clock, seconds) : UINT64_MAX;
  function->wants_below = wants_below != 0;
  function->wants_above = wants_above != 0;
  function->wants_events = keeps_events != 0;
  ChooseWork(function);
  Py_INCREF(on_exit);
  PyObject* old = function->on_exit;
  function->on_exit = on_exit;
  Py_XDECREF(old);
  Py_RETURN_NONE;
}

PyObject* GetLimit(PyObject* self, void* /*unused*/) {
  if (!AsFunction(self)->has_limit) {
    Py_RETURN_NONE;
  }
  return PyFloat_FromDouble(AsFunction(self)->limit);
}

PyObject* GetEnter(PyObject* self, void* /*unused*/) {
  auto* enter = reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(Enter));
  static PyMethodDef method = {"enter", enter, METH_FASTCALL, nullptr};
  return PyCFunction_New(&method, self);
}

// An item of the function's row in the table.
enum class Column : uint8_t { Name, Line, Sites };

template <Column column>
PyObject* GetColumn(PyObject* self, void* /*unused*/) {
  ProfiledFunction* function = AsFunction(self);
  PyObject* row = PyObject_CallMethod(function->table, "row", "I", function->index);
  PyObject* value =
      row != nullptr ? PySequence_GetItem(row, static_cast<Py_ssize_t>(column)) : nullptr;
  Py_XDECREF(row);
  return value;
}

// Null with an exception set where it failed.
ProfiledFunction* MakeFunction(PyTypeObject* type, ProfilerState* state, PyObject* table,
                               Py_ssize_t index, unsigned long shape) {
  PyObject* self = PyType_GenericAlloc(type, 0);  // Zeroed.
  if (self == nullptr) {
    return nullptr;
  }
  ProfiledFunction* function = AsFunction(self);
  function->state = state;
  function->clock = &state->clock;
  function->num_sites = static_cast<uint32_t>(shape >> 2U);
  function->has_nested = (shape & 1U) != 0;
  function->has_pauses = (shape & 2U) != 0;
  function->limit = INFINITY;
  function->limit_ticks = UINT64_MAX;
  function->runs = {};
  Py_INCREF(table);
  function->table = table;
  function->index = static_cast<uint32_t>(index);
  return function;
}

// Function.make(table, shapes, limit, on_exit)
PyObject* Make(PyObject* cls, PyObject* args) {
  auto* type = reinterpret_cast<PyTypeObject*>(cls);
  PyObject* table = nullptr;
  PyObject* shapes = nullptr;
  PyObject* limit = nullptr;
  PyObject* on_exit = nullptr;
  if (PyArg_ParseTuple(args, "OO!OO", &table, &PyTuple_Type, &shapes, &limit, &on_exit) == 0) {
    return nullptr;
  }
  ProfilerState* state = StateOf(type);
  if (state == nullptr) {
    return nullptr;
  }
  double seconds = ReadLimit(limit);
  if (seconds < 0) {
    return nullptr;
  }
  bool has_limit = limit != Py_None;
  uint64_t limit_ticks = has_limit ? LimitInTicks(state->clock, seconds) : UINT64_MAX;
  PyObject* enters = PyTuple_New(PyTuple_GET_SIZE(shapes));
  for (Py_ssize_t i = 0; enters != nullptr && i < PyTuple_GET_SIZE(shapes); ++i) {
    unsigned long shape = PyLong_AsUnsignedLong(PyTuple_GET_ITEM(shapes, i));
    ProfiledFunction* function =
        PyErr_Occurred() == nullptr ? MakeFunction(type, state, table, i, shape) : nullptr;
    if (function == nullptr) {
      Py_CLEAR(enters);
      break;
    }
    if (has_limit) {
      function->has_limit = true;
      function->limit = seconds;
      function->limit_ticks = limit_ticks;
      function->wants_above = function->wants_events = true;
      Py_INCREF(on_exit);
      function->on_exit = on_exit;
      ChooseWork(function);
    }
    PyObject* enter = GetEnter(reinterpret_cast<PyObject*>(function), nullptr);
    Py_DECREF(function);
    if (enter == nullptr) {
      Py_CLEAR(enters);
    } else {
      PyTuple_SET_ITEM(enters, i, enter);
    }
  }
  return enters;
}

void Deallocate(PyObject* self) {
  ProfiledFunction* function = AsFunction(self);
  for (size_t i = 0; i < function->num_records; ++i) {
    Abandon(function->records[i]);
  }
  PyMem_RawFree(static_cast<void*>(function->records));
  PyMem_RawFree(function->sums);
  Py_XDECREF(function->table);
  Py_XDECREF(function->on_exit);
  Py_XDECREF(function->log);
  Py_XDECREF(function->data);
  PyTypeObject* type = Py_TYPE(self);
  type->tp_free(self);
  Py_DECREF(type);
}

PyMethodDef kMethods[] = {
    {"make", Make, METH_VARARGS | METH_CLASS,
     "make(table, shapes, limit, on_exit): the functions of a module; returns what they enter by."},
    {"stats", Stats, METH_NOARGS, "The sums of all runs, and of each site; seconds."},
    {"clear", Clear, METH_NOARGS, "Forget all sums."},
    {"set_log", SetLog, METH_O, "Write each run to an EventLog, or to none."},
    {"configure", Configure, METH_VARARGS,
     "configure(limit, below, above, events, on_exit): what is told of a run."},
    {nullptr, nullptr, 0, nullptr},
};

PyGetSetDef kProperties[] = {
    {"enter", GetEnter, nullptr, "What the function's code calls at its begin.", nullptr},
    {"limit", GetLimit, nullptr, "Seconds, or None.", nullptr},
    {"name", GetColumn<Column::Name>, nullptr, "The qualified name.", nullptr},
    {"line", GetColumn<Column::Line>, nullptr, "That of its `def`.", nullptr},
    {"sites", GetColumn<Column::Sites>, nullptr, "A tuple (name, line, is_global) each.", nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr},
};

PyMemberDef kMembers[] = {
    {"table", kObjectMember, offsetof(ProfiledFunction, table), kReadOnlyMember, nullptr},
    {"data", kObjectMember, offsetof(ProfiledFunction, data), 0, nullptr},
    {nullptr, 0, 0, 0, nullptr},
};

PyType_Slot kSlots[] = {
    {Py_tp_dealloc, reinterpret_cast<void*>(Deallocate)},
    {Py_tp_methods, kMethods},
    {Py_tp_getset, kProperties},
    {Py_tp_members, kMembers},
    {Py_tp_doc, const_cast<char*>("A profiled function; make() makes them.")},
    {0, nullptr},
};

PyType_Spec kSpec = {"weft._native.Function", sizeof(ProfiledFunction), 0, Py_TPFLAGS_DEFAULT,
                     kSlots};

// A tuple (site, start, duration) for each event; seconds, from the run's begin.
PyObject* EventTuples(const Record* record, double rate) {
  PyObject* list = PyList_New(0);
  for (uint32_t i = 0; list != nullptr && i < record->num_events; ++i) {
    const Event& event = record->events[i];
    PyObject* tuple =
        Py_BuildValue("(Idd)", static_cast<unsigned int>(event.site),
                      static_cast<double>(static_cast<int64_t>(event.start - record->begin)) * rate,
                      static_cast<double>(event.duration) * rate);
    if (tuple == nullptr || PyList_Append(list, tuple) != 0) {
      Py_CLEAR(list);
    }
    Py_XDECREF(tuple);
  }
  return list;
}

// A dict of what found no room: site -> seconds.
PyObject* SpilledDict(const Record* record, double rate) {
  PyObject* dict = PyDict_New();
  if (dict == nullptr || record->spilled == nullptr) {
    return dict;
  }
  for (uint32_t site = 0; site < record->num_sites; ++site) {
    if (record->spilled[site] == 0) {
      continue;
    }
    PyObject* key = PyLong_FromUnsignedLong(site);
    PyObject* value = PyFloat_FromDouble(static_cast<double>(record->spilled[site]) * rate);
    bool is_set = key != nullptr && value != nullptr && PyDict_SetItem(dict, key, value) == 0;
    Py_XDECREF(key);
    Py_XDECREF(value);
    if (!is_set) {
      Py_DECREF(dict);
      return nullptr;
    }
  }
  return dict;
}

void CallOnExit(ProfiledFunction* function, const Record* record, uint64_t ticks) {
  double rate = SecondsPerTick(*function->clock);
  double seconds = static_cast<double>(ticks) * rate;
  bool is_above = seconds >= function->limit;
  if (!(is_above ? function->wants_above : function->wants_below)) {
    return;
  }
  PyObject* on_exit = function->on_exit;
  Py_INCREF(on_exit);
  PyObject* events = EventTuples(record, rate);
  PyObject* spilled = events != nullptr ? SpilledDict(record, rate) : nullptr;
  PyObject* result = nullptr;
  if (spilled != nullptr) {
    result = PyObject_CallFunction(on_exit, "OdOOO", reinterpret_cast<PyObject*>(function), seconds,
                                   is_above ? Py_True : Py_False, events, spilled);
  }
  Py_XDECREF(events);
  Py_XDECREF(spilled);
  if (result == nullptr) {
    // Where there is no room for one more call, nobody is told of this run.
    if (PyErr_ExceptionMatches(PyExc_RecursionError) != 0) {
      PyErr_Clear();
    } else {
      TellOfException(on_exit);
    }
  }
  Py_XDECREF(result);
  Py_DECREF(on_exit);
}

void Tell(ProfiledFunction* function, const Record* record, uint64_t ticks) {
  if (function->log != nullptr) {
    LogRun(function, record, ticks);
  }
  bool may_concern = ticks >= function->limit_ticks || function->wants_below;
  if (may_concern && function->on_exit != nullptr) {
    CallOnExit(function, record, ticks);
  }
}

}  // namespace

PyTypeObject* MakeFunctionType(PyObject* module) {
  return MakeType(module, kSpec);
}

void TellOfException(PyObject* where) {
  if (PyErr_ExceptionMatches(PyExc_KeyboardInterrupt) != 0) {
    PyErr_Clear();
    PyErr_SetInterrupt();
  } else {
    PyErr_WriteUnraisable(where);
  }
}

WEFT_RARE Record* TakeRecord(ProfiledFunction* function) {
  {
    Locked lock(function);
    while (Record* record = function->free) {
      function->free = record->next_free;
      if (!IsCaptured(record)) {
        return record;
      }
      Retire(function, record);
    }
  }
  if (!HasSums(function)) {
    PyErr_NoMemory();
    return nullptr;
  }
  Record* record = MakeRecord(function->state->record_type, function);
  if (record == nullptr) {
    return nullptr;
  }
  bool is_added = false;
  {
    Locked lock(function);
    is_added = AddRecord(function, record);
  }
  if (!is_added) {
    Abandon(record);
    PyErr_NoMemory();
    return nullptr;
  }
  return record;
}

WEFT_RARE void TellOfRun(ProfiledFunction* function, Record* record, uint64_t ticks) {
  if (IsFinalizing()) {
    return;
  }
#if PY_VERSION_HEX >= 0x030C0000
  PyObject* raised = PyErr_GetRaisedException();
  Tell(function, record, ticks);
  PyErr_SetRaisedException(raised);
#else
  PyObject* type = nullptr;
  PyObject* value = nullptr;
  PyObject* traceback = nullptr;
  PyErr_Fetch(&type, &value, &traceback);
  Tell(function, record, ticks);
  PyErr_Restore(type, value, traceback);
#endif
}

}  // namespace weft
