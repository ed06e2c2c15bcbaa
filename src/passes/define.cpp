#include "passes/define.h"

#include "passes/constant_value.h"
#include "passes/dead_arms.h"
#include "passes/dead_branches.h"
#include "passes/name_bindings.h"
#include "passes/source_text.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <set>

#include <fmt/format.h>

namespace weft {
namespace {

class DefineJudge {
 public:
  explicit DefineJudge(const PassInput& input)
      : tree_(input.tree), scopes_(input.scopes), bindings_(tree_, scopes_) {
    for (const std::string& define : input.options.defines) {
      size_t equal = define.find('=');
      values_.insert_or_assign(define.substr(0, equal), *ParseConstant(define.substr(equal + 1)));
    }
    for (uint32_t i = 0; i < tree_.nodes().size(); ++i) {
      const Node& node = tree_[{i}];
      if (node.kind == Kind::Attribute && node.context() != Context::Load) {
        assigned_.insert(TextOnOneLine(tree_, {i}));
      }
    }
  }

  Verdict Judge(NodeId test) const {
    Verdict verdict;
    bool is_used = false;
    std::optional<ConstantValue> value = EvaluateConstant(tree_, test, [&](NodeId expr) {
      std::optional<ConstantValue> known = ValueOf(expr, verdict.reason);
      is_used |= known.has_value();
      return known;
    });
    if (value && is_used) {
      verdict.is_true = value->IsTrue();
      verdict.reason.clear();
    }
    return verdict;
  }

 private:
  std::optional<ConstantValue> ValueOf(NodeId expr, std::string& reason) const {
    const Kind kind = tree_[expr].kind;
    if (kind != Kind::Name && kind != Kind::Attribute) {
      return std::nullopt;
    }
    std::string written = TextOnOneLine(tree_, expr);
    std::erase(written, ' ');
    auto found = values_.find(written);
    bool is_as_written = found != values_.end();
    if (!is_as_written) {
      found = values_.find(scopes_.QualifiedImport(expr));
    }
    if (found == values_.end()) {
      return std::nullopt;
    }
    if (!IsFixed(expr, is_as_written) || assigned_.contains(written)) {
      reason = fmt::format("`{}` is bound in another way as well", written);
      return std::nullopt;
    }
    return found->second;
  }

  // True where the first name of `expr` is the module's, and nobody assigns it but by default.
  bool IsFixed(NodeId expr, bool is_as_written) const {
    bool is_dotted = tree_[expr].kind == Kind::Attribute;
    NodeId first = expr;
    while (tree_[first].kind == Kind::Attribute) {
      first = tree_.Child(first, Role::Value);
    }
    if (tree_[first].kind != Kind::Name) {
      return false;
    }
    if (!is_as_written) {
      return true;  // QualifiedImport has seen to it.
    }
    Binding binding = scopes_.BindingOf(first);
    if (scopes_.ScopeOf(first) != kModuleScope && binding != Binding::GlobalExplicit &&
        binding != Binding::GlobalImplicit && binding != Binding::Builtin) {
      return false;
    }
    size_t num_assigned = 0;
    for (const NameBinding& bound : bindings_.OfGlobal(tree_.Text(first))) {
      bool is_import = tree_[bound.node].kind == Kind::alias;
      bool is_default = bound.value.is_valid() && !is_dotted;
      if (!is_import && !is_default) {
        return false;
      }
      num_assigned += is_default ? 1 : 0;
    }
    return num_assigned <= 1;
  }

  const Tree& tree_;
  const Scopes& scopes_;
  NameBindings bindings_;
  std::map<std::string, ConstantValue> values_;
  std::set<std::string> assigned_;  // Attributes that the file assigns or deletes.
};

}  // namespace

bool IsDottedName(std::string_view name) {
  bool is_at_start = true;
  for (char c : name) {
    bool is_digit = std::isdigit(static_cast<unsigned char>(c)) != 0;
    bool is_letter = std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_';
    bool is_dot = c == '.' && !is_at_start;
    if (!is_letter && !is_dot && (!is_digit || is_at_start)) {
      return false;
    }
    is_at_start = c == '.';
  }
  return !is_at_start;
}

std::optional<std::string> AddDefine(std::string_view value, std::vector<std::string>& defines) {
  size_t equal = value.find('=');
  std::string_view name = value.substr(0, equal);
  std::string_view literal =
      equal == std::string_view::npos ? std::string_view("True") : value.substr(equal + 1);
  if (!IsDottedName(name)) {
    return fmt::format("`{}` is not NAME=VALUE with a dotted name", value);
  }
  if (!ParseConstant(literal)) {
    return fmt::format("`{}` is no literal of Python; say False, 3 or \"text\"", literal);
  }
  defines.push_back(fmt::format("{}={}", name, literal));
  return std::nullopt;
}

std::optional<std::string> SetDefine(std::string_view value, PassOptions& options) {
  return AddDefine(value, options.defines);
}

void Define(const PassInput& input, PassOutput& output, Diagnostics& /*diagnostics*/) {
  if (input.options.defines.empty()) {
    return;
  }
  DefineJudge judge(input);
  const Judge of_test = [&](NodeId /*place*/, NodeId test) { return judge.Judge(test); };
  RemoveDeadArms(input, output, "test", of_test,
                 RemoveDeadBranches(input, output, "test", of_test));
}

}  // namespace weft
