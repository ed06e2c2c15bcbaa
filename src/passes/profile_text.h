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
  std::string sites;  // Rows of the table, as by SiteRow(), each behind a kRowBreak.
  uint32_t num_sites = 0;
  bool uses_stamps = false;
  bool uses_inner_stamps = false;
  bool uses_pauses = false;
};

// What is between two rows of the table, as it stands in a string literal.
inline constexpr std::string_view kRowBreak = "\\n";

// What tells of a call at run time: `2 1 sum`, which is its line, whether the callee is reached
// from a global, and the callee as written; inside of a string literal.
std::string SiteRow(const Tree& tree, const Scopes& scopes, NodeId call);

// What a function begins with, as statements, or as the inside of a tuple.
std::string BeginStatements(const ProfileNames& names, const ProfiledFunction& function);
std::string BeginExpressions(const ProfileNames& names, const ProfiledFunction& function);

// The statements of the prologue: the import, and the table of functions and sites. That is a
// number for each function, its sites times 4 and whether it has inner stamps (1) and pauses (2),
// and one string, which is loaded at once and taken apart when somebody asks:
//
//   _weft_enter0, = _weft_profile(__name__, None, (5, ), '1 outer\n2 1 sum')
//
// `limit` is what the options say. Where functions begin in the
// tree, the first one is for whoever compiles the text, and says what goes in front of the first
// statement of the function whose `def` is in a line: `"weft.begins", (12, "BEGIN"), `.
std::vector<std::string> ProfilePrologue(const Tree& tree, const Scopes& scopes,
                                         const ProfileNames& names,
                                         const std::vector<ProfiledFunction>& functions,
                                         std::string_view limit);

}  // namespace weft
