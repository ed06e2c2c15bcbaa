#include "base/atomic_file.h"
#include "base/file_io.h"
#include "driver/rewrite.h"
#include "rules/rules_pass.h"
#include "support/catch.h"
#include "syntax/dump.h"
#include "syntax/parse.h"
#include "validate/validate.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>

namespace fs = std::filesystem;

namespace weft {
namespace {

// A folder of cases below tests/golden: `<case>.py`, what is expected of it beside it.
struct Suite {
  std::string folder;
  std::string pass;   // Empty: nothing is rewritten.
  bool expects_tree;  // `.expected.txt` holds the tree, not the diagnostics.
  PassOptions options;
  std::string pointcut = {};  // Empty: everything is selected.
};

PassOptions WithSites(PassOptions options) {
  options.record_sites = true;
  return options;
}

PassOptions WithWrapper(PassOptions options) {
  options.wrapper_module = "hooks";
  options.wrapper_name = "wrap";
  options.record_sites = true;
  return options;
}

std::vector<Suite> AllSuites() {
  PassOptions guard;
  guard.guard = true;
  PassOptions no_decorators;
  no_decorators.wrap_decorators = false;
  PassOptions no_defaults;
  no_defaults.wrap_defaults = false;
  PassOptions running;
  running.running_clock = true;
  PassOptions marked;
  marked.limit = "0.5";
  PassOptions assert_effects;
  assert_effects.assert_effects = true;
  PassOptions doc_all;
  doc_all.doc_all = true;
  PassOptions doc_private;
  doc_private.doc_private_only = true;
  PassOptions annot_all;
  annot_all.annot_module = annot_all.annot_class = annot_all.annot_unknown = true;
  PassOptions defines;
  defines.defines = {"DEBUG=False", "LEVEL=3", "app.settings.MODE='slow'"};
  PassOptions platform;
  platform.target_platform = "linux";
  platform.target_version = "3.11";
  platform.target_implementation = "cpython";
  platform.target_debug = "no";
  PassOptions version;
  version.target_version = "3.9+";
  PassOptions print_keep;
  print_keep.print_effects = ArgEffects::Keep;
  print_keep.print_also = {"console.*"};
  print_keep.print_files = true;
  PassOptions log_all;
  log_all.log_level = 50;
  log_all.log_effects = ArgEffects::Drop;
  log_all.log_receivers = {"self.log"};
  PassOptions cpp;
  cpp.cpp_defines = {"DEBUG=False", "LEVEL=3", "app.MODE='slow'"};
  PassOptions cpp_strict = cpp;
  cpp_strict.cpp_prefix = "#%";
  cpp_strict.cpp_strict = cpp_strict.cpp_keep = cpp_strict.cpp_indented = true;
  return {
      {"profile-calls", "profile-calls", false, WithSites({}), "within(*)"},
      {"profile-calls-running", "profile-calls", false, WithSites(running), "within(*)"},
      {"dce-branch", "dce-branch", false, WithSites({})},
      {"dce-tail", "dce-tail", false, WithSites({})},
      {"define", "define", false, WithSites(defines)},
      {"platconst", "platconst", false, WithSites(platform)},
      {"platconst-open", "platconst", false, WithSites(version)},
      {"strip-annot", "strip-annot", false, WithSites({})},
      {"strip-annot-all", "strip-annot", false, WithSites(annot_all)},
      {"strip-doc", "strip-doc", false, WithSites({})},
      {"strip-doc-all", "strip-doc", false, WithSites(doc_all)},
      {"strip-doc-private", "strip-doc", false, WithSites(doc_private)},
      {"strip-typecheck", "strip-typecheck", false, WithSites({})},
      {"cpp", "cpp", false, WithSites(cpp)},
      {"cpp-strict", "cpp", false, WithSites(cpp_strict)},
      {"strip-debugger", "strip-debugger", false, WithSites({})},
      {"strip-log", "strip-log", false, WithSites({})},
      {"strip-log-all", "strip-log", false, WithSites(log_all)},
      {"strip-print", "strip-print", false, WithSites({})},
      {"strip-print-keep", "strip-print", false, WithSites(print_keep)},
      {"strip-typing", "strip-typing", false, WithSites({})},
      {"strip-assert", "strip-assert", false, WithSites({})},
      {"strip-assert-effects", "strip-assert", false, WithSites(assert_effects)},
      {"profile-calls-marked", "profile-calls", false, WithSites(marked)},
      {"wrap-calls", "wrap-calls", false, WithWrapper({})},
      {"wrap-calls-guard", "wrap-calls", false, WithWrapper(guard)},
      {"wrap-calls-no-decorators", "wrap-calls", false, WithWrapper(no_decorators)},
      {"wrap-calls-no-defaults", "wrap-calls", false, WithWrapper(no_defaults)},
      {"wrap-calls-pragmas", "wrap-calls", false, WithWrapper({})},
      {"wrap-calls-select-calls", "wrap-calls", false, WithWrapper({}),
       "callee(A, a.b[*].c[k].run, *.execute) && !callee(tmp.execute) && !call(builtins.*)"},
      {"wrap-calls-select-functions", "wrap-calls", false, WithWrapper({}),
       "within(:Cart.*, :*.route) && !within(:Cart.hidden) || kind(async)"},
      {"wrap-calls-select-pointcut", "wrap-calls", false, WithWrapper({}),
       "call(requests.*) && !within(:tests*) && !call(builtins.*)"},
      {"rules", "rules", false, WithSites({})},
      {"tree", "", true, {}},
      {"check", "", false, {}},
  };
}

// The pass of a suite; a folder with a rule file has that one's.
const Pass* PassOf(const Suite& suite, Catalog& catalog) {
  fs::path rules = fs::path(WEFT_GOLDEN_DIR) / suite.folder / "rules.weft";
  if (fs::exists(rules)) {
    REQUIRE(AddRuleFile(rules.string(), catalog).value_or("") == "");
  }
  return catalog.Find(suite.pass);
}

Selection SelectionOf(const Suite& suite) {
  Selection selection;
  if (!suite.pointcut.empty()) {
    std::vector<Pointcut> leaves;
    PointcutExpr expr;
    REQUIRE_FALSE(ParsePointcut(suite.pointcut, leaves, expr).has_value());
    selection.AddRule("--pointcut", std::move(leaves), std::move(expr));
  }
  return selection;
}

std::vector<fs::path> CasesOf(const std::string& folder) {
  std::vector<fs::path> cases;
  for (const fs::directory_entry& entry :
       fs::directory_iterator(fs::path(WEFT_GOLDEN_DIR) / folder)) {
    std::string name = entry.path().filename().string();
    if (name.ends_with(".py") && !name.ends_with(".expected.py")) {
      cases.push_back(entry.path());
    }
  }
  std::sort(cases.begin(), cases.end());
  return cases;
}

std::string Beside(const fs::path& input, std::string_view suffix) {
  return fs::path(input).replace_extension(suffix).string();
}

std::string ReadOrEmpty(const std::string& path) {
  return fs::exists(path) ? ReadFile(path).bytes : std::string();
}

// What was reported and which sites were left alone, one line each.
std::string Transcript(const SourceFile& source, const Diagnostics& diagnostics,
                       const SiteTable& sites) {
  std::string text;
  for (const Diagnostic& diagnostic : diagnostics.all()) {
    LineColumn at = source.Locate(diagnostic.span.begin);
    text += fmt::format("{}:{}: {} [{}]\n", at.line, at.column, diagnostic.message,
                        kDiagnosticRows[static_cast<size_t>(diagnostic.id)].name);
  }
  for (const Site& site : sites) {
    if (!site.is_rewritten) {
      LineColumn at = source.Locate(site.span.begin);
      text +=
          fmt::format("{}:{}: `{}` left alone: {}\n", at.line, at.column, site.callee, site.reason);
    }
  }
  return text;
}

std::vector<size_t> LineBreaks(std::string_view text) {
  std::vector<size_t> columns;
  for (char c : text) {
    if (c == '\n' || c == '\r') {
      columns.push_back(static_cast<size_t>(c));
    }
  }
  return columns;
}

// Compares with the file, or rewrites it where WEFT_UPDATE_GOLDEN is set. An empty
// expectation has no file.
void CheckAgainst(const std::string& path, const std::string& actual) {
  if (std::getenv("WEFT_UPDATE_GOLDEN") == nullptr) {
    CHECK(actual == ReadOrEmpty(path));
  } else if (actual.empty()) {
    fs::remove(path);
  } else {
    CHECK_FALSE(AtomicWriteFile(path, actual, 0644).has_value());
  }
}

// A tree may be of interest that Python would not run.
std::optional<Tree> Read(const Suite& suite, const SourceFile& source, Diagnostics& diagnostics) {
  return suite.expects_tree ? Parse(source, diagnostics)
                            : ParseValid(source, kDefaultTarget, diagnostics);
}

TEST_CASE("every golden case comes out as expected") {
  for (const Suite& suite : AllSuites()) {
    for (const fs::path& input : CasesOf(suite.folder)) {
      INFO(input.string());
      bool must_fail = input.filename().string().starts_with("fail_");
      Diagnostics diagnostics;
      SourceFile source =
          SourceFile::Decode(input.string(), ReadFile(input.string()).bytes, diagnostics);
      std::string transcript;
      if (suite.pass.empty()) {
        std::optional<Tree> tree = Read(suite, source, diagnostics);
        CHECK(tree.has_value() == !must_fail);
        transcript =
            suite.expects_tree && tree ? DumpTree(*tree) : Transcript(source, diagnostics, {});
      } else {
        Catalog catalog;
        const Pass* pass = PassOf(suite, catalog);
        REQUIRE(pass != nullptr);
        Selection selection = SelectionOf(suite);
        PassOptions options = suite.options;
        options.selection = &selection;
        options.verify_ast = pass->undo != nullptr;
        RewriteResult result = Rewrite(source, "", {&pass, 1}, options, diagnostics);
        bool is_error = result.status == RewriteStatus::SyntaxError;
        CHECK((must_fail ? is_error || result.status == RewriteStatus::Refused : !is_error));
        CHECK(result.status != RewriteStatus::Failed);
        std::string output =
            result.status == RewriteStatus::Rewritten ? result.bytes : source.bytes();
        if (result.prologue != ProloguePlace::OwnLine) {
          CHECK(LineBreaks(output) == LineBreaks(source.bytes()));
        }
        CheckAgainst(Beside(input, ".expected.py"), output);
        transcript = Transcript(source, diagnostics, result.sites);
      }
      CheckAgainst(Beside(input, ".expected.txt"), transcript);
    }
  }
}

TEST_CASE("every kind appears in some golden") {
  std::set<Kind> seen;
  for (const Suite& suite : AllSuites()) {
    for (const fs::path& input : CasesOf(suite.folder)) {
      Diagnostics diagnostics;
      SourceFile source =
          SourceFile::Decode(input.string(), ReadFile(input.string()).bytes, diagnostics);
      if (std::optional<Tree> tree = Parse(source, diagnostics)) {
        for (const Node& node : tree->nodes()) {
          seen.insert(node.kind);
        }
      }
    }
  }
  for (int i = 0; i < kNumKinds; ++i) {
    INFO(KindName(static_cast<Kind>(i)));
    CHECK(seen.count(static_cast<Kind>(i)) == 1);
  }
}

// Reported only where something went wrong that no input can cause, or that needs an input
// too large to keep as a golden.
bool NeedsNoGolden(DiagnosticId id) {
  switch (id) {
    case DiagnosticId::EditMovesLines:         // A pass with a bug; tests/unit/verify_test.cpp.
    case DiagnosticId::EditOutsideGap:         // Likewise.
    case DiagnosticId::EditsOverlap:           // Likewise.
    case DiagnosticId::PassBreaksPython:       // Likewise; tests/unit/stages_test.cpp.
    case DiagnosticId::FileTooLarge:           // 4 GiB.
    case DiagnosticId::TooManyDigits:          // 4,300 digits; tests/unit/literal_check_test.cpp.
    case DiagnosticId::TooComplex:             // 6,000 levels.
    case DiagnosticId::ParenthesizeTypesAs:    // Python 3.14 says it, not 3.13.
    case DiagnosticId::NeedsNewerPython:       // An older target; tests/oracle/version_features.py.
    case DiagnosticId::ExpectedIndentedBlock:  // A more special message is always found.
    // A pass with a bug; tests/unit/verify_ast_test.cpp.
    case DiagnosticId::OutputIsNoPython:
    case DiagnosticId::OutputDiffers:
    case DiagnosticId::NotVerified:  // tests/unit/directives_test.cpp
    // Rule files and plug-ins; tests/plugins/test_plugins.py.
    case DiagnosticId::OutputNotEncodable:
    case DiagnosticId::PluginFailed:
    case DiagnosticId::PluginNote:
    case DiagnosticId::PluginWarning:
    case DiagnosticId::PluginError:
    // Files that Weft has rewritten; tests/cli/test_strip.py.
    case DiagnosticId::AlreadyRewritten:
    case DiagnosticId::EditedSinceRewriting:
    case DiagnosticId::UndoRecordDamaged:
    case DiagnosticId::NoUndoRecord:
    case DiagnosticId::WrapperModule:  // Needs a module name; tests/unit/rewrite_test.cpp.
      return true;
    default:
      return false;
  }
}

TEST_CASE("every diagnostic appears in some golden") {
  std::set<DiagnosticId> seen;
  for (const Suite& suite : AllSuites()) {
    for (const fs::path& input : CasesOf(suite.folder)) {
      Diagnostics diagnostics;
      SourceFile source =
          SourceFile::Decode(input.string(), ReadFile(input.string()).bytes, diagnostics);
      if (suite.pass.empty()) {
        Read(suite, source, diagnostics);
      } else {
        Catalog catalog;
        const Pass* pass = PassOf(suite, catalog);
        Selection selection = SelectionOf(suite);
        PassOptions options = suite.options;
        options.selection = &selection;
        Rewrite(source, "", {&pass, 1}, options, diagnostics);
      }
      for (const Diagnostic& diagnostic : diagnostics.all()) {
        seen.insert(diagnostic.id);
      }
    }
  }
  for (size_t i = 0; i < std::size(kDiagnosticRows); ++i) {
    auto id = static_cast<DiagnosticId>(i);
    INFO(kDiagnosticRows[i].name);
    CHECK((seen.count(id) == 1 || NeedsNoGolden(id)));
  }
}

}  // namespace
}  // namespace weft
