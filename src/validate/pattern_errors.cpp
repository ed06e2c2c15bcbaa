#include "validate/pattern_errors.h"

#include "syntax/scope_names.h"
#include "validate/compile_errors.h"
#include "validate/repeated_names.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace weft {
namespace {

// One byte holds how many elements stand before the star.
constexpr uint32_t kMaxBeforeStar = 255;

// A key of a mapping pattern: keys that Python finds equal have the same `value`, as far as
// short numbers and plain strings go.
struct Key {
  std::string value;
  std::string shown;  // As repr() shows it.
};

constexpr size_t kMaxExactDigits = 15;  // A double tells so many apart.

Key KeyOf(std::string_view text) {
  if (text == "True") return {"n1", "True"};
  if (text == "False") return {"n0", "False"};
  const char first = text.front();
  if (first == '"' || first == '\'') {
    std::string_view body = text.substr(1, text.size() - 2);
    if (body.find_first_of("\\'\"") != std::string_view::npos)
      return {std::string(text), std::string(text)};
    return {"s" + std::string(body), "'" + std::string(body) + "'"};
  }
  const bool is_imaginary = text.ends_with('j') || text.ends_with('J');
  std::string_view digits = text.substr(0, text.size() - (is_imaginary ? 1 : 0));
  double number = 0;
  auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  const bool is_number = error == std::errc() && end == digits.data() + digits.size();
  if (is_number && digits.size() <= kMaxExactDigits) {
    number = number == 0 ? 0 : number;  // Without the sign.
    std::string value = fmt::format("{}{}", is_imaginary && number != 0 ? 'j' : 'n', number);
    return {std::move(value), text == "-0" ? "0" : std::string(text)};
  }
  const bool is_complex = is_imaginary && text.find_first_of("+-", 1) != std::string_view::npos;
  return {std::string(text), is_complex ? fmt::format("({})", text) : std::string(text)};
}

// Walks one pattern with a stack of its own: what is open is a MatchOr, whose alternatives
// bind names apart, or a MatchAs, whose name is bound behind its pattern.
class PatternCheck {
 public:
  PatternCheck(const Tree& tree, Findings& findings) : tree_(tree), findings_(findings) {}
  void Run(NodeId pattern, bool may_be_irrefutable);

 private:
  struct Open {
    NodeId id;
    uint32_t end;
    bool may_be_irrefutable;                              // What it says of itself.
    std::vector<std::string> outer_names;                 // Of a MatchOr: bound before it.
    std::optional<std::vector<std::string>> first_names;  // By its first alternative, sorted.
    uint32_t alternative_end = 0;  // Of a MatchOr: behind the alternative that is open.
    bool differs = false;
  };

  void Enter(NodeId id);
  void CloseUpTo(uint32_t index);
  void CloseAlternative(Open& open);
  void Close(Open open);
  bool MayBeIrrefutable(NodeId id) const;
  void EnterAs(NodeId id);
  void EnterSequence(NodeId id);
  void EnterClass(NodeId id);
  void EnterMapping(NodeId id);
  // Where CPython is once it has compiled what is below `id`.
  NodeId LastOf(NodeId id) const { return {tree_[id].next - 1}; }
  void Bind(NodeId at, NodeId name);
  void Bind(NodeId at, std::string name);

  const Tree& tree_;
  Findings& findings_;
  std::vector<Open> open_;
  std::vector<std::string> names_;  // Bound so far.
  bool may_be_irrefutable_ = false;
};

void PatternCheck::Run(NodeId pattern, bool may_be_irrefutable) {
  may_be_irrefutable_ = may_be_irrefutable;
  const uint32_t end = tree_[pattern].next;
  for (uint32_t i = pattern.index; i < end; ++i) {
    CloseUpTo(i);
    Enter({i});
  }
  CloseUpTo(end);
}

// True where a pattern that always matches is fine: the last of the alternatives, or below
// something that may fail by itself.
bool PatternCheck::MayBeIrrefutable(NodeId id) const {
  if (open_.empty()) return may_be_irrefutable_;
  const Open& parent = open_.back();
  switch (tree_[parent.id].kind) {
    case Kind::MatchOr:
      return parent.may_be_irrefutable && tree_[id].next == parent.end;
    case Kind::MatchAs:
      return parent.may_be_irrefutable;
    default:
      return true;
  }
}

void PatternCheck::Enter(NodeId id) {
  switch (tree_[id].kind) {
    case Kind::MatchAs:
      return EnterAs(id);
    case Kind::MatchOr:
      open_.push_back({id, tree_[id].next, MayBeIrrefutable(id), std::move(names_), {}});
      open_.back().alternative_end = tree_[tree_.FirstChild(id)].next;
      names_.clear();
      return;
    case Kind::MatchSequence:
      return EnterSequence(id);
    case Kind::MatchClass:
      return EnterClass(id);
    case Kind::MatchMapping:
      return EnterMapping(id);
    case Kind::MatchValue:
      if (tree_[tree_.FirstChild(id)].kind == Kind::JoinedStr) {
        findings_.Report<DiagnosticId::PatternOfFString>(CompilePhase::Code, id, tree_[id].span,
                                                         "patterns");
      }
      return;
    case Kind::MatchStar: {
      NodeId name = tree_.Child(id, Role::Name);
      if (name.is_valid()) Bind(id, name);
      return;
    }
    default:
      return;
  }
}

void PatternCheck::EnterAs(NodeId id) {
  NodeId name = tree_.Child(id, Role::Name);
  if (tree_.Child(id, Role::Pattern).is_valid()) {
    open_.push_back({id, tree_[id].next, MayBeIrrefutable(id), {}, {}});
    return;
  }
  if (!MayBeIrrefutable(id)) {
    const std::string what = name.is_valid()
                                 ? "name capture '" + NormalizeIdentifier(tree_.Text(name)) + "'"
                                 : std::string("wildcard");
    findings_.Report<DiagnosticId::UnreachablePatterns>(CompilePhase::Code, id, tree_[id].span,
                                                        what);
  }
  if (name.is_valid()) Bind(id, name);
}

void PatternCheck::EnterSequence(NodeId id) {
  open_.push_back({id, tree_[id].next, true, {}, {}});
  uint32_t index = 0;
  bool has_star = false;
  for (NodeId child : Children(tree_, id)) {
    const bool is_star = tree_[child].kind == Kind::MatchStar;
    if (is_star && has_star) {
      return findings_.Report<DiagnosticId::SeveralStarredPatterns>(CompilePhase::Code, id,
                                                                    tree_[id].span);
    }
    if (is_star && index > kMaxBeforeStar) {
      return findings_.Report<DiagnosticId::StarredPatternTooFar>(CompilePhase::Code, id,
                                                                  tree_[id].span);
    }
    has_star = has_star || is_star;
    ++index;
  }
}

void PatternCheck::EnterClass(NodeId id) {
  open_.push_back({id, tree_[id].next, true, {}, {}});
  NameList names;
  std::vector<NodeId> patterns;
  for (NodeId child : Children(tree_, id)) {
    if (tree_[child].role == Role::KwdAttrs) names.Add(tree_.Text(child));
    if (tree_[child].role == Role::KwdPatterns) patterns.push_back(child);
  }
  if (names.size() == 0 || names.size() != patterns.size()) return;
  for (size_t i = 0; i < names.size(); ++i) {
    if (names[i] != kDebugName) continue;
    findings_.Report<DiagnosticId::AssignToDebug>(CompilePhase::Code, id, tree_[patterns[i]].span);
  }
  if (auto repetition = names.EarliestFirst()) {
    findings_.Report<DiagnosticId::PatternAttributeRepeated>(
        CompilePhase::Code, id, tree_[patterns[repetition->second]].span,
        names[repetition->second]);
  }
}

void PatternCheck::EnterMapping(NodeId id) {
  open_.push_back({id, tree_[id].next, true, {}, {}});
  std::vector<std::string> seen;
  for (NodeId child : Children(tree_, id, Role::Keys)) {
    if (tree_[child].kind == Kind::JoinedStr) {
      return findings_.Report<DiagnosticId::PatternOfFString>(
          CompilePhase::Code, id, tree_[id].span, "mapping pattern keys");
    }
    if (!IsFoldedConstant(tree_, child)) continue;
    Key key = KeyOf(tree_.Text(child));
    if (std::ranges::find(seen, key.value) != seen.end()) {
      return findings_.Report<DiagnosticId::PatternKeyTwice>(CompilePhase::Code, id, tree_[id].span,
                                                             key.shown);
    }
    seen.push_back(std::move(key.value));
  }
}

void PatternCheck::CloseUpTo(uint32_t index) {
  while (!open_.empty()) {
    Open& top = open_.back();
    if (top.alternative_end != 0 && index >= top.alternative_end) CloseAlternative(top);
    if (top.end > index) return;
    Open closed = std::move(top);
    open_.pop_back();
    Close(std::move(closed));
  }
}

void PatternCheck::CloseAlternative(Open& open) {
  std::sort(names_.begin(), names_.end());
  names_.erase(std::unique(names_.begin(), names_.end()), names_.end());
  if (!open.first_names) {
    open.first_names = std::move(names_);
  } else if (*open.first_names != names_) {
    open.differs = true;
  }
  names_.clear();
  if (open.alternative_end < open.end) {
    open.alternative_end = tree_[NodeId{open.alternative_end}].next;
  }
}

void PatternCheck::Close(Open open) {
  switch (tree_[open.id].kind) {
    case Kind::MatchOr: {
      names_ = std::move(open.outer_names);
      if (open.differs) {
        findings_.Report<DiagnosticId::AlternativesBindDifferently>(
            CompilePhase::Code, LastOf(open.id), tree_[open.id].span);
      }
      for (std::string& name : *open.first_names) Bind(open.id, std::move(name));
      return;
    }
    case Kind::MatchAs: {
      NodeId name = tree_.Child(open.id, Role::Name);
      if (name.is_valid()) Bind(open.id, name);
      return;
    }
    case Kind::MatchMapping: {
      NodeId rest = tree_.Child(open.id, Role::Rest);
      if (rest.is_valid()) Bind(open.id, rest);
      return;
    }
    default:
      return;
  }
}

void PatternCheck::Bind(NodeId at, NodeId name) {
  std::string text = NormalizeIdentifier(tree_.Text(name));
  if (text == kDebugName) {
    findings_.Report<DiagnosticId::AssignToDebug>(CompilePhase::Code, at, tree_[at].span);
  }
  Bind(at, std::move(text));
}

void PatternCheck::Bind(NodeId at, std::string name) {
  if (std::ranges::find(names_, name) != names_.end()) {
    findings_.Report<DiagnosticId::PatternNameTwice>(CompilePhase::Code, LastOf(at), tree_[at].span,
                                                     name);
    return;
  }
  names_.push_back(std::move(name));
}

}  // namespace

void CheckMatch(const Tree& tree, NodeId id, Findings& findings) {
  NodeId last;
  for (NodeId match_case : Children(tree, id, Role::Cases)) last = match_case;
  for (NodeId match_case : Children(tree, id, Role::Cases)) {
    NodeId pattern = tree.Child(match_case, Role::Pattern);
    if (!pattern.is_valid()) continue;
    const bool may_be_irrefutable =
        match_case == last || tree.Child(match_case, Role::Guard).is_valid();
    PatternCheck(tree, findings).Run(pattern, may_be_irrefutable);
  }
}

}  // namespace weft
