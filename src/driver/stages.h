#pragma once

#include "base/diagnostics.h"
#include "base/source_file.h"
#include "passes/pass.h"
#include "print/copied_runs.h"
#include "syntax/tree.h"

#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace weft {

enum class RewriteStatus : uint8_t {
  Unchanged,  // Nothing to do: the output is the input.
  Rewritten,
  SyntaxError,  // Not Python, or not decodable: the output is the input.
  Refused,      // Rewritten before, or a pass says so: the output is the input.
  Failed,       // A pass broke its contract, or verification failed: the output is the input.
};

// What one pass did to one file, for --time-passes and --print-after.
struct PassTrace {
  const Pass* pass;
  uint64_t nanoseconds;  // Of the pass, of verifying, and of parsing again for it.
  std::string text;      // Behind the pass; only where it was asked for.
};

// One file on its way through the passes. A pass sees what the ones before it made: where one
// changed something, the next has the text printed and parsed again. Places in `diagnostics` and
// `sites` are always those of the source.
class Stages {
 public:
  // All outlive the object. `module` is the file's dotted name, or empty.
  Stages(const SourceFile& source, std::string_view module, const PassOptions& options,
         Diagnostics& diagnostics);

  // Runs the `passes` that go before parsing, and parses. Unchanged, Refused where the file was
  // rewritten before, or what went wrong.
  RewriteStatus Parse(std::span<const Pass* const> passes);

  // Runs the others, and keeps of their edits those inside `within`, a span of the source.
  RewriteStatus Run(std::span<const Pass* const> passes, std::optional<Span> within = {});

  // Of the text that the last pass saw.
  const Tree& tree() const { return *tree_; }
  // The pass that ran last; null where none did.
  const Pass* last_pass() const { return last_pass_; }
  // What the last pass asked for, in addition to the earlier ones; verified.
  EditList& edits() { return output_.edits; }
  // Of all passes.
  PassOutput& output() { return output_; }
  std::vector<PassTrace>& traces() { return traces_; }

  // The text as it is with edits(), which are sorted.
  struct Printed {
    std::string text;
    std::vector<CopiedRun> runs;       // From the source.
    std::vector<CopiedRun> last_runs;  // From the source of tree(); empty where that is the same.
  };
  Printed Print() const;

 private:
  RewriteStatus RunTextPass(const Pass& pass);
  RewriteStatus RunPass(const Pass& pass);
  bool ParseAgain();
  void Advance();
  void KeepWithin(Span within);
  void Trace(const Pass& pass, uint64_t nanoseconds);
  bool CheckLast();
  void ReportBroken(const Diagnostics& found);
  void TakeDiagnostics(Diagnostics found);
  void TakeAboutPragmas(const Diagnostics& found, const Pass& pass);
  Span InSource(Span span) const;
  bool is_first() const { return texts_.empty(); }
  const SourceFile& text() const { return is_first() ? source_ : texts_.back(); }

  const SourceFile& source_;
  std::string_view module_;
  const PassOptions& options_;
  Diagnostics& diagnostics_;
  std::deque<SourceFile> texts_;  // What was printed between passes. Trees point here.
  std::vector<CopiedRun> runs_;   // From source_ to the last of texts_.
  std::optional<Tree> tree_;
  PassOutput output_;
  const Pass* last_pass_ = nullptr;  // The one that made edits().
  std::vector<PassTrace> traces_;
};

}  // namespace weft
