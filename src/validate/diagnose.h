#pragma once

#include "base/diagnostics.h"
#include "base/source_file.h"
#include "syntax/python_version.h"

#include <cstdint>
#include <vector>

namespace weft {

// Asks the grammar of CPython's own parser (grammar/python*.peg) about a file that is in doubt.
// Where CPython's tokenizer or parser refuses it, reports CPython's error, at CPython's place,
// and answers false.
//
// Takes statement after statement, so that memory follows the largest one.
bool Diagnose(const SourceFile& source, PythonVersion target, Diagnostics& diagnostics);

// The same, where all but the top-level statements that hold an offset of `suspects` are known to
// be right. Sorts `suspects`.
bool DiagnoseSuspects(const SourceFile& source, PythonVersion target,
                      std::vector<uint32_t>& suspects, Diagnostics& diagnostics);

}  // namespace weft
