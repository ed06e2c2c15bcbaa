#include "passes/strip_log.h"

#include "passes/call_stripper.h"
#include "passes/callee_patterns.h"
#include "passes/constant_value.h"
#include "passes/effects.h"
#include "passes/name_bindings.h"
#include "passes/source_text.h"

#include <algorithm>
#include <cctype>
#include <set>
#include <string>
#include <vector>

namespace weft {
namespace {

constexpr std::string_view kModule = "logging.";

struct Method {
  std::string_view name;
  int level;
};

constexpr Method kMethods[] = {
    {"debug", 10}, {"info", 20},      {"warning", 30},  {"warn", 30},
    {"error", 40}, {"exception", 40}, {"critical", 50}, {"fatal", 50},
};

constexpr Method kLevels[] = {
    {"logging.DEBUG", 10}, {"logging.INFO", 20},     {"logging.WARNING", 30}, {"logging.WARN", 30},
    {"logging.ERROR", 40}, {"logging.CRITICAL", 50}, {"logging.FATAL", 50},   {"logging.NOTSET", 0},
};

template <size_t kSize>
std::optional<int> LevelIn(const Method (&table)[kSize], std::string_view name) {
  const auto* found = std::ranges::find(table, name, &Method::name);
  return found == std::end(table) ? std::nullopt : std::optional(found->level);
}

// True where a reader would take `receiver` for a logger.
bool LooksLikeLogger(std::string_view receiver) {
  std::string last(receiver.substr(receiver.rfind('.') + 1));
  std::ranges::transform(last, last.begin(), [](unsigned char c) { return std::tolower(c); });
  return last == "log" || last == "_log" || last.ends_with("logger");
}

class StripLogPass : public CallStatementVisitor<StripLogPass> {
 public:
  StripLogPass(const PassInput& input, PassOutput& output)
      : input_(input),
        bindings_(input.tree, input.scopes),
        receivers_(input.options.log_receivers),
        stripper_(input, output, input.options.log_effects) {
    for (uint32_t i = 0; i < input.tree.nodes().size(); ++i) {
      const Node& node = input.tree[{i}];
      if (node.kind == Kind::Attribute && node.context() != Context::Load) {
        assigned_.insert(TextOnOneLine(input.tree, {i}));
      }
    }
  }

  void Run() {
    Visitor::Run(input_.tree);
    stripper_.Finish();
  }

  void Take(NodeId statement, NodeId call) {
    const NodeId func = tree().Child(call, Role::Func);
    const std::string name = MethodOf(func);
    const std::optional<int> of_method = LevelIn(kMethods, name);
    if (!of_method && name != "log") {
      return;
    }
    const std::optional<int> level = of_method ? of_method : LevelOf(call);
    if (level && *level > input_.options.log_level) {
      return;
    }
    std::string_view reason = level ? "" : "its level is not known";
    if (!IsLogging(func)) {
      bool looks = tree()[func].kind == Kind::Attribute &&
                   LooksLikeLogger(TextOnOneLine(tree(), tree().Child(func, Role::Value)));
      if (!looks) {
        return;
      }
      reason = "nothing proves that it is a logger";
    } else if (assigned_.contains(TextOnOneLine(tree(), func))) {
      reason = "the file assigns to it";
    }
    stripper_.Strip(statement, reason);
  }

 private:
  // `debug` of `log.debug`, and of a name that is imported from `logging`.
  std::string MethodOf(NodeId func) const {
    if (tree()[func].kind == Kind::Attribute) {
      return std::string(tree().Text(tree().Child(func, Role::Attr)));
    }
    if (tree()[func].kind != Kind::Name) {
      return "";
    }
    std::vector<std::string> imports = bindings_.ImportsOf(func);
    bool is_logging = imports.size() == 1 && imports[0].starts_with(kModule);
    return is_logging ? imports[0].substr(kModule.size()) : "";
  }

  // True where `func` certainly is a method of a logger, or such a function of `logging`.
  bool IsLogging(NodeId func) const {
    std::vector<std::string> imports = bindings_.ImportsOf(func);
    if (!imports.empty()) {
      return std::ranges::all_of(imports, [](std::string_view dotted) {
        return dotted.starts_with(kModule) && dotted.rfind('.') == kModule.size() - 1;
      });
    }
    if (tree()[func].kind != Kind::Attribute) {
      return false;
    }
    const NodeId receiver = tree().Child(func, Role::Value);
    return IsLogger(receiver) || receivers_.Match(tree(), receiver);
  }

  // True for `logging.getLogger(...)`, and a name that nothing but that is assigned to.
  bool IsLogger(NodeId expr) const {
    if (MakesLogger(expr)) {
      return true;
    }
    if (tree()[expr].kind != Kind::Name) {
      return false;
    }
    const std::vector<NameBinding>& all = bindings_.Of(expr);
    return !all.empty() && std::ranges::all_of(all, [&](const NameBinding& binding) {
      return binding.value.is_valid() && MakesLogger(binding.value);
    });
  }

  bool MakesLogger(NodeId expr) const {
    if (tree()[expr].kind != Kind::Call) {
      return false;
    }
    const NodeId func = tree().Child(expr, Role::Func);
    for (NodeId arg : Children(tree(), expr)) {
      if (arg != func && HasEffects(tree(), arg)) {
        return false;
      }
    }
    std::vector<std::string> imports = bindings_.ImportsOf(func);
    return !imports.empty() && std::ranges::all_of(imports, [](std::string_view dotted) {
      return dotted == "logging.getLogger" || dotted == "logging.LoggerAdapter";
    });
  }

  // The level that `log.log(LEVEL, ...)` is given.
  std::optional<int> LevelOf(NodeId call) const {
    const NodeId func = tree().Child(call, Role::Func);
    const NodeId level = tree().NextSibling(call, func);
    if (!level.is_valid() || tree()[level].role != Role::Args) {
      return std::nullopt;
    }
    std::vector<std::string> imports = bindings_.ImportsOf(level);
    if (imports.size() == 1) {
      return LevelIn(kLevels, imports[0]);
    }
    std::optional<ConstantValue> value =
        EvaluateConstant(tree(), level, [](NodeId) { return std::nullopt; });
    const auto* number = value ? std::get_if<int64_t>(&value->value) : nullptr;
    bool is_level = number != nullptr && *number >= 0 && *number <= 1000;
    return is_level ? std::optional(static_cast<int>(*number)) : std::nullopt;
  }

  const PassInput& input_;
  NameBindings bindings_;
  CalleePatterns receivers_;
  CallStripper stripper_;
  std::set<std::string> assigned_;  // Attributes that the file assigns or deletes.
};

}  // namespace

void StripLog(const PassInput& input, PassOutput& output, Diagnostics& /*diagnostics*/) {
  StripLogPass(input, output).Run();
}

std::optional<std::string> SetLogLevel(std::string_view value, PassOptions& options) {
  options.log_level = LevelIn(kMethods, value).value_or(0);
  return std::nullopt;
}

}  // namespace weft
