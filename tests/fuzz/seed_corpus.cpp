#include "fuzz/seed_corpus.h"

#include "base/file_io.h"

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <string_view>
#include <system_error>

namespace weft {

namespace fs = std::filesystem;

void SeedCorpus(int argc, char** argv, const std::string& golden) {
  fs::path corpus;
  std::error_code ignored;
  for (int i = 1; i < argc && corpus.empty(); ++i) {
    if (argv[i][0] != '-' && fs::is_directory(argv[i], ignored)) {
      corpus = argv[i];
    }
  }
  if (corpus.empty() || !fs::is_empty(corpus, ignored)) {
    return;
  }
  size_t number = 0;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(golden)) {
    if (entry.path().extension() != ".py") {
      continue;
    }
    std::ofstream seed(corpus / ("golden-" + std::to_string(number)), std::ios::binary);
    seed.put(static_cast<char>(number % 16));
    seed << ReadFile(entry.path().string()).bytes;
    ++number;
  }
}

}  // namespace weft
