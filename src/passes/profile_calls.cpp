#include "passes/profile_calls.h"

#include "passes/bracket_depth.h"
#include "passes/call_stamps.h"
#include "passes/function_begin.h"
#include "passes/profile_text.h"
#include "passes/profiled_functions.h"
#include "passes/sites.h"
#include "passes/zones.h"
#include "syntax/views.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace weft {
namespace {

class ProfileCallsPass {
 public:
  ProfileCallsPass(const PassInput& input, PassOutput& output, Diagnostics& diagnostics)
      : input_(input),
        tree_(input.tree),
        scopes_(input.scopes),
        edits_(output.edits),
        output_(output),
        diagnostics_(diagnostics),
        sites_(input, "profile-calls", output.sites),
        owners_(scopes_.num_scopes(), kNoOwner),
        decisions_(scopes_.num_scopes()),
        zones_(tree_),
        bracket_depth_(BracketDepth(tree_.tokens())) {
    AddUnstampedZones(zones_);
  }

  void Run() {
    ChooseFunctions();
    if (functions_.empty() && !input_.options.record_sites) {
      return;
    }
    names_.emplace(tree_);
    auto num_nodes = static_cast<uint32_t>(tree_.nodes().size());
    for (uint32_t i = 0; i < num_nodes; ++i) {
      NodeId id{i};
      std::string_view zone_reason = zones_.ReasonAt(id);
      if (tree_[id].kind == Kind::Call) {
        VisitCall(id, zone_reason);
      } else if (input_.options.running_clock && IsWait(tree_[id].kind) && zone_reason.empty()) {
        VisitWait(id);
      }
    }
    for (const ProfiledFunction& function : functions_) {
      Begin(function);
    }
    if (!functions_.empty()) {
      output_.prologue = ProfilePrologue(tree_, scopes_, *names_, functions_, input_.options.limit);
    }
  }

 private:
  static constexpr uint32_t kNoOwner = UINT32_MAX;

  static bool IsWait(Kind kind) {
    return kind == Kind::Yield || kind == Kind::YieldFrom || kind == Kind::Await;
  }

  // Fills functions_, and owners_: the innermost chosen function of each scope.
  void ChooseFunctions() {
    for (uint32_t i = 0; i < scopes_.num_scopes(); ++i) {
      ScopeId scope{i};
      ScopeId parent = scopes_.parent(scope);
      if (parent.is_valid()) {
        owners_[i] = owners_[parent.index];
        decisions_[i] = decisions_[parent.index];
      }
      if (scopes_.kind(scope) == ScopeKind::Function) {
        ChooseFunction(scope);
      }
    }
  }

  void ChooseFunction(ScopeId scope) {
    NodeId node = scopes_.node(scope);
    Chosen how = HowChosen(input_, node);
    decisions_[scope.index] = input_.selection.ChooseFunction(node, how);
    if (!decisions_[scope.index].is_selected) {
      return;
    }
    ProfiledFunction function;
    function.node = node;
    function.scope = scope;
    function.how = how;
    // In a tree it is in front of a `try`, and has no line of its own.
    function.begin =
        input_.options.begins_in_tree ? BeginInTree(tree_, node) : FindFunctionBegin(tree_, node);
    if (!function.begin.is_somewhere()) {
      diagnostics_.Report<DiagnosticId::FunctionHasNoBegin>(tree_[node].span,
                                                            scopes_.qualified_name(scope));
      owners_[scope.index] = kNoOwner;
      return;
    }
    function.number = static_cast<uint32_t>(functions_.size());
    owners_[scope.index] = function.number;
    functions_.push_back(std::move(function));
  }

  void VisitCall(NodeId id, std::string_view zone_reason) {
    while (!nest_ends_.empty() && nest_ends_.back() <= id.index) {
      nest_ends_.pop_back();
    }
    ScopeId scope = scopes_.ScopeOf(id);
    Decision decision = DecisionOf(id, scope);
    std::string_view reason = decision.reason;
    if (decision.is_selected) {
      reason = zone_reason.empty() ? WhyNot(id, scope) : zone_reason;
    }
    uint32_t owner = owners_[scope.index];
    sites_.Add(id, decision, reason, owner == kNoOwner ? Chosen::ByRules : functions_[owner].how);
    if (reason.empty()) {
      Stamp(id, scope);
    }
  }

  // What the selection says of the call, and first of all of its function.
  Decision DecisionOf(NodeId call, ScopeId scope) {
    if (owners_[scope.index] != kNoOwner) {
      return input_.selection.Select(call, functions_[owners_[scope.index]].how);
    }
    Decision decision = decisions_[scope.index];
    if (decision.is_selected || decision.reason.empty()) {
      decision.reason = "its function is not chosen";
    }
    decision.is_selected = false;
    return decision;
  }

  std::string_view WhyNot(NodeId id, ScopeId scope) const {
    const ProfiledFunction& function = functions_[owners_[scope.index]];
    std::string_view reason = WhyNotStamped(tree_, scopes_, function, id);
    if (reason.empty() && bracket_depth_ + nest_ends_.size() + 2 >= kMaxBrackets) {
      reason = "its brackets would nest too deeply";
    }
    return reason;
  }

  void Stamp(NodeId id, ScopeId scope) {
    ProfiledFunction& function = functions_[owners_[scope.index]];
    uint32_t site = function.num_sites++;
    function.sites.append(kRowBreak).append(SiteRow(tree_, scopes_, id));
    bool is_inner = scope != function.scope;
    (is_inner ? function.uses_inner_stamps : function.uses_stamps) = true;
    while (!fused_.empty() && fused_.back() < id) {
      fused_.pop_back();
    }
    bool is_fused = !fused_.empty() && fused_.back() == id;
    if (!is_fused) {
      StampEnd(id, site, is_inner);
    }
    StampStart(id, fmt::format("{}({}, ", is_inner ? names_->inner_start : names_->start, site),
               !is_inner);
  }

  void StampEnd(NodeId call, uint32_t site, bool is_inner) {
    NodeId whole = FindEndPlace(tree_, call);
    std::string open = is_inner ? fmt::format("{}({}, ", names_->inner_end, site)
                                : fmt::format("{}(", names_->end);
    edits_.Before(whole, tree_[whole].span.begin, open);
    edits_.After(whole, tree_[whole].span.end, ")");
    nest_ends_.push_back(tree_[whole].next);
  }

  void StampStart(NodeId call, std::string_view open, bool may_fuse) {
    StartPlace place = FindStartPlace(tree_, scopes_, call);
    const Node& operand = tree_[place.operand];
    nest_ends_.push_back(operand.next);
    if (place.is_lone_generator) {
      edits_.Before(call, operand.span.begin, fmt::format("({}", open));
      edits_.After(call, tree_[call].span.end, "))");
      return;
    }
    // A bare `yield` is no argument.
    bool is_yield = operand.kind == Kind::Yield || operand.kind == Kind::YieldFrom;
    edits_.Before(place.owner, operand.span.begin, fmt::format("{}{}", open, is_yield ? "(" : ""));
    edits_.After(place.owner, operand.span.end,
                 fmt::format("{}{}", is_yield ? ")" : "", place.hides_names ? ", 0)" : ")"));
    if (NodeId fused = FindFusedCall(tree_, place.operand); may_fuse && fused.is_valid()) {
      fused_.push_back(fused);
    }
  }

  void VisitWait(NodeId id) {
    ScopeId scope = scopes_.ScopeOf(id);
    if (owners_[scope.index] == kNoOwner) {
      return;
    }
    ProfiledFunction& function = functions_[owners_[scope.index]];
    if (scope != function.scope ||
        !WhyWithoutBegin(tree_, function.begin, id, scope != function.scope).empty()) {
      return;
    }
    function.uses_pauses = true;
    Span span = tree_[id].span;
    edits_.Before(id, span.begin, fmt::format("{}((", names_->resume));
    NodeId value = tree_.FirstChild(id);
    if (value.is_valid()) {
      edits_.Before(id, tree_[value].span.begin, fmt::format("{}((", names_->pause));
      edits_.After(id, tree_[value].span.end, "))");
    } else {
      edits_.After(id, span.end, fmt::format(" {}(None)", names_->pause));
    }
    edits_.After(id, span.end, "))");
    nest_ends_.insert(nest_ends_.end(), 4, tree_[id].next);
  }

  void Begin(const ProfiledFunction& function) {
    const FunctionBegin& begin = function.begin;
    switch (begin.place) {
      case FunctionBegin::Place::BeforeStatement:
        edits_.Before(begin.owner, begin.span.begin, BeginStatements(*names_, function) + "; ");
        return;
      case FunctionBegin::Place::AfterStatement:
        edits_.After(begin.owner, begin.span.end, "; " + BeginStatements(*names_, function));
        return;
      case FunctionBegin::Place::OnLine:
        edits_.Gap(begin.owner, begin.span,
                   begin.before + BeginStatements(*names_, function) + begin.after);
        return;
      case FunctionBegin::Place::InExpression:
        edits_.Before(begin.owner, begin.span.begin,
                      fmt::format("({}) and (", BeginExpressions(*names_, function)));
        edits_.After(begin.owner, begin.span.end, ")");
        return;
      case FunctionBegin::Place::InTree:  // The prologue says so.
      case FunctionBegin::Place::Nowhere:
        return;
    }
  }

  const PassInput& input_;
  const Tree& tree_;
  const Scopes& scopes_;
  EditList& edits_;
  PassOutput& output_;
  Diagnostics& diagnostics_;
  SiteRecorder sites_;
  std::vector<ProfiledFunction> functions_;
  std::vector<uint32_t> owners_;       // By scope: an index into functions_, or kNoOwner.
  std::vector<Decision> decisions_;    // By scope: what was said of the innermost function.
  std::optional<ProfileNames> names_;  // Of a file that has such functions.
  Zones zones_;
  size_t bracket_depth_;
  std::vector<uint32_t> nest_ends_;  // Ends of the subtrees that got one more pair of brackets.
  std::vector<NodeId> fused_;        // Calls that the stamp around them ends; the next one last.
};

}  // namespace

void ProfileCalls(const PassInput& input, PassOutput& output, Diagnostics& diagnostics) {
  ProfileCallsPass(input, output, diagnostics).Run();
}

}  // namespace weft
