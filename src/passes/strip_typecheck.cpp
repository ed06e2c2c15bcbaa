#include "passes/strip_typecheck.h"

#include "passes/constant_value.h"
#include "passes/dead_branches.h"
#include "passes/name_bindings.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <unordered_set>
#include <vector>

#include <fmt/format.h>

namespace weft {
namespace {

constexpr std::string_view kFlags[] = {
    "typing.TYPE_CHECKING",
    "typing_extensions.TYPE_CHECKING",
};

// What mypy and others take to be true without an import.
constexpr std::string_view kIdioms[] = {"TYPE_CHECKING", "MYPY"};

bool IsFlag(std::string_view dotted) {
  return std::ranges::find(kFlags, dotted) != std::end(kFlags);
}

class TypecheckJudge {
 public:
  explicit TypecheckJudge(const PassInput& input)
      : tree_(input.tree), scopes_(input.scopes), bindings_(tree_, scopes_) {
    for (std::string_view name : kIdioms) {
      if (IsIdiom(name)) {
        idioms_.insert(name);
      }
    }
    for (uint32_t i = 0; i < tree_.nodes().size(); ++i) {
      if (tree_[{i}].kind == Kind::If && IsKnown({i}) == false) {
        FindBody({i});
      }
    }
    if (!bodies_.empty()) {
      FindUses();
    }
  }

  Verdict Judge(NodeId statement) const {
    Verdict verdict;
    verdict.is_true = IsKnown(statement);
    if (verdict.is_true != false || tree_[statement].kind != Kind::If) {
      return verdict;
    }
    for (NodeId body : Children(tree_, statement, Role::Body)) {
      if (std::string_view name = NameUsed(body); !name.empty()) {
        verdict.reason = fmt::format("`{}` is used by code that runs", name);
        return verdict;
      }
    }
    return verdict;
  }

 private:
  // True where every binding of a global name makes it false at run time.
  bool IsIdiom(std::string_view name) const {
    const std::vector<NameBinding>& all = bindings_.OfGlobal(name);
    return !all.empty() && std::ranges::all_of(all, [&](const NameBinding& binding) {
      return IsFlag(binding.import) ||
             (binding.value.is_valid() &&
              (tree_.Text(binding.value) == "False" || tree_.Text(binding.value) == "0"));
    });
  }

  std::optional<bool> IsKnown(NodeId statement) const {
    std::optional<ConstantValue> value =
        EvaluateConstant(tree_, tree_.Child(statement, Role::Test),
                         [&](NodeId expr) -> std::optional<ConstantValue> {
                           if (!IsFalse(expr)) return std::nullopt;
                           return ConstantValue{false};
                         });
    // What does not depend on type checking is another pass's business.
    bool is_plain = tree_[tree_.Child(statement, Role::Test)].kind == Kind::Constant;
    return value && !is_plain ? std::optional(value->IsTrue()) : std::nullopt;
  }

  bool IsFalse(NodeId expr) const {
    if (IsFlag(scopes_.QualifiedImport(expr))) {
      return true;
    }
    if (tree_[expr].kind != Kind::Name || !idioms_.contains(tree_.Text(expr))) {
      return false;
    }
    Binding binding = scopes_.BindingOf(expr);
    bool is_global = scopes_.ScopeOf(expr) == kModuleScope || binding == Binding::GlobalImplicit ||
                     binding == Binding::GlobalExplicit;
    return is_global && !scopes_.has_star_import();
  }

  void FindBody(NodeId statement) {
    uint32_t begin = 0;
    uint32_t end = 0;
    for (NodeId child : Children(tree_, statement, Role::Body)) {
      begin = end == 0 ? child.index : begin;
      end = tree_[child].next;
    }
    bodies_.emplace_back(begin, end);
  }

  bool IsInBody(uint32_t index) const {
    return std::ranges::any_of(
        bodies_, [&](const auto& body) { return body.first <= index && index < body.second; });
  }

  void FindUses() {
    for (uint32_t i = 0; i < tree_.nodes().size(); ++i) {
      const Node& node = tree_[{i}];
      if (node.kind == Kind::Name && node.context() == Context::Load && scopes_.IsEvaluated({i}) &&
          scopes_.BindingOf({i}) != Binding::Local && !IsInBody(i)) {
        used_.insert(tree_.Text({i}));
      }
    }
  }

  // A name that nothing but the branch binds, and other code uses; empty if there is none.
  std::string_view NameUsed(NodeId statement) const {
    for (uint32_t i = statement.index; i < tree_[statement].next; ++i) {
      if (tree_[{i}].kind != Kind::alias) {
        continue;
      }
      NodeId asname = tree_.Child({i}, Role::Asname);
      std::string_view name = tree_.Text(asname.is_valid() ? asname : tree_.Child({i}, Role::Name));
      name = name.substr(0, name.find('.'));
      const std::vector<NameBinding>& all = bindings_.OfGlobal(name);
      bool is_bound_elsewhere = std::ranges::any_of(
          all, [&](const NameBinding& binding) { return !IsInBody(binding.node.index); });
      if (used_.contains(name) && !is_bound_elsewhere) {
        return name;
      }
    }
    return "";
  }

  const Tree& tree_;
  const Scopes& scopes_;
  NameBindings bindings_;
  std::unordered_set<std::string_view> idioms_;        // Those that are false at run time.
  std::vector<std::pair<uint32_t, uint32_t>> bodies_;  // Ranges of nodes that never run.
  std::unordered_set<std::string_view> used_;          // Names that running code reads.
};

}  // namespace

void StripTypecheck(const PassInput& input, PassOutput& output, Diagnostics& /*diagnostics*/) {
  TypecheckJudge judge(input);
  RemoveDeadBranches(input, output, "if",
                     [&](NodeId statement, NodeId /*test*/) { return judge.Judge(statement); });
}

}  // namespace weft
