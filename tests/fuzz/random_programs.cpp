// Writes random programs, the same ones for the same seeds:
//
//     random_programs [--old] [--trees] FOLDER FIRST_SEED NUMBER
//
// Program 17 becomes FOLDER/17.py; with `--trees`, what Weft makes of it FOLDER/17.tree, a
// line a node: kind, role, context, begin and end as byte offsets. `--old` keeps to Python 3.11.
#include "fuzz/program_generator.h"
#include "syntax/parse.h"

#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iostream>
#include <random>
#include <string>
#include <vector>

#include <fmt/format.h>

namespace weft {
namespace {

std::vector<uint8_t> BytesOf(uint32_t seed) {
  std::mt19937 random(seed);
  std::vector<uint8_t> bytes(50 + random() % 950);
  for (uint8_t& byte : bytes) {
    byte = static_cast<uint8_t>(random() >> 8);
  }
  return bytes;
}

std::string TreeText(const std::string& text) {
  SourceFile source = SourceFile::FromText("", text);
  Diagnostics diagnostics;
  std::optional<Tree> tree = Parse(source, diagnostics);
  std::string out;
  for (const Diagnostic& diagnostic : diagnostics.all()) {
    out += fmt::format("! {} at {}\n", diagnostic.message, diagnostic.span.begin);
  }
  for (const Node& node : tree ? tree->nodes() : std::span<const Node>()) {
    out += fmt::format("{} {} {} {} {}\n", KindName(node.kind), RoleName(node.role),
                       static_cast<int>(node.context()), node.span.begin, node.span.end);
  }
  return out;
}

int Run(int argc, char** argv) {
  ProgramOptions options;
  bool wants_trees = false;
  int at = 1;
  for (; at < argc && argv[at][0] == '-'; ++at) {
    options.is_modern &= std::strcmp(argv[at], "--old") != 0;
    wants_trees |= std::strcmp(argv[at], "--trees") == 0;
  }
  if (argc - at != 3) {
    std::cerr << "usage: random_programs [--old] [--trees] FOLDER FIRST_SEED NUMBER\n";
    return 2;
  }
  auto first = static_cast<uint32_t>(std::atoi(argv[at + 1]));
  auto number = static_cast<uint32_t>(std::atoi(argv[at + 2]));
  for (uint32_t seed = first; seed < first + number; ++seed) {
    Program program = GenerateProgram(BytesOf(seed), options);
    std::string stem = fmt::format("{}/{}", argv[at], seed);
    std::ofstream(stem + ".py", std::ios::binary) << program.text;
    if (wants_trees) {
      std::ofstream(stem + ".tree", std::ios::binary) << TreeText(program.text);
    }
  }
  return 0;
}

}  // namespace
}  // namespace weft

int main(int argc, char** argv) {
  return weft::Run(argc, argv);
}
