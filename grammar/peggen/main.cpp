// Reads grammar/python.peg and writes the tables that the second parser runs on.

#include "peggen/notation.h"

#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>

#include <fmt/format.h>

int main(int argc, char** argv) {
  if (argc != 3) {
    fmt::print(stderr, "usage: peggen GRAMMAR OUTPUT\n");
    return 2;
  }
  std::ifstream input(argv[1], std::ios::binary);
  std::string text(std::istreambuf_iterator<char>(input), {});
  std::string error;
  std::string tables;
  if (!input) {
    error = "cannot be read";
  } else if (auto rules = peggen::ReadNotation(text, error); error.empty()) {
    tables = peggen::EmitTables(rules, error);
  }
  if (!error.empty()) {
    fmt::print(stderr, "{}: {}\n", argv[1], error);
    return 1;
  }
  std::ofstream output(argv[2], std::ios::binary);
  output << tables;
  output.close();
  if (!output) {
    fmt::print(stderr, "{}: cannot be written\n", argv[2]);
    return 1;
  }
  return 0;
}
