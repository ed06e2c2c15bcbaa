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
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace weft {

// What a pass may do to the meaning of a program (design: "Meaning is kept").
enum class Effect : uint8_t {
  Preserving,  // The program does the same.
  Observing,   // The program does the same, and somebody is told.
  Changing,    // The program does something else, on purpose.
};

// Options of every pass, filled by the command line. One struct, since passes share the
// run; a pass reads what concerns it.
struct PassOptions {
  std::string wrapper_module;  // wrap-calls: `MODULE` of `--with MODULE:NAME`.
  std::string wrapper_name;    // wrap-calls: `NAME`.
  bool guard = false;  // wrap-calls: check at run time for aliased frame-sensitive builtins.
  bool wrap_decorators = true;          // wrap-calls: `--no-decorators` clears it.
  bool wrap_defaults = true;            // wrap-calls: `--no-defaults` clears it.
  std::vector<std::string> profile_in;  // profile-calls: patterns `module:name` of functions.
  std::string limit;                    // profile-calls: seconds, as Python reads it; or empty.
  bool running_clock = false;           // profile-calls: waiting does not count.
  bool record_sites = false;            // Fill PassOutput::sites; costs time.
  bool verify_ast = false;              // Compare the output's tree with the input's.
  bool add_undo = false;                // Add the record that Strip() reads.

  bool record_chains = false;            // Say of each site how it was decided.
  const Selection* selection = nullptr;  // Null: everything is selected. Outlives the run.
};

// What a pass reads. All of it outlives the call.
struct PassInput {
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
  SelectionUse selection_use;  // Filled by the driver, which asks the selection at the end.
};

struct Pass {
  std::string_view name;     // "wrap-calls"; the command line's spelling.
  std::string_view summary;  // One line, for `weft passes` and docs/passes.md.
  Effect effect;
  void (*run)(const PassInput& input, PassOutput& output, Diagnostics& diagnostics);
  // Takes from the tree of an output what the pass put there, for `--verify=ast`. `input` is
  // the tree of the input. Null where the pass changes what it cannot tell afterwards.
  void (*undo)(const Tree& input, const PassOptions& options, UndoneTree& output) = nullptr;
};

std::span<const Pass> AllPasses();

// Null where no pass is called `name`.
const Pass* FindPass(std::string_view name);

}  // namespace weft
