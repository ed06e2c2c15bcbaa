#include "runtime/native/rule_catalog.h"

#include "rules/rules_pass.h"
#include "runtime/native/reference.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace {

struct CatalogObject {
  PyObject_HEAD

      weft::Catalog* catalog;  // Owned.
};

// Adds the rules of `file`, a tuple of path and text. False, with an exception, where it is none.
bool AddFile(PyObject* file, weft::Catalog& catalog) {
  if (!PyTuple_Check(file) || PyTuple_GET_SIZE(file) != 2) {
    PyErr_SetString(PyExc_TypeError, "a rule file is a tuple of path and text");
    return false;
  }
  Py_ssize_t size = 0;
  const char* path = PyUnicode_AsUTF8(PyTuple_GET_ITEM(file, 0));
  const char* text = PyUnicode_AsUTF8AndSize(PyTuple_GET_ITEM(file, 1), &size);
  if (path == nullptr || text == nullptr) {
    return false;
  }
  const std::string_view content(text, static_cast<size_t>(size));
  if (std::optional<std::string> complaint = weft::AddRules(path, content, catalog)) {
    PyErr_SetString(PyExc_ValueError, complaint->c_str());
    return false;
  }
  return true;
}

PyObject* New(PyTypeObject* type, PyObject* args, PyObject* /*keywords*/) {
  PyObject* files = nullptr;
  if (PyArg_ParseTuple(args, "O:Catalog", &files) == 0) {
    return nullptr;
  }
  Reference sequence(PySequence_Fast(files, "rule files are a sequence"));
  if (!sequence) {
    return nullptr;
  }
  auto catalog = std::make_unique<weft::Catalog>();
  for (Py_ssize_t i = 0; i < PySequence_Fast_GET_SIZE(sequence.get()); ++i) {
    if (!AddFile(PySequence_Fast_GET_ITEM(sequence.get(), i), *catalog)) {
      return nullptr;
    }
  }
  PyObject* object = type->tp_alloc(type, 0);
  if (object != nullptr) {
    reinterpret_cast<CatalogObject*>(object)->catalog = catalog.release();
  }
  return object;
}

void Dealloc(PyObject* object) {
  std::unique_ptr<weft::Catalog> catalog(reinterpret_cast<CatalogObject*>(object)->catalog);
  PyTypeObject* type = Py_TYPE(object);
  type->tp_free(object);
  Py_DECREF(type);
}

}  // namespace

PyObject* NewCatalogType() {
  static PyType_Slot slots[] = {
      {Py_tp_new, reinterpret_cast<void*>(New)},
      {Py_tp_dealloc, reinterpret_cast<void*>(Dealloc)},
      {0, nullptr},
  };
  static PyType_Spec spec = {"weft._native.Catalog", sizeof(CatalogObject), 0, Py_TPFLAGS_DEFAULT,
                             slots};
  return PyType_FromSpec(&spec);
}

const weft::Catalog* CatalogOf(PyObject* type, PyObject* object) {
  static const weft::Catalog kBuiltIn;
  if (object == Py_None) {
    return &kBuiltIn;
  }
  if (!PyObject_TypeCheck(object, reinterpret_cast<PyTypeObject*>(type))) {
    PyErr_SetString(PyExc_TypeError, "catalog is a Catalog, or None");
    return nullptr;
  }
  return reinterpret_cast<CatalogObject*>(object)->catalog;
}
