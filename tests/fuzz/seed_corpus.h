#pragma once

#include <cstddef>
#include <string>

namespace weft {

// All fill the first folder among the arguments, libFuzzer's growing corpus, unless it holds
// files already.

// With the Python files below `golden`, each behind one byte.
void SeedWithPython(int argc, char** argv, const std::string& golden);

// With the rule files below `golden`, each with a Python file beside it, and a null byte between.
void SeedWithRules(int argc, char** argv, const std::string& golden);

// With random bytes, always the same: libFuzzer alone would take long to make inputs of `size`.
void SeedWithNoise(int argc, char** argv, size_t size);

}  // namespace weft
