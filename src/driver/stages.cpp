#include "driver/stages.h"

#include "driver/strip.h"
#include "driver/verify_ast.h"

#include "print/printer.h"
#include "print/verify.h"
#include "validate/validate.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace weft {
namespace {

using Clock = std::chrono::steady_clock;

uint64_t NanosecondsSince(Clock::time_point begin) {
  auto passed = std::chrono::duration_cast<std::chrono::nanoseconds>(Clock::now() - begin);
  return static_cast<uint64_t>(passed.count());
}

// As the text between passes has it, an edit that was made for the whole of a file.
bool IsInside(const Tree& tree, const Edit& edit, Span within) {
  return within.Contains(edit.place == Edit::Place::Whole ? edit.span : tree[edit.owner].span);
}

}  // namespace

Stages::Stages(const SourceFile& source, std::string_view module, const PassOptions& options,
               Diagnostics& diagnostics)
    : source_(source), module_(module), options_(options), diagnostics_(diagnostics) {
}

RewriteStatus Stages::Parse(std::span<const Pass* const> passes) {
  for (const Pass* pass : passes) {
    if (pass->run_text == nullptr) {
      continue;
    }
    RewriteStatus status = RunTextPass(*pass);
    if (status != RewriteStatus::Unchanged) {
      return status;
    }
  }
  Diagnostics found;
  tree_ = ParseValid(text(), kNewestTarget, found);
  TakeDiagnostics(std::move(found));
  if (!tree_) {
    return RewriteStatus::SyntaxError;
  }
  bool was_rewritten = !passes.empty() && WasRewritten(text(), *tree_, diagnostics_);
  return was_rewritten ? RewriteStatus::Refused : RewriteStatus::Unchanged;
}

RewriteStatus Stages::Run(std::span<const Pass* const> passes, std::optional<Span> within) {
  for (const Pass* pass : passes) {
    if (pass->run == nullptr) {
      continue;
    }
    Clock::time_point begin = options_.trace_passes ? Clock::now() : Clock::time_point();
    if (!output_.edits.empty() && !ParseAgain()) {
      return RewriteStatus::Failed;
    }
    if (RewriteStatus status = RunPass(*pass); status != RewriteStatus::Rewritten) {
      return status;
    }
    if (within) {
      KeepWithin(*within);
    }
    if (options_.trace_passes) {
      Trace(*pass, NanosecondsSince(begin));
    }
  }
  // A pass that takes something away may leave what is no program; what can be undone only adds.
  bool is_checked = last_pass_ != nullptr && (options_.verify_each || last_pass_->undo == nullptr);
  if (is_checked && !output_.edits.empty() && !CheckLast()) {
    return RewriteStatus::Failed;
  }
  // What is put into the tree later on is in the prologue only.
  bool has_prologue = !within && !output_.prologue.empty();
  return is_first() && output_.edits.empty() && !has_prologue ? RewriteStatus::Unchanged
                                                              : RewriteStatus::Rewritten;
}

Stages::Printed Stages::Print() const {
  Printed printed;
  printed.text = weft::Print(text(), output_.edits, printed.runs);
  if (!is_first()) {
    printed.last_runs = std::move(printed.runs);
    printed.runs = ComposeRuns(runs_, printed.last_runs);
  }
  return printed;
}

RewriteStatus Stages::RunTextPass(const Pass& pass) {
  Clock::time_point begin = options_.trace_passes ? Clock::now() : Clock::time_point();
  Diagnostics found;
  pass.run_text(text(), options_, output_.edits, found);
  output_.edits.Sort();
  bool is_wrong = found.has_errors();
  bool is_right = VerifyText(text(), output_.edits, pass.name, found);
  TakeDiagnostics(std::move(found));
  if (is_right && is_wrong) {
    output_.edits = EditList();
    return RewriteStatus::SyntaxError;
  }
  if (is_right && options_.trace_passes) {
    Trace(pass, NanosecondsSince(begin));
  }
  if (is_right && !output_.edits.empty()) {
    Advance();
  }
  return is_right ? RewriteStatus::Unchanged : RewriteStatus::Failed;
}

// Rewritten, also where there was nothing to do, or what went wrong.
RewriteStatus Stages::RunPass(const Pass& pass) {
  Diagnostics found;
  const size_t num_sites = output_.sites.size();
  Diagnostics about_pragmas;
  Scopes scopes = Scopes::Analyze(*tree_);
  const Selection everything;
  FileSelection selection(options_.selection == nullptr ? everything : *options_.selection, *tree_,
                          scopes, module_, about_pragmas);
  TakeAboutPragmas(about_pragmas, pass);
  pass.run({pass, *tree_, scopes, options_, module_, selection}, output_, found);
  // An error that a pass reports is the file's.
  RewriteStatus status = found.has_errors() ? RewriteStatus::Refused : RewriteStatus::Rewritten;
  output_.edits.Sort();
  if (output_.has_failed || !Verify(*tree_, output_.edits, pass.name, found)) {
    status = RewriteStatus::Failed;
  }
  if (!is_first()) {
    for (size_t i = num_sites; i < output_.sites.size(); ++i) {
      output_.sites[i].span = InSource(output_.sites[i].span);
    }
  }
  TakeDiagnostics(std::move(found));
  MergeUse(selection.use(), output_.selection_use);
  last_pass_ = &pass;
  return status;
}

// Makes edits() part of the text.
void Stages::Advance() {
  Printed printed = Print();
  runs_ = std::move(printed.runs);
  texts_.push_back(SourceFile::FromText(source_.path(), std::move(printed.text)));
  output_.edits = EditList();
}

bool Stages::ParseAgain() {
  if (options_.verify_each && !CheckLast()) {
    return false;
  }
  tree_.reset();  // Points into the text that is about to be no longer the last.
  Advance();
  Diagnostics found;
  tree_ = ParseValid(text(), kNewestTarget, found);
  if (!tree_) {
    ReportBroken(found);
  }
  return tree_.has_value();
}

// Whether the text with edits() is Python and, where the last pass can be undone, does not
// differ otherwise.
bool Stages::CheckLast() {
  Printed printed = Print();
  Diagnostics found;
  // What needs a prologue is not whole yet: Rewrite() looks at it.
  bool is_whole = output_.prologue.empty();
  if (options_.verify_each && last_pass_->undo != nullptr && is_whole) {
    std::optional<std::string> bytes = source_.TryEncode(printed.text);
    if (!bytes) {
      diagnostics_.Report<DiagnosticId::OutputNotEncodable>({0, 0});
      return false;
    }
    bool is_right =
        VerifyAst(*tree_, {&last_pass_, 1}, options_, std::nullopt, *std::move(bytes), found);
    TakeDiagnostics(std::move(found));
    return is_right;
  }
  SourceFile output = SourceFile::FromText(source_.path(), std::move(printed.text));
  if (ParseValid(output, kNewestTarget, found)) {
    return true;
  }
  std::swap(runs_, printed.runs);
  ReportBroken(found);
  return false;
}

// `found` is about the text that runs_ lead to.
void Stages::ReportBroken(const Diagnostics& found) {
  const Diagnostic& first = found.all().front();
  diagnostics_.Report<DiagnosticId::PassBreaksPython>(InSource(first.span), last_pass_->name,
                                                      first.message);
}

void Stages::KeepWithin(Span within) {
  if (!is_first()) {
    auto size = static_cast<uint32_t>(text().text().size());
    // What took the place of what stood first inside is inside.
    uint32_t begin = within.begin == 0 ? 0 : OutputOffset(runs_, within.begin - 1, size - 1) + 1;
    within = {std::min(begin, OutputOffset(runs_, within.begin, size)),
              OutputOffset(runs_, within.end, size)};
  }
  EditList kept;
  for (const Edit& edit : output_.edits.all()) {
    if (IsInside(*tree_, edit, within)) {
      kept.Copy(edit);
    }
  }
  kept.Sort();
  output_.edits = std::move(kept);
}

void Stages::Trace(const Pass& pass, uint64_t nanoseconds) {
  bool is_asked = options_.print_after == &pass;
  traces_.push_back({&pass, nanoseconds, is_asked ? Print().text : ""});
}

void Stages::TakeDiagnostics(Diagnostics found) {
  if (is_first()) {
    diagnostics_.Append(std::move(found));
    return;
  }
  for (Diagnostic diagnostic : found.all()) {
    diagnostic.span = InSource(diagnostic.span);
    diagnostics_.Add(std::move(diagnostic));
  }
}

// Each pass looks at the pragmas anew, and those that are about no call may be about statements,
// which only passes that look at calls do not care for.
void Stages::TakeAboutPragmas(const Diagnostics& found, const Pass& pass) {
  for (Diagnostic diagnostic : found.all()) {
    diagnostic.span = InSource(diagnostic.span);
    bool is_known = std::ranges::any_of(diagnostics_.all(), [&](const Diagnostic& known) {
      return known.id == diagnostic.id && known.span == diagnostic.span;
    });
    bool is_for_others =
        diagnostic.id == DiagnosticId::UnusedPragma && pass.family != Family::Instrument;
    if (!is_known && !is_for_others) {
      diagnostics_.Add(std::move(diagnostic));
    }
  }
}

// What was inserted is taken for the source's byte behind it.
Span Stages::InSource(Span span) const {
  if (runs_.empty()) {
    return span;
  }
  auto size = static_cast<uint32_t>(source_.text().size());
  uint32_t begin = InputOffset(runs_, span.begin, size);
  uint32_t end = span.is_empty() ? begin : InputOffset(runs_, span.end - 1, size) + 1;
  return {begin, std::clamp(end, begin, size)};
}

}  // namespace weft
