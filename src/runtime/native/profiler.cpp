#include "runtime/native/profiler.h"

#include "runtime/native/event_log.h"
#include "runtime/native/life.h"
#include "runtime/native/profiled_function.h"
#include "runtime/native/record.h"

namespace {

constexpr const char* kCapsule = "weft._native._profiler";
constexpr const char* kState = "_state";  // Attribute of the types.

void FreeState(PyObject* capsule) {
  auto* state = static_cast<weft::ProfilerState*>(PyCapsule_GetPointer(capsule, kCapsule));
  if (state == nullptr) {
    PyErr_Clear();
    return;
  }
  weft::Forget(state->hidden);
  Py_XDECREF(state->record_type);
  Py_XDECREF(state->life_type);
  Py_XDECREF(state->function_type);
  Py_XDECREF(state->log_type);
  PyMem_Free(state);
}

// The type keeps the state: functions may outlive the module.
bool AddType(PyObject* module, PyTypeObject* type, PyObject* capsule) {
  return PyObject_SetAttrString(reinterpret_cast<PyObject*>(type), kState, capsule) == 0 &&
         PyModule_AddType(module, type) == 0;
}

}  // namespace

weft::ProfilerState* weft::StateOf(PyTypeObject* type) {
  PyObject* capsule = PyObject_GetAttrString(reinterpret_cast<PyObject*>(type), kState);
  if (capsule == nullptr) {
    return nullptr;
  }
  void* state = PyCapsule_GetPointer(capsule, kCapsule);
  Py_DECREF(capsule);
  return static_cast<ProfilerState*>(state);
}

int AddProfiler(PyObject* module) {
  auto* state = static_cast<weft::ProfilerState*>(PyMem_Malloc(sizeof(weft::ProfilerState)));
  if (state == nullptr) {
    PyErr_NoMemory();
    return -1;
  }
  *state = weft::ProfilerState{};
  state->clock = weft::StartClock();
  PyObject* capsule = PyCapsule_New(state, kCapsule, FreeState);
  if (capsule == nullptr) {
    PyMem_Free(state);
    return -1;
  }
  if (weft::FindHiddenNames(state->hidden) != 0) {
    Py_DECREF(capsule);
    return -1;
  }
  state->record_type = weft::MakeRecordType(module);
  state->life_type = state->record_type != nullptr ? weft::MakeLifeType(module) : nullptr;
  state->function_type = state->life_type != nullptr ? weft::MakeFunctionType(module) : nullptr;
  state->log_type = state->function_type != nullptr ? weft::MakeEventLogType(module) : nullptr;
  const char* clock = state->clock.uses_counter ? "counter" : "monotonic";
  bool is_added = state->log_type != nullptr && AddType(module, state->function_type, capsule) &&
                  AddType(module, state->log_type, capsule) &&
                  PyModule_AddStringConstant(module, "clock", clock) == 0;
  Py_DECREF(capsule);
  return is_added ? 0 : -1;
}
