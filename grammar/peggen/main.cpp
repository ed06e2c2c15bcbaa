// Reads grammar/python*.peg and writes the tables that the second parser runs on.

#include "peggen/notation.h"

#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

int main(int argc, char** argv) {
  if (argc < 3) {
    fmt::print(stderr, "usage: peggen OUTPUT GRAMMAR...\n");
    return 2;
  }
  std::vector<peggen::Rule> rules;
  std::string error;
  for (int i = 2; i < argc; ++i) {
    std::ifstream input(argv[i], std::ios::binary);
    std::string text(std::istreambuf_iterator<char>(input), {});
    std::vector<peggen::Rule> more;
    if (input) {
      more = peggen::ReadNotation(text, error);
    } else {
      error = "cannot be read";
    }
    if (!error.empty()) {
      fmt::print(stderr, "{}: {}\n", argv[i], error);
      return 1;
    }
    std::move(more.begin(), more.end(), std::back_inserter(rules));
  }
  std::string tables = peggen::EmitTables(rules, error);
  if (!error.empty()) {
    fmt::print(stderr, "peggen: {}\n", error);
    return 1;
  }
  std::ofstream output(argv[1], std::ios::binary);
  output << tables;
  output.close();
  if (!output) {
    fmt::print(stderr, "{}: cannot be written\n", argv[1]);
    return 1;
  }
  return 0;
}
