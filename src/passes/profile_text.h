#pragma once

#include "passes/function_begin.h"
#include "select/file_selection.h"
#include "syntax/scopes.h"
#include "syntax/tree.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace weft {

// The names that profile-calls inserts into one file.
struct ProfileNames {
  explicit ProfileNames(const Tree& tree);

  std::string run;                     // The record of a run, which ends when the variable goes.
  std::string start, end;              // Stamps of a function's own calls,
  std::string inner_start, inner_end;  // and of those in code inside of it.
  std::string pause, resume;
  std::string profile;
  std::string enter;  // With a number behind it.
};

// A function whose calls are timed.
struct ProfiledFunction {
  NodeId node;
  ScopeId scope;
  uint32_t number = 0;  // Of those that are profiled, in source order.
  FunctionBegin begin;
  Chosen how = Chosen::ByRules;
  std::string sites;  // Elements of a Python tuple, as by SiteRow().
  uint32_t num_sites = 0;
  bool uses_stamps = false;
  bool uses_inner_stamps = false;
  bool uses_pauses = false;
};

// What tells of a call at run time: `('sum', 2, 1)`.
std::string SiteRow(const Tree& tree, const Scopes& scopes, NodeId call);

// What a function begins with, as statements, or as the inside of a tuple.
std::string BeginStatements(const ProfileNames& names, const ProfiledFunction& function);
std::string BeginExpressions(const ProfileNames& names, const ProfiledFunction& function);

// The statements of the prologue. `limit` is what the options say. Where functions begin in the
// tree, the first one is for whoever compiles the text, and says what goes in front of the first
// statement of the function whose `def` is in a line: `"weft.begins", (12, "BEGIN"), `.
std::vector<std::string> ProfilePrologue(const Tree& tree, const Scopes& scopes,
                                         const ProfileNames& names,
                                         const std::vector<ProfiledFunction>& functions,
                                         std::string_view limit);

}  // namespace weft
