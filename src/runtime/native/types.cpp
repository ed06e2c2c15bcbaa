#include "runtime/native/types.h"

namespace weft {

PyTypeObject* MakeType(PyObject* module, PyType_Spec& spec) {
  auto* type = reinterpret_cast<PyTypeObject*>(PyType_FromModuleAndSpec(module, &spec, nullptr));
  if (type != nullptr) {
    type->tp_new = nullptr;  // Inherited; Py_TPFLAGS_DISALLOW_INSTANTIATION is not in 3.9.
  }
  return type;
}

}  // namespace weft
