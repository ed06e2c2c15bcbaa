#include "fuzz/seed_corpus.h"

#include "base/file_io.h"

#include <filesystem>
#include <fstream>
#include <optional>
#include <random>
#include <system_error>

namespace weft {
namespace {

namespace fs = std::filesystem;

std::optional<fs::path> FindEmptyCorpus(int argc, char** argv) {
  std::error_code ignored;
  for (int i = 1; i < argc; ++i) {
    if (argv[i][0] != '-' && fs::is_directory(argv[i], ignored)) {
      return fs::is_empty(argv[i], ignored) ? std::optional<fs::path>(argv[i]) : std::nullopt;
    }
  }
  return std::nullopt;
}

void WriteSeed(const fs::path& corpus, size_t number, const std::string& bytes) {
  std::ofstream(corpus / ("seed-" + std::to_string(number)), std::ios::binary) << bytes;
}

}  // namespace

void SeedWithPython(int argc, char** argv, const std::string& golden) {
  std::optional<fs::path> corpus = FindEmptyCorpus(argc, argv);
  if (!corpus) {
    return;
  }
  size_t number = 0;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(golden)) {
    if (entry.path().extension() == ".py") {
      WriteSeed(*corpus, number, static_cast<char>(number) + ReadFile(entry.path().string()).bytes);
      ++number;
    }
  }
}

void SeedWithRules(int argc, char** argv, const std::string& golden) {
  std::optional<fs::path> corpus = FindEmptyCorpus(argc, argv);
  if (!corpus) {
    return;
  }
  size_t number = 0;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(golden)) {
    const fs::path rules = entry.path().parent_path() / "rules.weft";
    if (entry.path().extension() == ".py" && fs::exists(rules)) {
      const std::string text = ReadFile(rules.string()).bytes + '\0';
      WriteSeed(*corpus, number++, text + ReadFile(entry.path().string()).bytes);
    }
  }
}

void SeedWithNoise(int argc, char** argv, size_t size) {
  constexpr size_t kNumSeeds = 200;
  std::optional<fs::path> corpus = FindEmptyCorpus(argc, argv);
  std::mt19937 random;
  for (size_t number = 0; corpus && number < kNumSeeds; ++number) {
    std::string bytes(1 + random() % size, '\0');
    for (char& byte : bytes) {
      byte = static_cast<char>(random() >> 8);
    }
    WriteSeed(*corpus, number, bytes);
  }
}

}  // namespace weft
