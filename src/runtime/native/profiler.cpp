#include "runtime/native/profiler.h"

#include "runtime/native/life.h"
#include "runtime/native/profiled_function.h"
#include "runtime/native/record.h"

namespace {

constexpr const char* kCapsule = "weft._native._profiler";

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
  PyMem_Free(state);
}

}  // namespace

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
  const char* clock = state->clock.uses_counter ? "counter" : "monotonic";
  // The type keeps the state: functions may outlive the module.
  bool is_added = state->function_type != nullptr &&
                  PyObject_SetAttrString(reinterpret_cast<PyObject*>(state->function_type),
                                         "_state", capsule) == 0 &&
                  PyModule_AddType(module, state->function_type) == 0 &&
                  PyModule_AddStringConstant(module, "clock", clock) == 0;
  Py_DECREF(capsule);
  return is_added ? 0 : -1;
}
