#pragma once

#include "syntax/python_version.h"
#include "syntax/tree.h"

#include <optional>
#include <string>

namespace weft {

struct AstDumpOptions {
  PythonVersion target = kDefaultTarget;  // Whose `ast` module to print like.
  bool with_attributes = true;            // Positions.
  std::optional<uint32_t> indent;         // Blanks a level; nothing for one line.
};

// Appends `ast.dump(ast.parse(source), include_attributes=True)` of CPython, byte for byte.
// `tree` is one that CPython accepts.
void DumpAst(const Tree& tree, const AstDumpOptions& options, std::string& out);

}  // namespace weft
