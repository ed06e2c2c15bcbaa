#include "fuzz/check_rewrite.h"

#include "driver/directives.h"
#include "driver/rewrite.h"
#include "driver/strip.h"
#include "driver/verify_ast.h"
#include "print/prologue.h"
#include "support/check_tree.h"
#include "syntax/parse.h"
#include "validate/validate.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include <fmt/format.h>

namespace weft {
namespace {

// The line breaks, in order; `\r\n` is one.
std::vector<std::string_view> LineBreaks(std::string_view text) {
  std::vector<std::string_view> breaks;
  for (size_t i = text.find_first_of("\r\n"); i < text.size();
       i = text.find_first_of("\r\n", i + breaks.back().size())) {
    breaks.push_back(text.substr(i, text.substr(i).starts_with("\r\n") ? 2 : 1));
  }
  return breaks;
}

// Of the calls of `wrap` that a tree has.
size_t NumCallsOf(std::string_view wrap, const Tree& tree) {
  size_t num_calls = 0;
  for (uint32_t i = 0; i < tree.nodes().size(); ++i) {
    NodeId func = tree[{i}].kind == Kind::Call ? tree.FirstChild({i}) : kNoNode;
    if (func.is_valid() && tree[func].kind == Kind::Name && tree.Text(func) == wrap) {
      ++num_calls;
    }
  }
  return num_calls;
}

void CheckWithoutPass(const SourceFile& source, bool is_python, const PassOptions& options) {
  Diagnostics diagnostics;
  RewriteResult result = Rewrite(source, "", {}, options, diagnostics);
  WEFT_ASSERT(result.bytes.empty(), "without a pass nothing is written");
  WEFT_ASSERT(result.status == (is_python ? RewriteStatus::Unchanged : RewriteStatus::SyntaxError),
              "without a pass, the status tells whether the file is Python");
}

void CheckOutput(const SourceFile& source, const Tree& tree, const PassOptions& options,
                 const RewriteResult& result, const SourceFile& output) {
  Diagnostics diagnostics;
  std::optional<Tree> output_tree = Parse(output, diagnostics);
  if (!output_tree) {
    AbortOn(fmt::format("the output is no Python: {}", diagnostics.all().front().message),
            result.bytes);
  }
  AbortOn(CheckTree(*output_tree), output.text());

  std::vector<std::string_view> breaks = LineBreaks(source.text());
  std::vector<std::string_view> output_breaks = LineBreaks(output.text());
  if (result.prologue == ProloguePlace::OwnLine) {
    WEFT_ASSERT(output_breaks.size() == breaks.size() + 1, "the prologue took one line");
  } else if (breaks != output_breaks) {
    AbortOn("line breaks changed", output.text());
  }

  const Pass* pass = FindPass("wrap-calls");
  if (!VerifyAst(tree, {&pass, 1}, options, result.prologue, result.bytes, diagnostics)) {
    AbortOn(diagnostics.all().back().message, output.text());
  }
  if (options.record_sites) {
    auto num_rewritten =
        static_cast<size_t>(std::count_if(result.sites.begin(), result.sites.end(),
                                          [](const Site& site) { return site.is_rewritten; }));
    size_t num_calls = NumCallsOf(UniqueName(tree, "_weft_wrap"), *output_tree);
    WEFT_ASSERT(num_rewritten == num_calls, "sites tell which calls were wrapped");
  }
}

// The way back gives the input, and only from the very output. `output` has a record.
void CheckStrip(const SourceFile& source, const SourceFile& output) {
  Diagnostics diagnostics;
  StripResult stripped = Strip(output, diagnostics);
  if (stripped.status != StripStatus::Restored || stripped.bytes != source.bytes()) {
    AbortOn("stripping the output does not give the input", output.text());
  }
  std::string bytes = output.bytes();
  size_t at = source.bytes().size() * 7919 % bytes.size();
  bytes[at] = static_cast<char>(bytes[at] ^ 1);
  SourceFile edited = SourceFile::Decode("edited.py", std::move(bytes), diagnostics);
  if (edited.is_readable() && Strip(edited, diagnostics).status == StripStatus::Restored) {
    AbortOn(fmt::format("an edit at {} is not noticed", at), output.text());
  }
  const Pass* pass = FindPass("wrap-calls");
  Diagnostics found;
  RewriteResult again = Rewrite(output, "", {&pass, 1}, WrapOptions(0), found);
  if (again.status != RewriteStatus::Refused) {
    AbortOn(fmt::format("rewriting twice is not refused: {}",
                        found.all().empty() ? "" : found.all().back().message),
            output.text());
  }
}

// `text` as a program that nobody has rewritten.
std::string Disguise(std::string text) {
  constexpr std::string_view kStem = "_weft_";
  for (size_t at = 0; (at = text.find(kStem, at)) != std::string::npos; at += kStem.size()) {
    text.replace(at, kStem.size(), "_warp_");
  }
  return text;
}

void CheckSites(const Tree& tree, const PassOptions& options, const RewriteResult& result) {
  auto num_calls =
      static_cast<size_t>(std::count_if(tree.nodes().begin(), tree.nodes().end(),
                                        [](const Node& node) { return node.kind == Kind::Call; }));
  WEFT_ASSERT(result.sites.size() == (options.record_sites ? num_calls : 0),
              "every call is a site where sites are asked for");
}

// A file that asks for passes itself: whatever they do, what is delivered is Python.
void CheckEnabled(const SourceFile& source, const PassOptions& options) {
  Diagnostics found;
  const Pass* pass = FindPass("wrap-calls");
  RewriteResult result = Rewrite(source, "", {&pass, 1}, options, found);
  WEFT_ASSERT(result.bytes.empty() == (result.status != RewriteStatus::Rewritten),
              "there is output where the file was rewritten");
  if (result.status == RewriteStatus::Rewritten) {
    SourceFile output = SourceFile::Decode("output.py", result.bytes, found);
    Diagnostics diagnostics;
    if (!Parse(output, diagnostics)) {
      AbortOn(fmt::format("the output is no Python: {}", diagnostics.all().front().message),
              result.bytes);
    }
  }
}

}  // namespace

PassOptions WrapOptions(uint8_t bits) {
  PassOptions options;
  options.wrapper_module = "hooks";
  options.wrapper_name = "wrap";
  options.guard = (bits & 1) != 0;
  options.wrap_decorators = (bits & 2) == 0;
  options.wrap_defaults = (bits & 4) == 0;
  options.record_sites = (bits & 8) != 0;
  return options;
}

void AbortOn(std::string_view fault, std::string_view text) {
  if (!fault.empty()) {
    fmt::print(stderr, "{}\n----\n{}\n----\n", fault, text);
    std::abort();
  }
}

void CheckRewrite(const SourceFile& source, const PassOptions& options, int num_times) {
  if (HasDirectives(source)) {
    CheckEnabled(source, options);
    return;
  }
  Diagnostics diagnostics;
  std::optional<Tree> tree = ParseValid(source, kNewestTarget, diagnostics);
  // What could not be decoded was reported by Decode().
  WEFT_ASSERT(tree.has_value() != diagnostics.has_errors() || !source.is_readable(),
              "a file that is no Python is reported, any other is not");
  CheckWithoutPass(source, tree.has_value(), options);
  if (tree) {
    AbortOn(CheckTree(*tree), source.text());
  }

  const Pass* pass = FindPass("wrap-calls");
  Diagnostics found;
  RewriteResult result = Rewrite(source, "", {&pass, 1}, options, found);
  PassOptions with_undo = options;
  with_undo.add_undo = true;
  switch (result.status) {
    case RewriteStatus::SyntaxError:
      WEFT_ASSERT(!tree, "what is Python is no syntax error");
      break;
    case RewriteStatus::Refused:
      WEFT_ASSERT(source.text().find("_weft_") != std::string_view::npos ||
                      source.text().find("# weft: undo=") != std::string_view::npos,
                  "what is refused has traces of rewriting");
      break;
    case RewriteStatus::Failed:
      AbortOn(fmt::format("wrap-calls failed: {}", found.all().front().message), source.text());
      break;
    case RewriteStatus::Unchanged:
      WEFT_ASSERT(tree, "what is no Python is a syntax error");
      CheckSites(*tree, options, result);
      break;
    case RewriteStatus::Rewritten: {
      WEFT_ASSERT(tree, "what is no Python is not rewritten");
      CheckSites(*tree, options, result);
      SourceFile output = SourceFile::Decode("output.py", result.bytes, found);
      CheckOutput(source, *tree, options, result, output);
      RewriteResult recorded = Rewrite(source, "", {&pass, 1}, with_undo, found);
      SourceFile with_record = SourceFile::Decode("recorded.py", recorded.bytes, found);
      CheckOutput(source, *tree, options, recorded, with_record);
      CheckStrip(source, with_record);
      if (num_times > 1) {
        // In the file's own encoding, which its text may name.
        std::string again = output.Encode(Disguise(std::string(output.text())));
        CheckRewrite(SourceFile::Decode("again.py", again, found), options, num_times - 1);
      }
      break;
    }
  }
  WEFT_ASSERT(result.bytes.empty() == (result.status != RewriteStatus::Rewritten),
              "there is output where the file was rewritten");
}

}  // namespace weft
