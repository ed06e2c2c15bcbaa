#pragma once

#include "base/diagnostics.h"
#include "passes/undone_tree.h"
#include "print/edit_list.h"
#include "print/site_table.h"
#include "select/file_selection.h"
#include "select/selection.h"
#include "syntax/scopes.h"
#include "syntax/tree.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace weft {

// What a pass may do to the meaning of a program (design: "Meaning is kept").
enum class Effect : uint8_t {
  Preserving,  // The program does the same.
  Observing,   // The program does the same, and somebody is told.
  Changing,    // The program does something else, on purpose.
};

// What a pass is for. Passes of a family with a smaller number run before those of a larger one,
// since each family hides from the earlier ones what they look for.
enum class Family : uint8_t { Preprocess, Macro, Optimise, Instrument };

// What becomes of a call that is taken out where evaluating its arguments may do something.
enum class ArgEffects : uint8_t {
  Leave,  // It stays.
  Keep,   // The arguments are still evaluated.
  Drop,   // They are not.
};

struct Pass;
class Catalog;

// What a pass that is not built in needs to run: a rule file's rules.
class PassOrigin {
 public:
  PassOrigin() = default;
  PassOrigin(const PassOrigin&) = delete;
  PassOrigin& operator=(const PassOrigin&) = delete;
  virtual ~PassOrigin() = default;
};

// A value for an option of a pass that is not built in.
struct ForeignOption {
  const Pass* pass;
  std::string name;
  std::string value;
};

// Options of every pass, filled by the command line. One struct, since passes share the
// run; a pass reads what concerns it. Pass::options says how users set them.
struct PassOptions {
  std::string wrapper_module;  // wrap-calls: `MODULE` of `--with MODULE:NAME`.
  std::string wrapper_name;    // wrap-calls: `NAME`.
  bool guard = false;  // wrap-calls: check at run time for aliased frame-sensitive builtins.
  bool wrap_decorators = true;  // wrap-calls: `--no-decorators` clears it.
  bool wrap_defaults = true;    // wrap-calls: `--no-defaults` clears it.
  // profile-calls: patterns as of `--in`, which whoever makes the selection adds to it.
  std::vector<std::string> profile_in;
  std::string limit;           // profile-calls: seconds, as Python reads it; or empty.
  bool running_clock = false;  // profile-calls: waiting does not count.
  // profile-calls: whoever compiles the text puts the begins into it that have no place there.
  bool begins_in_tree = false;
  bool assert_effects = false;  // strip-assert: evaluate tests that do something.
  bool doc_module = true;       // strip-doc: docstrings of modules, and so on.
  bool doc_class = true;
  bool doc_function = true;
  bool doc_private_only = false;  // strip-doc: those of names that begin with `_`.
  bool doc_all = false;           // strip-doc: also what the file reads.
  bool annot_args = true;         // strip-annot: annotations of parameters, and so on.
  bool annot_returns = true;
  bool annot_locals = true;
  bool annot_module = false;
  bool annot_class = false;
  bool annot_unknown = false;                       // strip-annot: also what may be read.
  ArgEffects print_effects = ArgEffects::Leave;     // strip-print
  bool print_files = false;                         // strip-print: also what names its file.
  std::vector<std::string> print_also;              // strip-print: patterns of callees.
  ArgEffects debugger_effects = ArgEffects::Leave;  // strip-debugger
  std::vector<std::string> debugger_also;           // strip-debugger: patterns of callees.
  ArgEffects log_effects = ArgEffects::Leave;       // strip-log
  int log_level = 10;                      // strip-log: what is logged at this level or below.
  std::vector<std::string> log_receivers;  // strip-log: patterns of what is a logger.
  bool typing_casts = true;                // strip-typing: cast() and its like, and so on.
  bool typing_overloads = true;
  bool typing_decorators = true;
  std::vector<std::string> defines;      // define: `NAME=LITERAL`.
  std::vector<std::string> cpp_defines;  // cpp: `NAME=LITERAL`.
  std::string cpp_prefix = "#";          // cpp: what a directive begins with.
  bool cpp_keep = false;                 // cpp: directives stay, as comments.
  bool cpp_indented = false;             // cpp: directives may have blanks in front.
  bool cpp_strict = false;               // cpp: a name without a value is an error.
  std::string target_platform;           // platconst: `sys.platform`; empty where unknown.
  std::string target_version;            // platconst: `3.11` or `3.9+`; empty where unknown.
  std::string target_implementation;     // platconst: `cpython`; empty where unknown.
  std::string target_debug;              // platconst: `yes`, `no`, or anything else.
  bool record_sites = false;             // Fill PassOutput::sites; costs time.
  bool verify_ast = false;               // Compare the output's tree with the input's.
  bool verify_each = false;              // Check the text after each pass, not the last only.
  bool trace_passes = false;             // Fill RewriteResult::traces; costs time.
  const Pass* print_after = nullptr;     // Whose traces have the text. Null: none.
  const Catalog* catalog = nullptr;      // What files may enable. Null: what is built in.
  std::vector<ForeignOption> foreign;    // Of passes that are not built in, in order.
  bool add_undo = false;                 // Add the record that Strip() reads.

  bool record_chains = false;            // Say of each site how it was decided.
  const Selection* selection = nullptr;  // Null: everything is selected. Outlives the run.
};

// What a pass reads. All of it outlives the call.
struct PassInput {
  const Pass& pass;  // The row that is run.
  const Tree& tree;
  const Scopes& scopes;
  const PassOptions& options;
  std::string_view module;   // The file's dotted name; empty where unknown.
  FileSelection& selection;  // What may be rewritten; a pass asks it for each site.
};

// What a pass leaves behind. `prologue` holds simple statements that must run before
// anything else in the module.
struct PassOutput {
  EditList edits;
  SiteTable sites;
  std::vector<std::string> prologue;
  // The pass could not do its work, and has said why: the file stays as it is.
  bool has_failed = false;
  SelectionUse selection_use;  // Filled by the driver, which asks the selection at the end.
};

// An option of a pass, as users set it: `--passes NAME[option=value]`.
struct PassOptionRow {
  // Takes one value, or says why it is none.
  using Setter = std::optional<std::string> (*)(std::string_view value, PassOptions& options);
  struct Foreign {};  // Goes to PassOptions::foreign, for the pass to read.
  using Field = std::variant<bool PassOptions::*, std::string PassOptions::*,
                             std::vector<std::string> PassOptions::*, Setter, Foreign>;

  std::string_view name;
  Field field;               // A flag, a text, a list, whose values are added one by one.
  std::string_view type;     // Of a value: `yes|no`, `a|b` for a choice, else a word: `NAME`.
  std::string_view initial;  // The default, as text; empty where there is none.
  std::string_view summary;  // One line.
};

struct Pass {
  std::string_view name;     // "wrap-calls"; the command line's spelling.
  std::string_view version;  // Changes when the same input gets another output.
  std::string_view summary;  // One line, for `weft passes` and docs/passes.md.
  Family family;
  Effect effect;
  void (*run)(const PassInput& input, PassOutput& output, Diagnostics& diagnostics);
  // Takes from the tree of an output what the pass put there, for `--verify=ast`. `input` is
  // the tree of the input. Null where the pass changes what it cannot tell afterwards.
  void (*undo)(const Tree& input, const PassOptions& options, UndoneTree& output) = nullptr;
  std::span<const PassOptionRow> options = {};
  // For a pass that goes before parsing, and has no `run`: asks for edits of a text that need
  // not be Python yet; all are Whole, of the root. An error that it reports is one of the file.
  void (*run_text)(const SourceFile& source, const PassOptions& options, EditList& edits,
                   Diagnostics& diagnostics) = nullptr;
  const PassOrigin* origin = nullptr;  // Null where built in; outlives the run.
  // Of what is not built in: the hash of its content, in hexadecimal. Part of every tag and key.
  std::string_view fingerprint = {};
};

// Those that are built in; Catalog has the others as well.
std::span<const Pass> AllPasses();

// Null where no pass is called `name`. Dashes and underscores are the same.
const Pass* FindPass(std::string_view name);

}  // namespace weft
