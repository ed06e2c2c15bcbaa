// The yardstick of every throughput claim: reads files into memory and parses each with
// the unmodified tree-sitter core and Python grammar, and nothing else.
//
// stock_parse [--repeat N] PATH...     a PATH `@LIST` names a file with one path a line
//
// Prints the number of files and bytes, and the sum over files of the fastest parse (one
// parser, tree deleted) in nanoseconds.

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include <tree_sitter/api.h>

extern "C" const TSLanguage* tree_sitter_python();

namespace {

std::string ReadFile(const std::string& path) {
  std::error_code error;
  const uintmax_t size = std::filesystem::file_size(path, error);
  std::string text(error ? 0 : size, '\0');
  std::ifstream stream(path, std::ios::binary);
  if (error || !stream.read(text.data(), static_cast<std::streamsize>(text.size()))) {
    std::fprintf(stderr, "stock_parse: cannot read %s\n", path.c_str());
    std::exit(2);
  }
  return text;
}

std::vector<std::string> ReadList(const std::string& path) {
  std::ifstream stream(path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) {
    if (!line.empty()) lines.push_back(line);
  }
  return lines;
}

// Of this thread's CPU time, so that other processes count little.
uint64_t Nanoseconds() {
  timespec now = {};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<uint64_t>(now.tv_sec) * 1'000'000'000 + static_cast<uint64_t>(now.tv_nsec);
}

uint64_t ParseOnce(TSParser* parser, const std::string& text) {
  uint64_t begin = Nanoseconds();
  TSTree* tree =
      ts_parser_parse_string(parser, nullptr, text.data(), static_cast<uint32_t>(text.size()));
  ts_tree_delete(tree);
  return Nanoseconds() - begin;
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> paths;
  int repeat = 1;
  for (int i = 1; i < argc; ++i) {
    std::string_view arg = argv[i];
    if (arg == "--repeat" && i + 1 < argc) {
      repeat = std::max(1, std::atoi(argv[++i]));
    } else if (arg.starts_with('@')) {
      std::vector<std::string> listed = ReadList(std::string(arg.substr(1)));
      paths.insert(paths.end(), listed.begin(), listed.end());
    } else {
      paths.emplace_back(arg);
    }
  }
  std::vector<std::string> texts;
  uint64_t bytes = 0;
  texts.reserve(paths.size());
  for (const std::string& path : paths) {
    texts.push_back(ReadFile(path));
    bytes += texts.back().size();
  }

  TSParser* parser = ts_parser_new();
  if (!ts_parser_set_language(parser, tree_sitter_python())) {
    std::fprintf(stderr, "stock_parse: core and grammar do not fit together\n");
    return 2;
  }
  std::vector<uint64_t> best(texts.size(), UINT64_MAX);
  for (int round = 0; round < repeat; ++round) {
    for (size_t i = 0; i < texts.size(); ++i) {
      best[i] = std::min(best[i], ParseOnce(parser, texts[i]));
    }
  }
  ts_parser_delete(parser);
  uint64_t sum = 0;
  for (uint64_t time : best) sum += time;
  std::printf("files %zu\nbytes %llu\nparse %llu\n", texts.size(),
              static_cast<unsigned long long>(bytes), static_cast<unsigned long long>(sum));
  return 0;
}
