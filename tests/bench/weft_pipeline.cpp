// Where Weft's time goes: takes files through the stages of Rewrite() one by one, every call
// wrapped, and prints per stage the sum over files of the fastest run in nanoseconds.
//
// weft_pipeline [--repeat N] PATH...     a PATH `@LIST` names a file with one path a line

#include "base/diagnostics.h"
#include "base/source_file.h"
#include "passes/pass.h"
#include "print/edit_list.h"
#include "print/printer.h"
#include "print/verify.h"
#include "select/file_selection.h"
#include "select/selection.h"
#include "syntax/flatten.h"
#include "syntax/parser.h"
#include "syntax/scopes.h"
#include "syntax/tokenizer.h"
#include "syntax/tree.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/core.h>

namespace {

constexpr std::string_view kStages[] = {"decode", "tokenize", "parse",  "flatten",
                                        "scopes", "pass",     "verify", "print"};
using Times = std::array<uint64_t, std::size(kStages)>;

// Of this thread's CPU time, so that other processes count little.
uint64_t Nanoseconds() {
  timespec now = {};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<uint64_t>(now.tv_sec) * 1'000'000'000 + static_cast<uint64_t>(now.tv_nsec);
}

// Hands out the time since the last call, stage by stage. Stages that a file does not reach
// take no time.
class Stopwatch {
 public:
  explicit Stopwatch(Times* times) : times_(times) { times_->fill(0); }
  void Lap() {
    uint64_t now = Nanoseconds();
    (*times_)[stage_++] = now - last_;
    last_ = now;
  }

 private:
  Times* times_;  // Not null; outlives the stopwatch.
  size_t stage_ = 0;
  uint64_t last_ = Nanoseconds();
};

struct Input {
  std::string path;
  std::string bytes;
};

// Returns the size of the output, so that no stage is optimised away.
size_t RunOnce(const Input& input, const weft::Pass& pass, Times& times) {
  std::string bytes = input.bytes;
  weft::Diagnostics diagnostics;
  Stopwatch watch(&times);

  weft::SourceFile source = weft::SourceFile::Decode(input.path, std::move(bytes), diagnostics);
  watch.Lap();
  if (!source.is_readable()) return 0;

  std::optional<std::vector<weft::Token>> tokens = weft::Tokenize(source, diagnostics);
  watch.Lap();
  if (!tokens) return 0;

  weft::ParseFailure failure;
  std::optional<weft::ConcreteTree> concrete = weft::ParseTokens(*tokens, failure);
  watch.Lap();
  if (!concrete) return 0;

  std::optional<std::vector<weft::Node>> nodes =
      weft::Flatten(source, *tokens, *concrete, diagnostics);
  if (!nodes) return 0;
  concrete.reset();
  weft::Tree tree(&source, std::move(*tokens), std::move(*nodes));
  watch.Lap();

  weft::Scopes scopes = weft::Scopes::Analyze(tree);
  watch.Lap();

  weft::PassOptions options;
  options.wrapper_module = "bench_hooks";
  options.wrapper_name = "wrap";
  weft::PassOutput output;
  const weft::Selection everything;
  weft::FileSelection selection(everything, tree, scopes, "bench", diagnostics);
  pass.run({pass, tree, scopes, options, "bench", selection}, output, diagnostics);
  watch.Lap();

  output.edits.Sort();
  if (!weft::Verify(tree, output.edits, pass.name, diagnostics)) return 0;
  watch.Lap();

  size_t size = source.Encode(weft::Print(source, output.edits)).size();
  watch.Lap();
  return size;
}

std::string ReadFile(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) {
    fmt::print(stderr, "weft_pipeline: cannot read {}\n", path);
    std::exit(2);
  }
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::vector<std::string> ReadList(const std::string& path) {
  std::ifstream stream(path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) {
    if (!line.empty()) lines.push_back(line);
  }
  return lines;
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<Input> inputs;
  int repeat = 1;
  for (int i = 1; i < argc; ++i) {
    std::string arg = argv[i];
    if (arg == "--repeat" && i + 1 < argc) {
      repeat = std::max(1, std::atoi(argv[++i]));
    } else if (arg.starts_with('@')) {
      for (std::string& path : ReadList(arg.substr(1))) inputs.push_back({path, ReadFile(path)});
    } else {
      inputs.push_back({arg, ReadFile(arg)});
    }
  }
  const weft::Pass* pass = weft::FindPass("wrap-calls");
  if (pass == nullptr) {
    fmt::print(stderr, "weft_pipeline: there is no pass wrap-calls\n");
    return 2;
  }

  Times never;
  never.fill(UINT64_MAX);
  std::vector<Times> best(inputs.size(), never);
  size_t num_bytes = 0;
  for (int round = 0; round < repeat; ++round) {
    for (size_t i = 0; i < inputs.size(); ++i) {
      Times times;
      num_bytes += RunOnce(inputs[i], *pass, times);
      for (size_t stage = 0; stage < times.size(); ++stage) {
        best[i][stage] = std::min(best[i][stage], times[stage]);
      }
    }
  }
  Times sums{};
  for (const Times& times : best) {
    for (size_t stage = 0; stage < times.size(); ++stage) sums[stage] += times[stage];
  }
  fmt::print("files {}\nbytes {}\n", inputs.size(), num_bytes / static_cast<size_t>(repeat));
  for (size_t stage = 0; stage < sums.size(); ++stage) {
    fmt::print("{} {}\n", kStages[stage], sums[stage]);
  }
  return 0;
}
