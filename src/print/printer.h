#pragma once

#include "base/source_file.h"
#include "print/edit_list.h"

#include <cstdint>
#include <string>
#include <vector>

namespace weft {

// Bytes of the input that stand unchanged in the output.
struct CopiedRun {
  uint32_t output;  // Offset there.
  uint32_t input;   // Offset there.
  uint32_t length;  // > 0

  uint32_t output_end() const { return output + length; }
  uint32_t input_end() const { return input + length; }
};

// The text of `source` with `edits` (sorted, verified) applied. Puts a blank where an
// inserted word would merge with a word before or behind it (`not(f)()`).
std::string Print(const SourceFile& source, const EditList& edits);

// The same. Fills `runs`, in order: what stands between them was inserted.
std::string Print(const SourceFile& source, const EditList& edits, std::vector<CopiedRun>& runs);

}  // namespace weft
