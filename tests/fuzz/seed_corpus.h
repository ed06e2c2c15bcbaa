#pragma once

#include <string>

namespace weft {

// Fills the first folder among the arguments, libFuzzer's growing corpus, with the Python
// files below `golden`, each behind one byte. Does nothing where that holds files already.
void SeedCorpus(int argc, char** argv, const std::string& golden);

}  // namespace weft
