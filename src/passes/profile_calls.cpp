#include "passes/profile_calls.h"

#include "passes/bracket_depth.h"
#include "passes/function_begin.h"
#include "passes/profiled_functions.h"
#include "passes/sites.h"
#include "passes/source_text.h"
#include "passes/zones.h"
#include "print/prologue.h"
#include "syntax/views.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

namespace weft {
namespace {

constexpr size_t kLongestName = 100;  // Bytes of a site's name; more says nothing to a reader.

// A profiled function, while its calls are collected.
struct ProfiledFunction {
  NodeId node;
  ScopeId scope;
  uint32_t number = 0;  // Of those that are profiled, in source order.
  FunctionBegin begin;
  std::string sites;  // Elements of a Python tuple.
  uint32_t num_sites = 0;
  bool uses_stamps = false;
  bool uses_inner_stamps = false;
  bool uses_pauses = false;
};

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
        zones_(tree_),
        bracket_depth_(BracketDepth(tree_.tokens())) {
    zones_.Add(Role::Annotation, "annotations are left alone");
    zones_.Add(Role::Returns, "annotations are left alone");
  }

  void Run() {
    ChooseFunctions();
    if (functions_.empty()) {
      return;
    }
    ChooseNames();
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
    AddPrologue();
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
      owners_[i] = parent.is_valid() ? owners_[parent.index] : kNoOwner;
      if (scopes_.kind(scope) != ScopeKind::Function) {
        continue;
      }
      NodeId node = scopes_.node(scope);
      const std::string& name = scopes_.qualified_name(scope);
      if (!IsProfiled(input_, node, name)) {
        continue;
      }
      ProfiledFunction function;
      function.node = node;
      function.scope = scope;
      function.begin = FindFunctionBegin(tree_, node);
      if (!function.begin.is_somewhere()) {
        diagnostics_.Report<DiagnosticId::FunctionHasNoBegin>(tree_[node].span, name);
        owners_[i] = kNoOwner;
        continue;
      }
      function.number = static_cast<uint32_t>(functions_.size());
      owners_[i] = function.number;
      functions_.push_back(std::move(function));
    }
  }

  void ChooseNames() {
    run_ = UniqueName(tree_, "_weft_run");
    start_ = UniqueName(tree_, "_weft_T");
    end_ = UniqueName(tree_, "_weft_E");
    inner_start_ = UniqueName(tree_, "_weft_t");
    inner_end_ = UniqueName(tree_, "_weft_e");
    pause_ = UniqueName(tree_, "_weft_P");
    resume_ = UniqueName(tree_, "_weft_R");
    profile_ = UniqueName(tree_, "_weft_profile");
    enter_ = UniquePrefix(tree_, "_weft_enter");
  }

  void VisitCall(NodeId id, std::string_view zone_reason) {
    while (!nest_ends_.empty() && nest_ends_.back() <= id.index) {
      nest_ends_.pop_back();
    }
    ScopeId scope = scopes_.ScopeOf(id);
    std::string_view reason = WhyNot(id, scope, zone_reason);
    Decision decision;
    if (reason.empty()) {
      decision = input_.selection.Select(id);
      reason = decision.reason;
    }
    sites_.Add(id, decision, reason);
    if (reason.empty()) {
      Stamp(id, scope);
    }
  }

  std::string_view WhyNot(NodeId id, ScopeId scope, std::string_view zone_reason) const {
    if (owners_[scope.index] == kNoOwner) {
      return "its function is not chosen";
    }
    if (Decision decision = input_.selection.Select(id); !decision.is_selected) {
      return decision.reason;
    }
    if (!zone_reason.empty()) {
      return zone_reason;
    }
    const ProfiledFunction& function = functions_[owners_[scope.index]];
    if (std::string_view reason = WhyEarly(id, scope, function); !reason.empty()) {
      return reason;
    }
    ScopeKind kind = scopes_.kind(scope);
    if (kind == ScopeKind::TypeParams || kind == ScopeKind::TypeAlias) {
      return "type parameters are evaluated when somebody asks for them";
    }
    if (IsBareBuiltin(id, "super")) {
      return "it has an instruction of its own";
    }
    if (bracket_depth_ + nest_ends_.size() + 2 >= kMaxBrackets) {
      return "its brackets would nest too deeply";
    }
    return "";
  }

  // Stamps exist from a function's begin on.
  std::string_view WhyEarly(NodeId id, ScopeId scope, const ProfiledFunction& function) const {
    const FunctionBegin& begin = function.begin;
    if (id.index < (scope == function.scope ? begin.early_end : begin.decorated_end)) {
      return "it comes before its function's begin";
    }
    for (NodeId statement : begin.tries) {
      if (id.index < tree_[statement].next && MayLackBegin(statement, id)) {
        return "it may run without its function's begin";
      }
    }
    return "";
  }

  // True where `id`, inside of the `try` that its function begins in, may run although the
  // begin was interrupted: by a signal's handler, or for lack of memory.
  bool MayLackBegin(NodeId statement, NodeId id) const {
    for (NodeId child : Children(tree_, statement)) {
      if (id < child || id.index >= tree_[child].next) {
        continue;
      }
      return tree_[child].role == Role::Finalbody ||
             (tree_[child].role == Role::Handlers && TakesInterrupts(child));
    }
    return false;
  }

  // True for `except:`, and for handlers of the exceptions that come from anywhere.
  bool TakesInterrupts(NodeId handler) const {
    constexpr std::array<std::string_view, 4> kFromAnywhere = {"BaseException", "Exception",
                                                               "KeyboardInterrupt", "MemoryError"};
    NodeId type = tree_.Child(handler, Role::Type);
    if (!type.is_valid()) {
      return true;
    }
    for (NodeId id = type; id.index < tree_[type].next; ++id.index) {
      if (tree_[id].kind == Kind::Name &&
          std::ranges::find(kFromAnywhere, tree_.Text(id)) != kFromAnywhere.end()) {
        return true;
      }
    }
    return false;
  }

  // A call `name()` of the builtin.
  bool IsBareBuiltin(NodeId call, std::string_view name) const {
    NodeId callee = tree_.FirstChild(call);
    return !tree_.NextSibling(call, callee).is_valid() && tree_[callee].kind == Kind::Name &&
           tree_.Text(callee) == name && scopes_.IsBuiltin(callee, StarImports::Ignore);
  }

  // True where `callee`, called without arguments, may return its caller's names: locals(),
  // vars(), dir(), by whatever name. Most builtins are known not to.
  bool MayShowNames(NodeId callee) const {
    if (tree_[callee].kind == Kind::Name && scopes_.IsBuiltin(callee, StarImports::Ignore)) {
      std::string_view name = tree_.Text(callee);
      return name == "locals" || name == "vars" || name == "dir";
    }
    return tree_[callee].kind != Kind::Attribute ||
           scopes_.QualifiedImport(callee).starts_with("builtins.");
  }

  void Stamp(NodeId id, ScopeId scope) {
    ProfiledFunction& function = functions_[owners_[scope.index]];
    uint32_t site = AddSite(function, id);
    bool is_inner = scope != function.scope;
    (is_inner ? function.uses_inner_stamps : function.uses_stamps) = true;
    while (!fused_.empty() && fused_.back() < id) {
      fused_.pop_back();
    }
    bool is_fused = !fused_.empty() && fused_.back() == id;
    if (!is_fused) {
      StampEnd(id, site, is_inner);
    }
    StampStart(id, fmt::format("{}({}, ", is_inner ? inner_start_ : start_, site), !is_inner);
  }

  uint32_t AddSite(ProfiledFunction& function, NodeId call) {
    std::string name = TextOnOneLine(tree_, tree_.FirstChild(call));
    if (name.size() > kLongestName) {
      name = fmt::format("{}...", Shortened(name));
    }
    uint32_t line = tree_.source().lines().LineOf(tree_[call].span.begin);
    function.sites +=
        fmt::format("({}, {}, {}), ", StringLiteral(name), line, IsGlobal(call) ? 1 : 0);
    return function.num_sites++;
  }

  // True where the callee is a global, a builtin, or an attribute of one: what it is called can
  // be looked up later.
  bool IsGlobal(NodeId call) const {
    NodeId id = tree_.FirstChild(call);
    while (tree_[id].kind == Kind::Attribute) {
      id = tree_.FirstChild(id);
    }
    if (tree_[id].kind != Kind::Name) {
      return false;
    }
    Binding binding = scopes_.BindingOf(id);
    return binding == Binding::GlobalExplicit || binding == Binding::GlobalImplicit ||
           binding == Binding::Builtin;
  }

  // Cut between characters.
  static std::string_view Shortened(std::string_view name) {
    size_t size = kLongestName - 3;
    while ((static_cast<unsigned char>(name[size]) & 0xC0) == 0x80) {
      --size;
    }
    return name.substr(0, size);
  }

  void StampEnd(NodeId call, uint32_t site, bool is_inner) {
    // What is awaited has ended when the await has.
    bool is_awaited = call.index > 0 && tree_[NodeId{call.index - 1}].kind == Kind::Await;
    NodeId whole = is_awaited ? NodeId{call.index - 1} : call;
    std::string open =
        is_inner ? fmt::format("{}({}, ", inner_end_, site) : fmt::format("{}(", end_);
    edits_.Before(whole, tree_[whole].span.begin, open);
    edits_.After(whole, tree_[whole].span.end, ")");
    nest_ends_.push_back(tree_[whole].next);
  }

  // Around what is evaluated last before the call.
  void StampStart(NodeId call, std::string_view open, bool may_fuse) {
    NodeId owner = call;
    NodeId operand = LastArgument(call);
    std::string_view close = ")";
    if (!operand.is_valid()) {
      operand = tree_.FirstChild(call);
      if (MayShowNames(operand)) {
        close = ", 0)";
      } else if (tree_[operand].kind == Kind::Attribute && !tree_[operand].is_parenthesized()) {
        owner = operand;
        operand = tree_.FirstChild(operand);
      }
    } else if (tree_[operand].kind == Kind::Starred || tree_[operand].kind == Kind::keyword) {
      owner = operand;
      operand = tree_.Child(operand, Role::Value);
    } else if (tree_[operand].kind == Kind::GeneratorExp && IsLoneGenerator(call, operand)) {
      // Its parentheses are the call's.
      edits_.Before(call, tree_[operand].span.begin, fmt::format("({}", open));
      edits_.After(call, tree_[call].span.end, "))");
      nest_ends_.push_back(tree_[operand].next);
      return;
    }
    // A bare `yield` is no argument.
    bool is_yield = tree_[operand].kind == Kind::Yield || tree_[operand].kind == Kind::YieldFrom;
    edits_.Before(owner, tree_[operand].span.begin, fmt::format("{}{}", open, is_yield ? "(" : ""));
    edits_.After(owner, tree_[operand].span.end, fmt::format("{}{}", is_yield ? ")" : "", close));
    nest_ends_.push_back(tree_[operand].next);
    if (may_fuse) {
      NodeId inner = tree_[operand].kind == Kind::Await ? tree_.FirstChild(operand) : operand;
      if (tree_[inner].kind == Kind::Call) {
        fused_.push_back(inner);
      }
    }
  }

  // Python evaluates the keywords' values after all other arguments. The last of them, or
  // the last argument, or kNoNode.
  NodeId LastArgument(NodeId call) const {
    NodeId last_arg = kNoNode;
    NodeId last_keyword = kNoNode;
    for (NodeId child : Children(tree_, call)) {
      if (tree_[child].role == Role::Args) {
        last_arg = child;
      } else if (tree_[child].role == Role::Keywords) {
        last_keyword = child;
      }
    }
    return last_keyword.is_valid() ? last_keyword : last_arg;
  }

  // True for `f(x for x in y)`: one pair of parentheses for both.
  bool IsLoneGenerator(NodeId call, NodeId generator) const {
    return tree_[generator].span.end == tree_[call].span.end;
  }

  void VisitWait(NodeId id) {
    ScopeId scope = scopes_.ScopeOf(id);
    if (owners_[scope.index] == kNoOwner) {
      return;
    }
    ProfiledFunction& function = functions_[owners_[scope.index]];
    if (scope != function.scope || !WhyEarly(id, scope, function).empty()) {
      return;
    }
    function.uses_pauses = true;
    Span span = tree_[id].span;
    edits_.Before(id, span.begin, fmt::format("{}((", resume_));
    NodeId value = tree_.FirstChild(id);
    if (value.is_valid()) {
      edits_.Before(id, tree_[value].span.begin, fmt::format("{}((", pause_));
      edits_.After(id, tree_[value].span.end, "))");
    } else {
      edits_.After(id, span.end, fmt::format(" {}(None)", pause_));
    }
    edits_.After(id, span.end, "))");
    nest_ends_.insert(nest_ends_.end(), 4, tree_[id].next);
  }

  void Begin(const ProfiledFunction& function) {
    const FunctionBegin& begin = function.begin;
    switch (begin.place) {
      case FunctionBegin::Place::BeforeStatement:
        edits_.Before(begin.owner, begin.span.begin, BeginStatements(function) + "; ");
        return;
      case FunctionBegin::Place::AfterStatement:
        edits_.After(begin.owner, begin.span.end, "; " + BeginStatements(function));
        return;
      case FunctionBegin::Place::OnLine:
        edits_.Gap(begin.owner, begin.span, begin.before + BeginStatements(function) + begin.after);
        return;
      case FunctionBegin::Place::InExpression:
        edits_.Before(begin.owner, begin.span.begin,
                      fmt::format("({}) and (", BeginExpressions(function)));
        edits_.After(begin.owner, begin.span.end, ")");
        return;
      case FunctionBegin::Place::Nowhere:
        return;
    }
  }

  // A pair of names, and the attribute that they come from.
  struct Pair {
    bool is_used;
    const std::string& first;
    const std::string& second;
    std::string_view attribute;
  };

  std::array<Pair, 3> PairsOf(const ProfiledFunction& function) const {
    return {{{function.uses_stamps, start_, end_, "stamps"},
             {function.uses_inner_stamps, inner_start_, inner_end_, "inner_stamps"},
             {function.uses_pauses, pause_, resume_, "pauses"}}};
  }

  std::string BeginStatements(const ProfiledFunction& function) const {
    std::string text = fmt::format("{} = {}{}()", run_, enter_, function.number);
    for (const Pair& pair : PairsOf(function)) {
      if (pair.is_used) {
        text += fmt::format("; {}, {} = {}.{}", pair.first, pair.second, run_, pair.attribute);
      }
    }
    return text;
  }

  // The same as a tuple, which is true.
  std::string BeginExpressions(const ProfiledFunction& function) const {
    std::string text = fmt::format("{} := {}{}(),", run_, enter_, function.number);
    for (const Pair& pair : PairsOf(function)) {
      if (pair.is_used) {
        text += fmt::format(" {0} := {2}.{3}[0], {1} := {2}.{3}[1],", pair.first, pair.second, run_,
                            pair.attribute);
      }
    }
    return text;
  }

  void AddPrologue() {
    output_.prologue.push_back(fmt::format("from weft.runtime import profile as {}", profile_));
    std::string targets;
    std::string rows;
    for (const ProfiledFunction& function : functions_) {
      targets += fmt::format("{}{}, ", enter_, function.number);
      uint32_t line = tree_.source().lines().LineOf(tree_[function.node].span.begin);
      int flags = (function.uses_inner_stamps ? 1 : 0) + (function.uses_pauses ? 2 : 0);
      rows +=
          fmt::format("({}, {}, {}, ({})), ", StringLiteral(scopes_.qualified_name(function.scope)),
                      line, flags, function.sites);
    }
    targets.pop_back();
    std::string_view limit = input_.options.limit;
    output_.prologue.push_back(fmt::format("{} = {}(__name__, {}, ({}))", targets, profile_,
                                           limit.empty() ? "None" : limit, rows));
  }

  const PassInput& input_;
  const Tree& tree_;
  const Scopes& scopes_;
  EditList& edits_;
  PassOutput& output_;
  Diagnostics& diagnostics_;
  SiteRecorder sites_;
  std::vector<ProfiledFunction> functions_;
  std::vector<uint32_t> owners_;  // By scope: an index into functions_, or kNoOwner.
  std::string run_, start_, end_, inner_start_, inner_end_, pause_, resume_;
  std::string profile_, enter_;
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
