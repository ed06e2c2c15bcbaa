#include "runtime/native/positions.h"

#include "runtime/native/reference.h"
#include "runtime/native/types.h"

#include <algorithm>
#include <memory>

namespace weft {

bool PlaceMap::ToOffset(Place place, uint32_t& offset) const {
  if (place.line < 1 || place.line > output_lines_.num_lines()) {
    return false;
  }
  offset = output_lines_.StartOf(place.line) + place.column;
  return true;
}

Place PlaceMap::ToPlace(uint32_t input_offset) const {
  uint32_t line = input_lines_.LineOf(input_offset);
  return {line, input_offset - input_lines_.StartOf(line)};
}

Place PlaceMap::BeginOf(Place place) const {
  uint32_t offset = 0;
  if (!ToOffset(place, offset)) {
    return place;
  }
  auto run = std::partition_point(runs_.begin(), runs_.end(), [&](const CopiedRun& candidate) {
    return candidate.output_end() <= offset;
  });
  if (run == runs_.end()) {
    return runs_.empty() ? place : ToPlace(runs_.back().input_end());
  }
  return ToPlace(run->input + (std::max(offset, run->output) - run->output));
}

Place PlaceMap::EndOf(Place place) const {
  uint32_t offset = 0;
  if (!ToOffset(place, offset)) {
    return place;
  }
  auto run = std::partition_point(runs_.begin(), runs_.end(), [&](const CopiedRun& candidate) {
    return candidate.output < offset;
  });
  if (run == runs_.begin()) {
    return runs_.empty() ? place : ToPlace(runs_.front().input);
  }
  --run;
  return ToPlace(run->input + (std::min(offset, run->output_end()) - run->output));
}

}  // namespace weft

namespace {

using weft::Place;
using weft::PlaceMap;

struct Positions {
  PyObject_HEAD PlaceMap* map;
};

// The names of an ast node's attributes, interned once a call.
struct Names {
  Reference fields{PyUnicode_InternFromString("_fields")};
  Reference attributes{PyUnicode_InternFromString("_attributes")};
  Reference line{PyUnicode_InternFromString("lineno")};
  Reference column{PyUnicode_InternFromString("col_offset")};
  Reference end_line{PyUnicode_InternFromString("end_lineno")};
  Reference end_column{PyUnicode_InternFromString("end_col_offset")};
  Reference func{PyUnicode_InternFromString("func")};
  Reference id{PyUnicode_InternFromString("id")};

  bool are_complete() const {
    return fields && attributes && line && column && end_line && end_column && func && id;
  }
};

// False where there is no such place: then an exception is set only if something is wrong.
bool GetPlace(PyObject* node, const Names& names, bool is_end, Place& place) {
  Reference line(PyObject_GetAttr(node, is_end ? names.end_line.get() : names.line.get()));
  Reference column;
  if (line) {  // Without an exception, that is, as a debug build of CPython checks.
    column =
        Reference(PyObject_GetAttr(node, is_end ? names.end_column.get() : names.column.get()));
  }
  if (!column) {
    if (PyErr_ExceptionMatches(PyExc_AttributeError)) {
      PyErr_Clear();
    }
    return false;
  }
  if (!PyLong_Check(line.get()) || !PyLong_Check(column.get())) {
    return false;
  }
  long line_number = PyLong_AsLong(line.get());
  long column_number = PyLong_AsLong(column.get());
  if (line_number < 0 || column_number < 0) {
    return false;
  }
  place = {static_cast<uint32_t>(line_number), static_cast<uint32_t>(column_number)};
  return true;
}

bool SetPlace(PyObject* node, const Names& names, bool is_end, Place place) {
  Reference line(PyLong_FromUnsignedLong(place.line));
  Reference column(PyLong_FromUnsignedLong(place.column));
  return line && column &&
         PyObject_SetAttr(node, is_end ? names.end_line.get() : names.line.get(), line.get()) ==
             0 &&
         PyObject_SetAttr(node, is_end ? names.end_column.get() : names.column.get(),
                          column.get()) == 0;
}

// Moves one node. False with an exception set where that failed.
bool Restore(const PlaceMap& map, PyObject* node, const Names& names) {
  Place begin{};
  Place end{};
  if (!GetPlace(node, names, false, begin)) {
    return PyErr_Occurred() == nullptr;
  }
  bool has_end = GetPlace(node, names, true, end);
  if (PyErr_Occurred() != nullptr) {
    return false;
  }
  // Most nodes stay where they are; to say so again would cost more than to find that out.
  Place old_begin = begin;
  begin = map.BeginOf(begin);
  if (begin != old_begin && !SetPlace(node, names, false, begin)) {
    return false;
  }
  if (!has_end) {
    return true;
  }
  // What was inserted whole, between two bytes of the source, would end before it begins.
  Place old_end = end;
  end = std::max(begin, map.EndOf(end));
  return end == old_end || SetPlace(node, names, true, end);
}

// Pushes what `node`'s fields hold: nodes and lists, borrowed from the tree, which does not
// change shape meanwhile.
bool PushChildren(PyObject* node, const Names& names, std::vector<PyObject*>& stack) {
  if (PyList_Check(node)) {
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(node); ++i) {
      stack.push_back(PyList_GET_ITEM(node, i));
    }
    return true;
  }
  auto* type = reinterpret_cast<PyObject*>(Py_TYPE(node));
  Reference fields(PyObject_GetAttr(type, names.fields.get()));
  if (!fields || !PyTuple_Check(fields.get())) {
    return PyErr_Occurred() == nullptr;
  }
  for (Py_ssize_t i = PyTuple_GET_SIZE(fields.get()) - 1; i >= 0; --i) {
    Reference value(PyObject_GetAttr(node, PyTuple_GET_ITEM(fields.get(), i)));
    if (!value) {
      PyErr_Clear();  // An optional field that was never set.
      continue;
    }
    stack.push_back(value.get());  // The node keeps it alive.
  }
  return true;
}

// True where `node` is a call of the name `wanted`.
bool IsCallOf(PyObject* node, const Names& names, PyTypeObject* call, PyObject* wanted) {
  if (!PyObject_TypeCheck(node, call)) {
    return false;
  }
  Reference func(PyObject_GetAttr(node, names.func.get()));
  Reference id(func ? PyObject_GetAttr(func.get(), names.id.get()) : nullptr);
  if (!id) {
    PyErr_Clear();
    return false;
  }
  return PyUnicode_Check(id.get()) && PyUnicode_Compare(id.get(), wanted) == 0;
}

// Visits `tree` and all below it. Appends the calls of `wanted`, if it is not null, to `calls`.
bool Visit(const PlaceMap& map, PyObject* tree, PyObject* wanted, PyObject* calls) {
  Names names;
  // `ast` may be what is being imported.
  Reference ast(PyImport_ImportModule("_ast"));
  Reference base(ast ? PyObject_GetAttrString(ast.get(), "AST") : nullptr);
  Reference call(base ? PyObject_GetAttrString(ast.get(), "Call") : nullptr);
  if (!base || !call || !names.are_complete()) {
    return false;
  }
  auto* base_type = reinterpret_cast<PyTypeObject*>(base.get());
  auto* call_type = reinterpret_cast<PyTypeObject*>(call.get());
  std::vector<PyObject*> stack{tree};
  while (!stack.empty()) {
    PyObject* node = stack.back();
    stack.pop_back();
    bool is_list = PyList_Check(node) != 0;
    if (!is_list && !PyObject_TypeCheck(node, base_type)) {
      continue;
    }
    if (wanted != nullptr && !is_list && IsCallOf(node, names, call_type, wanted) &&
        PyList_Append(calls, node) != 0) {
      return false;
    }
    if ((!is_list && !Restore(map, node, names)) || !PushChildren(node, names, stack)) {
      return false;
    }
  }
  return true;
}

PyObject* RestoreTree(PyObject* self, PyObject* args) {
  PyObject* tree = nullptr;
  PyObject* wanted = nullptr;
  if (PyArg_ParseTuple(args, "O|U:restore", &tree, &wanted) == 0) {
    return nullptr;
  }
  Reference calls(PyList_New(0));
  if (!calls || !Visit(*reinterpret_cast<Positions*>(self)->map, tree, wanted, calls.get())) {
    return nullptr;
  }
  if (wanted != nullptr) {
    return calls.release();
  }
  Py_INCREF(tree);
  return tree;
}

void Dealloc(PyObject* self) {
  std::unique_ptr<PlaceMap> map(reinterpret_cast<Positions*>(self)->map);
  PyTypeObject* type = Py_TYPE(self);
  type->tp_free(self);
  Py_DECREF(type);
}

PyMethodDef kMethods[] = {
    {"restore", RestoreTree, METH_VARARGS,
     "restore(tree) -> tree: moves the nodes of an ast of the rewritten text to their places in "
     "the source, in place. No node may stand in two places of the tree.\n"
     "restore(tree, name) -> list: the same; the calls of `name` that are in it."},
    {nullptr, nullptr, 0, nullptr},
};

}  // namespace

PyObject* NewPositionsType() {
  static PyType_Slot slots[] = {
      {Py_tp_dealloc, reinterpret_cast<void*>(Dealloc)},
      {Py_tp_methods, kMethods},
      {0, nullptr},
  };
  static PyType_Spec spec = {"weft._native.Positions", sizeof(Positions), 0, Py_TPFLAGS_DEFAULT,
                             slots};
  return reinterpret_cast<PyObject*>(weft::MakeType(nullptr, spec));
}

PyObject* NewPositions(PyObject* type, std::unique_ptr<PlaceMap> map) {
  auto* object =
      reinterpret_cast<PyTypeObject*>(type)->tp_alloc(reinterpret_cast<PyTypeObject*>(type), 0);
  if (object != nullptr) {
    reinterpret_cast<Positions*>(object)->map = map.release();
  }
  return object;
}
