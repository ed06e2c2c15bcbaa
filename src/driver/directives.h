#pragma once

#include "base/diagnostics.h"
#include "base/source_file.h"
#include "passes/pass.h"

#include <optional>
#include <span>
#include <vector>

namespace weft {

// What runs over one file: the passes of the run and those that the file asks for.
struct FilePasses {
  std::vector<const Pass*> passes;
  PassOptions options;
};

// Reads the directives of a file,
//
//     # weft: enable NAME[option=value], NAME
//
// comments on lines of their own in front of the first line that is neither blank nor a comment:
// so a file states the dialect that it is written in. Each pass goes behind those of the run
// that its family has to come behind; one that the run has anyway keeps the run's options. It may
// be one of the run's rule files and plug-ins, where `options` have the catalog.
//
// Nothing where a directive cannot be followed; that has been reported. A file without directives
// gets `passes` and `options` as they are.
std::optional<FilePasses> ReadDirectives(const SourceFile& source,
                                         std::span<const Pass* const> passes,
                                         const PassOptions& options, Diagnostics& diagnostics);

// Whether there is any, which is fast to tell.
bool HasDirectives(const SourceFile& source);

}  // namespace weft
