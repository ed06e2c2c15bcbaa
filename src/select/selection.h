#pragma once

#include "select/module_index.h"
#include "select/pointcut.h"
#include "select/selection_use.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace weft {

// One demand of the command line: what does not meet it is left alone.
struct SelectionRule {
  PointcutExpr expr;
  std::string text;     // `--skip print`
  std::string refusal;  // Why a call is left alone: "excluded by `--skip print`".
  // It asks for functions or what is around them, and does more than exclude some.
  bool names_functions = false;
  bool asks_for_call = false;
};

// Which calls and functions are to be rewritten: those that meet every rule. Put together
// before the run, and read-only and shared by its threads then.
class Selection {
 public:
  // The rule selects what one of `leaves` is true for, or with `excludes` what it is not.
  void AddRule(std::string text, std::vector<Pointcut> leaves, bool excludes);

  // The rule selects what `expr` over `leaves` is true for.
  void AddRule(std::string text, std::vector<Pointcut> leaves, PointcutExpr expr);

  bool empty() const { return rules_.empty(); }
  const std::vector<SelectionRule>& rules() const { return rules_; }
  const std::vector<Pointcut>& leaves() const { return leaves_; }

  // True where a rule asks for resolved names, which the index of modules completes.
  bool needs_index() const;
  const ModuleIndex& index() const { return index_; }
  ModuleIndex& mutable_index() { return index_; }

 private:
  std::vector<SelectionRule> rules_;
  std::vector<Pointcut> leaves_;
  ModuleIndex index_;
};

}  // namespace weft
