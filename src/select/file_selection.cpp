#include "select/file_selection.h"

#include "select/function_facts.h"

#include <algorithm>
#include <span>
#include <utility>

#include <fmt/format.h>

namespace weft {
namespace {

bool IsAboutCall(PointcutKind kind) {
  return kind == PointcutKind::Call || kind == PointcutKind::Callee;
}

CalleeIds::Names NamesAskedFor(const Selection& selection) {
  CalleeIds::Names names;
  for (const Pointcut& leaf : selection.leaves()) {
    names.written |= leaf.kind == PointcutKind::Callee;
    names.resolved |= leaf.kind == PointcutKind::Call;
  }
  return names;
}

bool IsPackageFile(const std::string& path) {
  return path == "__init__.py" || path.ends_with("/__init__.py");
}

}  // namespace

FileSelection::FileSelection(const Selection& selection, const Tree& tree, const Scopes& scopes,
                             std::string_view module, Diagnostics& diagnostics)
    : selection_(selection),
      leaves_(selection.leaves()),
      tree_(tree),
      scopes_(scopes),
      module_(module),
      is_package_(IsPackageFile(tree.source().path())),
      pragmas_(FindPragmas(tree, diagnostics)),
      use_(leaves_.size()),
      callee_ids_(tree, scopes, NamesAskedFor(selection)) {
  for (const SelectionRule& rule : selection.rules()) {
    if (choosing_rule_ == nullptr && rule.expr.op != PointcutExpr::Op::Not) {
      choosing_rule_ = &rule;
    }
  }
  FoldFile();
}

// What the name of the module settles.
void FileSelection::FoldFile() {
  truths_.assign(leaves_.size(), Truth::Unknown);
  for (size_t i = 0; i < leaves_.size(); ++i) {
    const Pointcut& leaf = leaves_[i];
    if (leaf.kind != PointcutKind::Within) {
      differs_by_scope_ |= !IsAboutCall(leaf.kind);
    } else if (!leaf.pattern.Matches(module_)) {
      truths_[i] = Truth::False;
      use_[i].is_asked = true;
      use_[i].Miss(leaf.pattern, module_);
    } else if (leaf.scope.text() == "*") {
      truths_[i] = Truth::True;
      use_[i].is_asked = use_[i].has_matched = true;
    } else {
      differs_by_scope_ = true;
    }
  }
  Subject file;
  for (const SelectionRule& rule : selection_.rules()) {
    if (file_refusal_ == nullptr && Evaluate(rule.expr, file) == Truth::False) {
      file_refusal_ = &rule;
    }
  }
}

void FileSelection::FoldScopes() {
  is_folded_ = true;
  if (!differs_by_scope_) {
    scope_truths_.resize(1);
    return FoldRules(0);
  }
  const size_t num_scopes = scopes_.num_scopes();
  std::vector<Truth> file = std::move(truths_);
  truths_.clear();
  for (size_t i = 0; i < num_scopes; ++i) truths_.insert(truths_.end(), file.begin(), file.end());
  scope_truths_.resize(num_scopes);
  is_by_function_.resize(truths_.size());
  // A parent comes before its children.
  std::unordered_map<std::string_view, uint32_t> rows;
  for (uint32_t i = 0; i < num_scopes; ++i) {
    FoldScope({i});
    const Truth* row = truths_.data() + i * leaves_.size();
    std::string_view key(reinterpret_cast<const char*>(row), leaves_.size());
    uint32_t twin = rows.try_emplace(key, i).first->second;
    if (twin == i) {
      FoldRules(i);
    } else {
      scope_truths_[i] = scope_truths_[twin];
    }
    scope_truths_[i].twin = twin;
  }
}

void FileSelection::FoldScope(ScopeId scope) {
  ScopeId parent = scopes_.parent(scope);
  for (size_t i = 0; i < leaves_.size(); ++i) {
    const Pointcut& leaf = leaves_[i];
    if (truth(scope.index, i) != Truth::Unknown || IsAboutCall(leaf.kind)) continue;
    bool is_true = false;
    switch (leaf.kind) {
      case PointcutKind::Within:
        is_true = IsWithin(use_[i], leaf, scope);
        break;
      case PointcutKind::Decorated:
      case PointcutKind::Base:
        is_true = HasName(use_[i], leaf, scope);
        break;
      default:
        is_true = (FunctionKindsOf(tree_, scopes_, scope) & leaf.function_kind) != 0;
        break;
    }
    // What is in a function or class that is meant, is meant. The module is no such thing.
    bool is_inherited = leaf.kind != PointcutKind::Kind && parent.is_valid() &&
                        parent != kModuleScope && truth(parent.index, i) == Truth::True;
    truth(scope.index, i) = is_true || is_inherited ? Truth::True : Truth::False;
    if (!is_true && is_inherited) {
      is_by_function_[scope.index * leaves_.size() + i] =
          scopes_.kind(parent) != ScopeKind::Class ||
          is_by_function_[parent.index * leaves_.size() + i];
    }
  }
}

void FileSelection::FoldRules(size_t row) {
  Subject subject;
  subject.row = row;
  ScopeTruth& result = scope_truths_[row];
  result.all = Truth::True;
  for (const SelectionRule& rule : selection_.rules()) {
    Truth found = Evaluate(rule.expr, subject);
    if (found == Truth::False) {
      result.all = found;
      result.refusal = &rule;
      return;
    }
    if (found == Truth::Unknown) result.all = found;
  }
}

bool FileSelection::IsWithin(LeafUse& use, const Pointcut& leaf, ScopeId scope) const {
  std::string name = ScopeName(scopes_, scope);
  bool is_within = leaf.scope.Matches(name);
  if (!is_within) use.Miss(leaf.scope, name, std::string(module_) + ":");
  return is_within;
}

// True where a decorator, or a base class, of the very function or class is called so.
bool FileSelection::HasName(LeafUse& use, const Pointcut& leaf, ScopeId scope) const {
  ScopeKind kind = scopes_.kind(scope);
  bool wants_base = leaf.kind == PointcutKind::Base;
  if (kind != ScopeKind::Class && (wants_base || kind != ScopeKind::Function)) return false;
  Role role = wants_base ? Role::Bases : Role::DecoratorList;
  for (NodeId expr : Children(tree_, scopes_.node(scope), role)) {
    SubscriptedName written = CalleeName(tree_, expr);
    if (leaf.pattern.Matches(written)) return true;
    NodeId named = tree_[expr].kind == Kind::Call ? tree_.FirstChild(expr) : expr;
    for (const std::string& name : ResolvedNames(named)) {
      if (leaf.pattern.Matches(name)) return true;
      use.Miss(leaf.pattern, name);
    }
    use.Miss(leaf.pattern, written.Text());
  }
  return false;
}

void FileSelection::CountScope(size_t row) {
  scope_truths_[row].is_asked = true;
  for (size_t i = 0; i < leaves_.size(); ++i) {
    if (IsAboutCall(leaves_[i].kind)) continue;
    use_[i].is_asked = true;
    use_[i].has_matched |= truth(row, i) == Truth::True;
  }
}

bool FileSelection::HasSay(const SelectionRule& rule, Chosen function) {
  return function == Chosen::ByRules || !rule.names_functions || rule.asks_for_call;
}

Decision FileSelection::Select(NodeId call, Chosen function) {
  NodeId callee = tree_.FirstChild(call);
  if (!pragmas_.empty()) {
    if (const Pragma* pragma = ByPragmas(call, callee)) {
      return {false, pragma->rule, pragma->reason};
    }
  }
  if (file_refusal_ != nullptr && HasSay(*file_refusal_, function)) {
    return {false, file_refusal_->text, file_refusal_->refusal};
  }
  if (selection_.empty()) return {};
  if (!is_folded_) FoldScopes();
  Subject subject;
  subject.row = RowOf(scopes_.ScopeOf(call));
  subject.func = callee;
  return ByRules(subject, function);
}

Decision FileSelection::SelectFunction(NodeId function) {
  if (!pragmas_.empty()) {
    if (const Pragma* pragma = ByPragmas(function, kNoNode)) {
      return {false, pragma->rule, pragma->reason};
    }
  }
  return SelectRow(selection_.empty() ? 0 : RowOf(BodyScope(tree_, scopes_, function)));
}

Decision FileSelection::SelectStatement(NodeId statement) {
  const Span span = tree_[statement].span;
  for (const Pragma& pragma : pragmas_) {
    bool is_about = pragma.kind != Pragma::Kind::Only && pragma.region.begin < span.end &&
                    span.begin < pragma.region.end;
    if (is_about) return {false, pragma.rule, pragma.reason};
  }
  return SelectRow(RowOf(scopes_.ScopeOf(statement)));
}

// What is decided of a whole row of truths.
Decision FileSelection::SelectRow(size_t row) {
  if (file_refusal_ != nullptr) return {false, file_refusal_->text, file_refusal_->refusal};
  if (selection_.empty()) return {};
  if (!is_folded_) FoldScopes();
  Subject subject;
  subject.row = row;
  return ByRules(subject, Chosen::ByRules);
}

Decision FileSelection::ChooseFunction(NodeId function, Chosen how) {
  if (!pragmas_.empty()) {
    if (const Pragma* pragma = ByPragmas(function, kNoNode)) {
      return {false, pragma->rule, pragma->reason};
    }
  }
  if (file_refusal_ != nullptr && HasSay(*file_refusal_, how)) {
    return {false, file_refusal_->text, file_refusal_->refusal};
  }
  if (selection_.empty()) return {how == Chosen::Otherwise, "", ""};
  if (!is_folded_) FoldScopes();
  Subject subject;
  subject.row = RowOf(BodyScope(tree_, scopes_, function));
  subject.is_itself = true;
  if (!scope_truths_[subject.row].is_asked) CountScope(subject.row);
  Decision decision{how == Chosen::Otherwise, "", ""};
  for (const SelectionRule& rule : selection_.rules()) {
    if (!HasSay(rule, how)) continue;
    if (Evaluate(rule.expr, subject) == Truth::False) return {false, rule.text, rule.refusal};
    if (rule.names_functions && !decision.is_selected) decision = {true, rule.text, ""};
  }
  return decision;
}

Decision FileSelection::ByRules(Subject& subject, Chosen function) {
  const ScopeTruth& scope = scope_truths_[subject.row];
  if (!scope.is_asked) CountScope(subject.row);
  const SelectionRule* refusal = scope.refusal;
  bool is_open = scope.all == Truth::Unknown && subject.func.is_valid();
  if (is_open || (refusal != nullptr && !HasSay(*refusal, function))) {
    uint64_t group = uint64_t{scope.twin} * 2 + (function == Chosen::ByRules ? 0 : 1);
    uint64_t key = (group << 32) | callee_ids_.Of(subject.func);
    auto [at, is_new] = refusals_.try_emplace(key, nullptr);
    if (is_new) at->second = RefusalOf(subject, function);
    refusal = at->second;
  }
  if (refusal != nullptr) return {false, refusal->text, refusal->refusal};
  bool has_rule = choosing_rule_ != nullptr && HasSay(*choosing_rule_, function);
  return {true, has_rule ? choosing_rule_->text : std::string_view(), ""};
}

// The first rule that a call does not meet, or null.
const SelectionRule* FileSelection::RefusalOf(Subject& subject, Chosen function) {
  for (const SelectionRule& rule : selection_.rules()) {
    if (HasSay(rule, function) && Evaluate(rule.expr, subject) == Truth::False) return &rule;
  }
  return nullptr;
}

// The pragma that leaves `node` alone; `callee` is invalid for a function.
const Pragma* FileSelection::ByPragmas(NodeId site, NodeId callee) const {
  uint32_t at = tree_[site].span.begin;
  for (const Pragma& pragma : pragmas_) {
    if (at < pragma.region.begin || pragma.region.end <= at) continue;
    if (pragma.kind != Pragma::Kind::Only) return &pragma;
    if (!callee.is_valid()) continue;
    SubscriptedName name = CalleeName(tree_, callee);
    bool is_named = std::ranges::any_of(
        pragma.patterns, [&](const NamePattern& pattern) { return pattern.Matches(name); });
    if (!is_named) return &pragma;
  }
  return nullptr;
}

// NOLINTNEXTLINE(misc-no-recursion): PointcutExpr::kMaxDepth bounds it.
FileSelection::Truth FileSelection::Evaluate(const PointcutExpr& expr, Subject& subject) {
  switch (expr.op) {
    case PointcutExpr::Op::Leaf:
      return LeafTruth(expr.leaf, subject);
    case PointcutExpr::Op::Not: {
      subject.is_negated = !subject.is_negated;
      Truth operand = Evaluate(expr.operands[0], subject);
      subject.is_negated = !subject.is_negated;
      return operand == Truth::Unknown ? operand
             : operand == Truth::True  ? Truth::False
                                       : Truth::True;
    }
    case PointcutExpr::Op::And:
      return EvaluateAll(expr, subject);
    case PointcutExpr::Op::Or:
      return EvaluateAny(expr, subject);
  }
  return Truth::Unknown;
}

// NOLINTNEXTLINE(misc-no-recursion)
FileSelection::Truth FileSelection::EvaluateAll(const PointcutExpr& expr, Subject& subject) {
  Truth result = Truth::True;
  for (const PointcutExpr& operand : expr.operands) {
    Truth found = Evaluate(operand, subject);
    if (found == Truth::False) return found;
    if (found == Truth::Unknown) result = found;
  }
  return result;
}

// Goes on behind a True for pointcuts that have not matched anything: they might here, and a
// pattern that another one hides is no mistake.
// NOLINTNEXTLINE(misc-no-recursion)
FileSelection::Truth FileSelection::EvaluateAny(const PointcutExpr& expr, Subject& subject) {
  Truth result = Truth::False;
  for (const PointcutExpr& operand : expr.operands) {
    bool is_open = operand.op == PointcutExpr::Op::Leaf && !use_[operand.leaf].has_matched;
    if (result == Truth::True && !is_open) continue;
    Truth found = Evaluate(operand, subject);
    if (found == Truth::True || (found == Truth::Unknown && result == Truth::False)) {
      result = found;
    }
  }
  return result;
}

FileSelection::Truth FileSelection::LeafTruth(uint32_t leaf, Subject& subject) {
  if (!IsAboutCall(leaves_[leaf].kind)) {
    bool is_around = subject.is_itself && !subject.is_negated && differs_by_scope_ &&
                     is_by_function_[subject.row * leaves_.size() + leaf];
    return is_around ? Truth::False : truth(subject.row, leaf);
  }
  if (!subject.func.is_valid()) return Truth::Unknown;
  return MatchesCall(leaf, subject) ? Truth::True : Truth::False;
}

bool FileSelection::MatchesCall(uint32_t leaf, Subject& subject) {
  const Pointcut& pointcut = leaves_[leaf];
  auto with_letters = [](SubscriptedName name) {
    LetterCounts letters(name.marked());
    return CalleeText{std::move(name), letters};
  };
  std::span<const CalleeText> names;
  if (pointcut.kind == PointcutKind::Callee) {
    if (!subject.written) subject.written = with_letters(CalleeName(tree_, subject.func));
    names = {&*subject.written, 1};
  } else {
    if (!subject.resolved) {
      subject.resolved.emplace();
      for (std::string& name : ResolvedNames(subject.func)) {
        subject.resolved->push_back(with_letters(SubscriptedName(std::move(name))));
      }
    }
    names = *subject.resolved;
  }
  bool matches = std::ranges::any_of(names, [&](const CalleeText& asked) {
    return pointcut.pattern.LackIn(asked.letters) == 0 && pointcut.pattern.Matches(asked.name);
  });
  if (!subject.counts) return matches;
  LeafUse& use = use_[leaf];
  use.is_asked = true;
  use.has_matched |= matches;
  if (!use.has_matched) {
    for (const CalleeText& missed : names) NoteMiss(leaf, missed);
  }
  return matches;
}

void FileSelection::NoteMiss(uint32_t leaf, const CalleeText& missed) {
  const NamePattern& pattern = leaves_[leaf].pattern;
  if (pattern.LackIn(missed.letters) >= LeafUse::LimitOf(pattern)) return;
  use_[leaf].Miss(pattern, missed.name.Text());
}

std::vector<std::string> FileSelection::ResolvedNames(NodeId expr) const {
  Scopes::Origin origin = scopes_.OriginOf(expr);
  switch (origin.kind) {
    case Scopes::Origin::Kind::Unknown:
      return {};
    case Scopes::Origin::Kind::Builtin:
      return {"builtins." + origin.dotted};
    case Scopes::Origin::Kind::Import:
      return selection_.index().NamesOf(AbsoluteName(origin.dotted, module_, is_package_));
    case Scopes::Origin::Kind::Definition:
      break;
  }
  if (module_.empty()) return {};
  return selection_.index().NamesOf(fmt::format("{}.{}", module_, origin.dotted));
}

std::vector<SiteStep> FileSelection::Explain(NodeId call, Chosen function) {
  std::vector<SiteStep> steps;
  NodeId callee = tree_.FirstChild(call);
  ScopeId scope = scopes_.ScopeOf(call);
  steps.push_back({"callee as written", CalleeName(tree_, callee).Text()});
  std::string names;
  for (const std::string& name : ResolvedNames(callee)) names += (names.empty() ? "" : ", ") + name;
  steps.push_back({"resolved name", names.empty() ? "unknown" : names});
  steps.push_back({"within", fmt::format("{}:{}", module_, ScopeName(scopes_, scope))});
  if (const Pragma* pragma = ByPragmas(call, callee)) {
    steps.push_back({pragma->rule, "leaves it alone"});
  }
  if (!is_folded_) FoldScopes();
  Subject subject;
  subject.row = RowOf(scope);
  subject.func = callee;
  subject.counts = false;
  for (const SelectionRule& rule : selection_.rules()) {
    if (HasSay(rule, function)) {
      ExplainRule(rule, subject, steps);
    } else {
      steps.push_back({rule.text, "has no say; a decorator chooses the function"});
    }
  }
  return steps;
}

void FileSelection::ExplainRule(const SelectionRule& rule, Subject& subject,
                                std::vector<SiteStep>& steps) {
  bool is_met = Evaluate(rule.expr, subject) == Truth::True;
  bool excludes = rule.expr.op == PointcutExpr::Op::Not;
  steps.push_back({rule.text, is_met ? (excludes ? "does not exclude it" : "selects it")
                                     : (excludes ? "excludes it" : "does not select it")});
  auto index = static_cast<uint32_t>(&rule - selection_.rules().data());
  for (uint32_t i = 0; i < leaves_.size(); ++i) {
    if (leaves_[i].rule != index) continue;
    bool is_true = LeafTruth(i, subject) == Truth::True;
    steps.push_back({"  " + leaves_[i].Text(), is_true ? "yes" : "no"});
  }
}

}  // namespace weft
