// Valid programs, made from the fuzzer's bytes: Parse must find the tree that was meant.
#include "fuzz/check_rewrite.h"
#include "fuzz/program_generator.h"
#include "fuzz/seed_corpus.h"
#include "syntax/parse.h"

#include <cstddef>
#include <cstdint>
#include <string>

#include <fmt/format.h>

extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv);
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

namespace weft {
namespace {

// False for the nodes that CPython's ast gives no place.
bool HasPlace(Kind kind) {
  return IsExpr(kind) || IsStmt(kind) || IsPattern(kind) || IsTypeParam(kind) ||
         IsExcepthandler(kind) || kind == Kind::arg || kind == Kind::keyword ||
         kind == Kind::alias || kind == Kind::identifier;
}

std::string Difference(const std::vector<ExpectedNode>& expected, const Tree& tree) {
  for (size_t i = 0; i < expected.size() && i < tree.nodes().size(); ++i) {
    const ExpectedNode& want = expected[i];
    const Node& have = tree.nodes()[i];
    bool is_same_place = want.span == have.span || !HasPlace(want.kind);
    if (want.kind != have.kind || want.role != have.role || want.context != have.context() ||
        !is_same_place) {
      return fmt::format("node {}: {} as {} ({}) [{}, {}) is {} as {} ({}) [{}, {})", i,
                         KindName(want.kind), RoleName(want.role), static_cast<int>(want.context),
                         want.span.begin, want.span.end, KindName(have.kind), RoleName(have.role),
                         static_cast<int>(have.context()), have.span.begin, have.span.end);
    }
  }
  return expected.size() == tree.nodes().size()
             ? ""
             : fmt::format("{} nodes, not {}", tree.nodes().size(), expected.size());
}

}  // namespace
}  // namespace weft

// libFuzzer's signature.
// NOLINTNEXTLINE(readability-non-const-parameter)
extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv) {
  weft::SeedWithNoise(*argc, *argv, 1500);
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) {
    return 0;
  }
  weft::ProgramOptions options;
  options.has_templates = (data[0] & 16) != 0;
  weft::Program program = weft::GenerateProgram({data + 1, size - 1}, options);
  weft::SourceFile source = weft::SourceFile::FromText("fuzz.py", program.text);
  weft::Diagnostics diagnostics;
  std::optional<weft::Tree> tree = weft::Parse(source, diagnostics);
  if (!tree) {
    const weft::Diagnostic& first = diagnostics.all().front();
    weft::AbortOn(fmt::format("valid Python: {} at {}", first.message, first.span.begin),
                  program.text);
  }
  weft::AbortOn(weft::Difference(program.nodes, *tree), program.text);
  weft::CheckRewrite(source, weft::WrapOptions(data[0]), (data[0] & 32) != 0 ? 2 : 1);
  return 0;
}
