#include "syntax/ast_shape.h"

namespace weft {

bool HasAttributes(Kind kind, PythonVersion python) {
  switch (kind) {
    case Kind::Slice:
    case Kind::keyword:
      return python.minor >= 9;
    case Kind::alias:
      return python.minor >= 10;
    case Kind::arg:
    case Kind::ExceptHandler:
      return true;
    default:
      return IsStmt(kind) || IsExpr(kind) || IsPattern(kind) || IsTypeParam(kind);
  }
}

bool HasField(Kind kind, const FieldInfo& field, PythonVersion python) {
  switch (field.role) {
    case Role::TypeParams:
      return kind == Kind::TypeAlias || python.minor >= 12;
    case Role::DefaultValue:
      return python.minor >= 13;
    default:
      return true;
  }
}

}  // namespace weft
