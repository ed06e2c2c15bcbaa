#include "passes/strip_typing.h"

#include "passes/effects.h"
#include "passes/name_bindings.h"
#include "passes/scope_effect.h"
#include "passes/source_text.h"
#include "passes/statement_stripper.h"
#include "passes/token_removal.h"
#include "passes/zones.h"

#include <algorithm>
#include <string>
#include <vector>

namespace weft {
namespace {

constexpr std::string_view kModules[] = {"typing.", "typing_extensions."};

// What reads what decorators leave behind.
constexpr std::string_view kReaders[] = {"get_overloads", "__final__", "__override__"};

// A function that gives back one of its two arguments.
struct Giver {
  std::string_view name;
  size_t given;
};

constexpr Giver kGivers[] = {{"cast", 1}, {"assert_type", 0}};

class StripTypingPass {
 public:
  StripTypingPass(const PassInput& input, PassOutput& output)
      : input_(input),
        tree_(input.tree),
        edits_(output.edits),
        bindings_(input.tree, input.scopes),
        zones_(input.tree),
        parents_(ParentTable(input.tree)),
        sites_(input, input.pass.name, output.sites),
        stripper_(input, output) {}

  void Run() {
    has_readers_ = HasReaders();
    const PassOptions& options = input_.options;
    for (uint32_t i = 0; i < tree_.nodes().size();) {
      const NodeId id{i};
      const std::string_view zone = zones_.ReasonAt(id);
      const Kind kind = tree_[id].kind;
      bool is_function = kind == Kind::FunctionDef || kind == Kind::AsyncFunctionDef;
      if (options.typing_overloads && is_function && TakeOverload(id)) {
        Skip(i);
        continue;
      }
      if (options.typing_casts && kind == Kind::Expr && TakeStatement(id)) {
        Skip(i);
        continue;
      }
      if (options.typing_decorators && tree_[id].role == Role::DecoratorList) {
        TakeDecorator(id);
      }
      if (options.typing_casts && kind == Kind::Call) {
        TakeCall(id, zone);
      }
      ++i;
    }
    stripper_.Finish();
    RemoveRuns();
  }

 private:
  // Zones want to see every node.
  void Skip(uint32_t& index) {
    const uint32_t behind = tree_[{index}].next;
    for (++index; index < behind; ++index) {
      zones_.ReasonAt({index});
    }
  }

  bool HasReaders() const {
    for (uint32_t i = 0; i < tree_.nodes().size(); ++i) {
      const Kind kind = tree_[{i}].kind;
      NodeId leaf = kNoNode;
      if (kind == Kind::Name) leaf = {i};
      if (kind == Kind::Attribute) leaf = tree_.Child({i}, Role::Attr);
      if (kind == Kind::alias) leaf = tree_.Child({i}, Role::Name);
      if (leaf.is_valid() && std::ranges::find(kReaders, tree_.Text(leaf)) != std::end(kReaders)) {
        return true;
      }
    }
    return false;
  }

  // `cast` where `expr` certainly is typing's; empty where it is something else.
  std::string TypingName(NodeId expr) const {
    std::string name;
    for (const std::string& dotted : bindings_.ImportsOf(expr)) {
      const auto* module = std::ranges::find_if(
          kModules, [&](std::string_view start) { return dotted.starts_with(start); });
      std::string found = module == std::end(kModules) ? "" : dotted.substr(module->size());
      if (found.empty() || (!name.empty() && found != name)) {
        return "";
      }
      name = std::move(found);
    }
    return name;
  }

  const Giver* GiverOf(NodeId call) const {
    const auto* giver =
        std::ranges::find(kGivers, TypingName(tree_.Child(call, Role::Func)), &Giver::name);
    return giver == std::end(kGivers) ? nullptr : giver;
  }

  // The two arguments of a call; empty where it has others.
  std::vector<NodeId> TwoArgs(NodeId call) const {
    std::vector<NodeId> args;
    const NodeId func = tree_.Child(call, Role::Func);
    for (NodeId child : Children(tree_, call)) {
      if (child == func) continue;
      if (tree_[child].role != Role::Args || tree_[child].kind == Kind::Starred) return {};
      args.push_back(child);
    }
    if (args.size() != 2) args.clear();
    return args;
  }

  // A statement that does nothing but tell a type checker: gone as a whole.
  bool TakeStatement(NodeId statement) {
    const NodeId call = tree_.Child(statement, Role::Value);
    if (tree_[call].kind != Kind::Call) return false;
    const Giver* giver = GiverOf(call);
    std::vector<NodeId> args = TwoArgs(call);
    if (giver == nullptr || args.empty() || HasEffects(tree_, args[0]) ||
        HasEffects(tree_, args[1])) {
      return false;
    }
    stripper_.Strip(statement, giver->name);
    return true;
  }

  // `cast(T, x)` becomes `(x)`.
  void TakeCall(NodeId call, std::string_view zone) {
    const Giver* giver = GiverOf(call);
    if (giver == nullptr) return;
    const Decision decision = input_.selection.Select(call);
    const std::vector<NodeId> args = TwoArgs(call);
    std::string_view reason = decision.reason;
    if (reason.empty()) reason = zone;
    if (reason.empty()) reason = WhyNot(call, *giver, args);
    sites_.AddPlace(call, giver->name, decision, reason);
    if (!reason.empty()) return;
    const TokenRun func = TokensOf(tree_, tree_.Child(call, Role::Func));
    runs_.push_back(func);
    const uint32_t open = func.last + 1;
    uint32_t comma = TokensOf(tree_, args[1]).first;
    while (tree_.tokens()[comma].kind != TokenKind::Comma) --comma;
    const uint32_t close = TokensOf(tree_, call).last;
    runs_.push_back(giver->given == 1 ? TokenRun{open + 1, comma} : TokenRun{comma, close - 1});
  }

  std::string_view WhyNot(NodeId call, const Giver& giver, const std::vector<NodeId>& args) const {
    if (args.empty()) return "it is not called with two arguments";
    const NodeId type = args[1 - giver.given];
    if (HasEffects(tree_, type)) return "evaluating the type may do something";
    if (std::string_view effect = ScopeEffect(tree_, input_.scopes, type); !effect.empty()) {
      return effect;
    }
    const TokenRun func = TokensOf(tree_, tree_.Child(call, Role::Func));
    if (tree_.tokens()[func.last + 1].kind != TokenKind::OpenParen) {
      return "its callee is in parentheses";
    }
    if (!input_.scopes.IsEvaluated(call)) return "it is part of an annotation";
    if (tree_[call].role == Role::DecoratorList) return "it is a decorator";
    const uint32_t close = TokensOf(tree_, call).last;
    bool has_trailing_comma = tree_.tokens()[close - 1].kind == TokenKind::Comma;
    if (giver.given == 1 && has_trailing_comma) return "a comma follows its last argument";
    const NodeId parent = parents_[call.index];
    bool may_be_docstring = tree_[parent].kind == Kind::Expr;
    return may_be_docstring ? "it is a statement" : "";
  }

  // `@overload def f(...): ...` goes where nothing can see it: the same block binds the name
  // again, right behind.
  bool TakeOverload(NodeId function) {
    if (!IsOverload(function)) return false;
    stripper_.Strip(function, "overload", WhyKept(function));
    return true;
  }

  bool IsOverload(NodeId function) const {
    bool is_overload = false;
    for (NodeId decorator : Children(tree_, function, Role::DecoratorList)) {
      is_overload = is_overload || TypingName(decorator) == "overload";
    }
    return is_overload;
  }

  std::string_view WhyKept(NodeId function) const {
    if (has_readers_) return "the file reads what decorators leave behind";
    for (NodeId decorator : Children(tree_, function, Role::DecoratorList)) {
      if (!IsHarmless(decorator)) return "it has a decorator that may do something";
    }
    for (NodeId child : Children(tree_, function)) {
      const Role role = tree_[child].role;
      bool is_evaluated = role == Role::Args || role == Role::Returns;
      if (is_evaluated && HasEffects(tree_, child)) {
        return "evaluating its parameters may do something";
      }
    }
    return IsImplementedBehind(function) ? "" : "no implementation follows";
  }

  bool IsHarmless(NodeId decorator) const {
    const std::string name = TypingName(decorator);
    if (name == "overload" || name == "final" || name == "override") return true;
    bool is_known =
        tree_.Text(decorator) == "staticmethod" || tree_.Text(decorator) == "classmethod";
    return is_known && tree_[decorator].kind == Kind::Name && input_.scopes.IsBuiltin(decorator);
  }

  bool IsImplementedBehind(NodeId function) const {
    const std::string_view name = tree_.Text(tree_.Child(function, Role::Name));
    const NodeId parent = parents_[function.index];
    NodeId next = tree_.NextSibling(parent, function);
    for (; next.is_valid() && tree_[next].role == tree_[function].role;
         next = tree_.NextSibling(parent, next)) {
      const Kind kind = tree_[next].kind;
      bool is_function = kind == Kind::FunctionDef || kind == Kind::AsyncFunctionDef;
      if (!is_function || tree_.Text(tree_.Child(next, Role::Name)) != name) return false;
      if (!IsOverload(next)) return true;
    }
    return false;
  }

  void TakeDecorator(NodeId decorator) {
    const std::string name = TypingName(decorator);
    if (name != "final" && name != "override") return;
    const Decision decision = input_.selection.SelectStatement(parents_[decorator.index]);
    std::string_view reason = decision.reason;
    if (reason.empty() && has_readers_) reason = "the file reads what decorators leave behind";
    const TokenRun run = TokensOf(tree_, decorator);
    bool is_plain = tree_.tokens()[run.first - 1].kind == TokenKind::At;
    if (reason.empty() && !is_plain) reason = "it is in parentheses";
    sites_.AddPlace(decorator, name, decision, reason);
    if (reason.empty()) runs_.push_back({run.first - 1, run.last});
  }

  // Those that adjoin are one.
  void RemoveRuns() {
    std::ranges::sort(runs_, {}, &TokenRun::first);
    for (size_t i = 0; i < runs_.size();) {
      TokenRun run = runs_[i++];
      while (i < runs_.size() && runs_[i].first == run.last + 1) run.last = runs_[i++].last;
      RemoveTokens(tree_, run, "", edits_);
    }
  }

  const PassInput& input_;
  const Tree& tree_;
  EditList& edits_;
  NameBindings bindings_;
  Zones zones_;
  std::vector<NodeId> parents_;
  SiteRecorder sites_;
  StatementStripper stripper_;
  std::vector<TokenRun> runs_;
  bool has_readers_ = false;
};

}  // namespace

void StripTyping(const PassInput& input, PassOutput& output, Diagnostics& /*diagnostics*/) {
  StripTypingPass(input, output).Run();
}

}  // namespace weft
