// Runs a pass with a deliberate mistake over files, and `--verify=ast` with it: every mistake
// has to be found, at its place, and nothing else.
//
// broken_pass FILE...
//
// The pass puts parentheses around calls, which changes no tree, but for one call in each file,
// chosen by the file's size, to which it adds an attribute.

#include "base/file_io.h"
#include "driver/rewrite.h"
#include "passes/undone_tree.h"
#include "validate/validate.h"

#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

namespace weft {
namespace {

// The calls whose source text nothing else depends on: not those inside of f-strings.
std::vector<NodeId> FindCalls(const Tree& tree) {
  std::vector<NodeId> calls;
  for (uint32_t i = 0; i < tree.nodes().size();) {
    Kind kind = tree.nodes()[i].kind;
    if (kind == Kind::JoinedStr || kind == Kind::TemplateStr) {
      i = tree.nodes()[i].next;
      continue;
    }
    bool is_decorator = tree.nodes()[i].role == Role::DecoratorList;  // Python 3.8 takes no other.
    if (kind == Kind::Call && !is_decorator) {
      calls.push_back({i});
    }
    ++i;
  }
  return calls;
}

NodeId FindVictim(const Tree& tree) {
  std::vector<NodeId> calls = FindCalls(tree);
  return calls.empty() ? kNoNode : calls[tree.source().text().size() % calls.size()];
}

void RunBroken(const PassInput& input, PassOutput& output, Diagnostics& /*diagnostics*/) {
  NodeId victim = FindVictim(input.tree);
  for (NodeId call : FindCalls(input.tree)) {
    Span span = input.tree[call].span;
    output.edits.Before(call, span.begin, "(");
    output.edits.After(call, span.end, call == victim ? ").oops" : ")");
  }
}

void UndoNothing(const Tree& /*input*/, const PassOptions& /*options*/, UndoneTree& /*output*/) {
}

const Pass kBroken = {.name = "broken",
                      .version = "1",
                      .summary = "put parentheses around calls, all but one rightly",
                      .family = Family::Instrument,
                      .effect = Effect::Observing,
                      .run = RunBroken,
                      .undo = UndoNothing};

struct Counts {
  size_t num_files = 0;
  size_t num_found = 0;
  size_t num_without_calls = 0;
  size_t num_wrong = 0;
};

void Judge(const std::string& path, Counts& counts) {
  Diagnostics found;
  SourceFile source = SourceFile::Decode(path, ReadFile(path).bytes, found);
  Diagnostics ignored;
  std::optional<Tree> tree;
  if (source.is_readable()) {
    tree = ParseValid(source, kNewestTarget, ignored);
  }
  if (!tree) {
    return;
  }
  ++counts.num_files;
  PassOptions options;
  options.verify_ast = true;
  const Pass* passes[] = {&kBroken};
  RewriteResult result = Rewrite(source, "", passes, options, found);
  NodeId victim = FindVictim(*tree);
  if (!victim.is_valid()) {
    ++counts.num_without_calls;
    counts.num_wrong += result.status == RewriteStatus::Unchanged ? 0 : 1;
    return;
  }
  bool is_found = result.status == RewriteStatus::Failed && result.bytes.empty() &&
                  found.all().back().id == DiagnosticId::OutputDiffers &&
                  found.all().back().span.begin == (*tree)[victim].span.begin;
  counts.num_found += is_found ? 1 : 0;
  counts.num_wrong += is_found ? 0 : 1;
  if (!is_found) {
    fmt::print("{}:{}: the mistake was not found\n", path,
               source.Locate((*tree)[victim].span.begin).line);
  }
}

int Run(int num_paths, char** paths) {
  Counts counts;
  for (int i = 0; i < num_paths; ++i) {
    Judge(paths[i], counts);
  }
  fmt::print("{} files: {} mistakes found at their places, {} without calls, {} wrong\n",
             counts.num_files, counts.num_found, counts.num_without_calls, counts.num_wrong);
  return counts.num_wrong == 0 && counts.num_found > 0 ? 0 : 1;
}

}  // namespace
}  // namespace weft

int main(int argc, char** argv) {
  return weft::Run(argc - 1, argv + 1);
}
