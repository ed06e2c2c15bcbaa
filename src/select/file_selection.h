#pragma once

#include "select/callee_ids.h"
#include "select/callee_name.h"
#include "select/pragmas.h"
#include "select/selection.h"

#include "print/site_table.h"
#include "syntax/scopes.h"
#include "syntax/tree.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace weft {

// What is to become of a call or a function, and why.
struct Decision {
  bool is_selected = true;
  std::string_view rule;    // What decided: `--skip print`; empty where nothing had a say.
  std::string_view reason;  // Why not, for people: "excluded by `--skip print`".
};

// How a function came to be meant, for passes that take whole functions.
enum class Chosen : uint8_t {
  ByRules,
  Otherwise,  // A decorator says so: rules that only name functions have no say.
};

// The selection as it applies to one file. Passes ask it. Answers of whole functions and of
// the whole file are found once and kept. For one thread.
class FileSelection {
 public:
  // All outlive the object. `module` is the file's dotted name, or empty. Reports pragmas.
  FileSelection(const Selection& selection, const Tree& tree, const Scopes& scopes,
                std::string_view module, Diagnostics& diagnostics);

  // True where no call of the file can be selected, so that asking is a waste of time.
  bool selects_nothing() const { return file_refusal_ != nullptr; }

  // `call` is a Call. Views outlive this object's selection and file. `function` says how the
  // function around it was chosen, for a pass that asked ChooseFunction().
  Decision Select(NodeId call, Chosen function = Chosen::ByRules);

  // `function` is a FunctionDef, AsyncFunctionDef, Lambda or ClassDef. It is selected if a
  // call in it can be, as far as the function itself decides.
  Decision SelectFunction(NodeId function);

  // Whether a pass takes the whole of `function`, a FunctionDef or AsyncFunctionDef. By rules
  // it does only where one of them names functions, and this very function, or the class that
  // it is in: what is in a function that is named is not named by that.
  Decision ChooseFunction(NodeId function, Chosen how);

  // `statement` is any statement, selected where a call of its function can be. A pragma about
  // any part of it holds for all of it.
  Decision SelectStatement(NodeId statement);

  // Why Select() answers as it does. Counts as no use of a pattern.
  std::vector<SiteStep> Explain(NodeId call, Chosen function = Chosen::ByRules);

  // Every name that the callee has, as imports and definitions resolve it: the one that the
  // file proves, then what packages of the run make of it.
  std::vector<std::string> ResolvedNames(NodeId expr) const;

  const SelectionUse& use() const { return use_; }

 private:
  enum class Truth : uint8_t { False, True, Unknown };

  // What is known for all calls of a scope.
  struct ScopeTruth {
    bool is_asked = false;                   // By a call; its pointcuts count as asked then.
    Truth all = Truth::Unknown;              // Of all rules.
    const SelectionRule* refusal = nullptr;  // The rule that is False, if one is.
    uint32_t twin = 0;                       // The first row that says the same of every pointcut.
  };

  // A name of a callee.
  struct CalleeText {
    SubscriptedName name;
    LetterCounts letters;
  };

  // What is asked about: a call, or all calls of a scope.
  struct Subject {
    size_t row = 0;
    NodeId func = kNoNode;  // The callee; invalid while a scope is asked about.
    bool counts = true;     // What is asked counts as used.
    // What is around a function does not stand for it; but it does where that is excluded.
    bool is_itself = false;
    bool is_negated = false;
    std::optional<CalleeText> written;
    std::optional<std::vector<CalleeText>> resolved;
  };

  void FoldFile();
  void FoldScopes();
  void FoldScope(ScopeId scope);
  void FoldRules(size_t row);
  bool IsWithin(LeafUse& use, const Pointcut& leaf, ScopeId scope) const;
  bool HasName(LeafUse& use, const Pointcut& leaf, ScopeId scope) const;
  void CountScope(size_t row);

  Decision ByRules(Subject& subject, Chosen function);
  Decision SelectRow(size_t row);
  const Pragma* ByPragmas(NodeId site, NodeId callee) const;
  Truth Evaluate(const PointcutExpr& expr, Subject& subject);
  Truth EvaluateAll(const PointcutExpr& expr, Subject& subject);
  Truth EvaluateAny(const PointcutExpr& expr, Subject& subject);
  Truth LeafTruth(uint32_t leaf, Subject& subject);
  bool MatchesCall(uint32_t leaf, Subject& subject);
  const SelectionRule* RefusalOf(Subject& subject, Chosen function);
  void NoteMiss(uint32_t leaf, const CalleeText& missed);
  void ExplainRule(const SelectionRule& rule, Subject& subject, std::vector<SiteStep>& steps);

  // Without pointcuts that differ between scopes, all share one row of truths.
  size_t RowOf(ScopeId scope) const { return differs_by_scope_ ? scope.index : 0; }
  Truth& truth(size_t row, size_t leaf) { return truths_[row * leaves_.size() + leaf]; }
  static bool HasSay(const SelectionRule& rule, Chosen function);

  const Selection& selection_;
  const std::vector<Pointcut>& leaves_;
  const Tree& tree_;
  const Scopes& scopes_;
  std::string_view module_;
  bool is_package_;
  std::vector<Pragma> pragmas_;
  const SelectionRule* file_refusal_ = nullptr;
  const SelectionRule* choosing_rule_ = nullptr;  // The first that does more than exclude.
  bool differs_by_scope_ = false;
  bool is_folded_ = false;                // scope_truths_ is filled.
  std::vector<Truth> truths_;             // By row and leaf.
  std::vector<bool> is_by_function_;      // Likewise: true for what is in a function that is meant.
  std::vector<ScopeTruth> scope_truths_;  // By row.
  SelectionUse use_;
  CalleeIds callee_ids_;
  // The rules that refuse calls, or null, by twin of the row and id of the callee.
  std::unordered_map<uint64_t, const SelectionRule*> refusals_;
};

}  // namespace weft
