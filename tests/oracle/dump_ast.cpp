// For tests/oracle/ast_dump.py: reads paths, one a line, and prints of each what `weft ast`
// would, behind a line `STATUS BYTES NODES CALLS`, where STATUS is `ok` or `error`; behind an
// error stands its message.
//
//   dump_ast 3.MINOR [INDENT]

#include "base/file_io.h"
#include "syntax/ast_dump.h"
#include "validate/validate.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>

#include <fmt/format.h>

namespace weft {
namespace {

void Print(std::string_view status, std::string_view text, size_t num_nodes, size_t num_calls) {
  std::string line = fmt::format("{} {} {} {}\n", status, text.size(), num_nodes, num_calls);
  std::fwrite(line.data(), 1, line.size(), stdout);
  std::fwrite(text.data(), 1, text.size(), stdout);
  std::fflush(stdout);
}

void Dump(const std::string& path, const AstDumpOptions& options, std::string& out) {
  Diagnostics diagnostics;
  SourceFile source = SourceFile::Decode(path, ReadFile(path).bytes, diagnostics);
  std::optional<Tree> tree = ParseAsAst(source, options.target, diagnostics);
  if (!tree) {
    const Diagnostic& first = diagnostics.all().front();
    LineColumn at = source.Locate(first.span.begin);
    return Print("error", fmt::format("{}:{}: {}", at.line, at.column, first.message), 0, 0);
  }
  out.clear();
  DumpAst(*tree, options, out);
  auto num_calls = std::count_if(tree->nodes().begin(), tree->nodes().end(),
                                 [](const Node& node) { return node.kind == Kind::Call; });
  Print("ok", out, tree->nodes().size(), static_cast<size_t>(num_calls));
}

int Main(int argc, char** argv) {
  AstDumpOptions options;
  auto number = [](std::string_view text) {
    unsigned value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
  };
  if (argc > 1) {
    options.target.minor = static_cast<uint8_t>(number(std::string_view(argv[1]).substr(2)));
  }
  if (argc > 2) {
    options.indent = number(argv[2]);
  }
  std::string out;
  for (std::string path; std::getline(std::cin, path);) {
    Dump(path, options, out);
  }
  return 0;
}

}  // namespace
}  // namespace weft

int main(int argc, char** argv) {
  return weft::Main(argc, argv);
}
