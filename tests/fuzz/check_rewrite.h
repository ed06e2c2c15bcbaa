#pragma once

#include "base/source_file.h"
#include "passes/pass.h"

#include <cstdint>

namespace weft {

// The options of wrap-calls that a byte stands for: each bit is one.
PassOptions WrapOptions(uint8_t bits);

// Takes `source` through Rewrite, without a pass and with wrap-calls, and checks what holds
// for every file there is: what is no Python is reported and left alone; the output is Python,
// keeps its line breaks, and undoing the wrapper gives the input's tree. Aborts with a message
// where it does not. With `num_times` above 1, the output is rewritten again, and so on.
void CheckRewrite(const SourceFile& source, const PassOptions& options, int num_times);

// Aborts with `fault` and the text that has it, unless it is empty.
void AbortOn(std::string_view fault, std::string_view text);

}  // namespace weft
