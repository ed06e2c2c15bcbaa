#include "runtime/native/life.h"

#include "runtime/native/rare.h"
#include "runtime/native/types.h"

#include <Python.h>
#include <cstddef>

namespace weft {
namespace {

Life* AsLife(PyObject* self) {
  return reinterpret_cast<Life*>(self);
}

void EndLife(Life* life) {
  if (life->is_over) {
    return;
  }
  life->is_over = true;
  Record* record = life->record;
  ProfiledFunction* function = record->function;
  uint64_t ticks = EndRun(record);
  if (ticks >= function->limit_ticks || function->tells_every_run) {
    TellOfRun(function, record, ticks);
  }
}

PyObject* Close(PyObject* self, PyObject* /*unused*/) {
  EndLife(AsLife(self));
  Py_RETURN_NONE;
}

// The object is kept by its record, to be used again.
void Deallocate(PyObject* self) {
  Life* life = AsLife(self);
  Record* record = life->record;
  ProfiledFunction* function = record->function;
  EndLife(life);
  GiveBack(function, record);
  Py_DECREF(function);
}

// A reference to a Life that nobody holds.
void Revive(Life* life) {
#if defined(Py_GIL_DISABLED) || defined(Py_DEBUG) || defined(Py_TRACE_REFS)
  PyTypeObject* type = Py_TYPE(life);
  PyObject_Init(reinterpret_cast<PyObject*>(life), type);
  Py_DECREF(type);  // The object has kept its reference.
#else
  Py_SET_REFCNT(reinterpret_cast<PyObject*>(life), 1);
#endif
}

// Begins a run of a record whose life has one reference.
inline PyObject* Begin(ProfiledFunction* function, Record* record) {
  Life* life = record->life;
  life->is_over = false;
  Py_INCREF(function);
  BeginRun(record, function->keeps_events);
  return reinterpret_cast<PyObject*>(life);
}

// Enter() where no record was to be had, or the arguments are wrong.
WEFT_RARE PyObject* EnterAnew(ProfiledFunction* function, Record* record, Py_ssize_t num_args) {
  if (num_args != 0) {
    if (record != nullptr) {
      GiveBack(function, record);
    }
    PyErr_SetString(PyExc_TypeError, "enter() takes no arguments");
    return nullptr;
  }
  record = TakeRecord(function);
  if (record == nullptr) {
    return nullptr;
  }
  if (record->life != nullptr) {
    Revive(record->life);
    return Begin(function, record);
  }
  Life* life = PyObject_New(Life, function->state->life_type);
  if (life == nullptr) {
    GiveBack(function, record);
    return nullptr;
  }
  life->stamps = record->stamps;
  life->inner_stamps = record->inner_stamps;
  life->pauses = record->pauses;
  life->record = record;
  record->life = life;
  return Begin(function, record);
}

PyMethodDef kMethods[] = {
    {"close", Close, METH_NOARGS, "End the run now."},
    {nullptr, nullptr, 0, nullptr},
};

PyMemberDef kMembers[] = {
    {"stamps", kObjectMember, offsetof(Life, stamps), kReadOnlyMember, nullptr},
    {"inner_stamps", kObjectMember, offsetof(Life, inner_stamps), kReadOnlyMember, nullptr},
    {"pauses", kObjectMember, offsetof(Life, pauses), kReadOnlyMember, nullptr},
    {nullptr, 0, 0, 0, nullptr},
};

PyType_Slot kSlots[] = {
    {Py_tp_dealloc, reinterpret_cast<void*>(Deallocate)},
    {Py_tp_methods, kMethods},
    {Py_tp_members, kMembers},
    {Py_tp_doc, const_cast<char*>("A run of a profiled function; it lasts as long as this.")},
    {0, nullptr},
};

PyType_Spec kSpec = {"weft._native.Life", sizeof(Life), 0, Py_TPFLAGS_DEFAULT, kSlots};

}  // namespace

PyTypeObject* MakeLifeType(PyObject* module) {
  return MakeType(module, kSpec);
}

PyObject* Enter(PyObject* self, PyObject* const* /*args*/, Py_ssize_t num_args) {
  auto* function = reinterpret_cast<ProfiledFunction*>(self);
  Record* record = TakeUsedRecord(function);
  if (record == nullptr || num_args != 0) {
    return EnterAnew(function, record, num_args);
  }
  Revive(record->life);
  return Begin(function, record);
}

}  // namespace weft
