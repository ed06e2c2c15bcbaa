#include "passes/strip_annot.h"

#include "passes/effects.h"
#include "passes/harmless_decorators.h"
#include "passes/scope_effect.h"
#include "passes/sites.h"
#include "passes/token_removal.h"
#include "syntax/visitor.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <vector>

namespace weft {
namespace {

// What a file has in it that reads annotations.
constexpr std::string_view kReaders[] = {
    "__annotations__", "get_annotations", "get_type_hints", "signature",
    "getfullargspec",  "getargspec",      "singledispatch", "singledispatchmethod",
};

bool IsReader(std::string_view name) {
  return std::ranges::find(kReaders, name) != std::end(kReaders);
}

class StripAnnotPass : public Visitor<StripAnnotPass> {
 public:
  StripAnnotPass(const PassInput& input, PassOutput& output)
      : input_(input),
        tree_(input.tree),
        scopes_(input.scopes),
        options_(input.options),
        edits_(output.edits),
        sites_(input, input.pass.name, output.sites) {}

  void Run() {
    is_read_ = HasReader();
    Visitor::Run(tree_);
  }

  Walk VisitClassDef(ast::ClassDef definition) {
    bool is_known = IsPlain(definition);
    if (is_known && scopes_.ScopeOf(definition.id()) == kModuleScope) {
      plain_classes_.emplace_back(tree_.Text(definition.name()));
    }
    kept_classes_.push_back({tree_[definition.id()].next, !is_known});
    return Walk::Into;
  }

  Walk VisitFunctionDef(ast::FunctionDef definition) { return VisitFunction(definition.id()); }
  Walk VisitAsyncFunctionDef(ast::AsyncFunctionDef definition) {
    return VisitFunction(definition.id());
  }

  Walk VisitArg(ast::arg arg) {
    if (options_.annot_args && arg.annotation().is_valid()) {
      TakeParameter(arg);
    }
    return Walk::Over;
  }

  Walk VisitAnnAssign(ast::AnnAssign statement) {
    ScopeKind kind = scopes_.kind(scopes_.ScopeOf(statement.id()));
    bool is_wanted = kind == ScopeKind::Module  ? options_.annot_module
                     : kind == ScopeKind::Class ? options_.annot_class
                                                : options_.annot_locals;
    if (is_wanted) {
      TakeVariable(statement, kind);
    }
    return Walk::Over;
  }

  static Walk VisitLambda(ast::Lambda /*lambda*/) { return Walk::Over; }

 private:
  struct Range {
    uint32_t end;
    bool is_kept;
  };

  // Names of all that may read annotations, wherever they stand.
  bool HasReader() const {
    for (uint32_t i = 0; i < tree_.nodes().size(); ++i) {
      const NodeId id{i};
      switch (tree_[id].kind) {
        case Kind::Name:
        case Kind::identifier:
          if (IsReader(tree_.Text(id))) return true;
          break;
        case Kind::Constant:
          if (tree_.Text(id) == "'__annotations__'" || tree_.Text(id) == "\"__annotations__\"") {
            return true;
          }
          break;
        default:
          break;
      }
    }
    return false;
  }

  bool IsPlain(ast::ClassDef definition) const {
    for (NodeId base : Children(tree_, definition.id(), Role::Bases)) {
      if (!IsPlainBase(base)) return false;
    }
    return Children(tree_, definition.id(), Role::Keywords).empty() &&
           !HasUnknownDecorator(tree_, scopes_, definition.id());
  }

  bool IsPlainBase(NodeId base) const {
    NodeId named = tree_[base].kind == Kind::Subscript ? tree_.Child(base, Role::Value) : base;
    Scopes::Origin origin = scopes_.OriginOf(named);
    std::string_view name = origin.dotted;
    switch (origin.kind) {
      case Scopes::Origin::Kind::Builtin:
        return true;
      case Scopes::Origin::Kind::Import: {
        size_t dot = name.rfind('.');
        std::string_view module = name.substr(0, std::min(dot, name.size()));
        bool is_known = module == "abc" || module == "typing" || module == "enum" ||
                        module == "threading" || module == "collections.abc";
        return is_known && (module != "typing" || name == "typing.Generic");
      }
      case Scopes::Origin::Kind::Definition:
        return std::ranges::find(plain_classes_, name) != plain_classes_.end();
      case Scopes::Origin::Kind::Unknown:
        return false;
    }
    return false;
  }

  Walk VisitFunction(NodeId function) {
    while (!kept_classes_.empty() && kept_classes_.back().end <= function.index) {
      kept_classes_.pop_back();
    }
    bool is_in_kept_class = !kept_classes_.empty() && kept_classes_.back().is_kept;
    reason_ = "";
    if (!options_.annot_unknown) {
      reason_ = is_read_                                        ? "the file reads annotations"
                : is_in_kept_class                              ? "its class may read it"
                : HasUnknownDecorator(tree_, scopes_, function) ? "a decorator may read it"
                                                                : "";
    }
    NodeId returns = tree_.Child(function, Role::Returns);
    if (options_.annot_returns && returns.is_valid()) {
      TakeReturns(function, returns);
    }
    return Walk::Into;
  }

  // Why an annotation is evaluated, or mentioned, to some end.
  std::string_view ReasonToEvaluate(NodeId annotation) const {
    if (std::string_view effect = ScopeEffect(tree_, scopes_, annotation); !effect.empty()) {
      return effect;
    }
    return HasEffects(tree_, annotation) ? "it calls something" : "";
  }

  // Whether the annotation `owner` has may go; records what is done.
  bool IsTaken(NodeId owner, NodeId annotation, std::string_view what, const Decision& decision,
               std::string_view reason) {
    if (!decision.is_selected) {
      reason = decision.reason;
    } else if (reason.empty()) {
      reason = ReasonToEvaluate(annotation);
    }
    sites_.AddPlace(owner, what, decision, reason);
    return reason.empty();
  }

  // The tokens of an annotation with the `:` or `->` in front of it, and its own parentheses.
  TokenRun WithMark(NodeId annotation, TokenKind mark) const {
    TokenRun run = TokensOf(tree_, annotation);
    while (tree_.tokens()[run.first].kind != mark) {
      --run.first;
    }
    uint32_t num_open = 0;
    for (uint32_t i = run.first; i < TokensOf(tree_, annotation).first; ++i) {
      num_open += tree_.tokens()[i].kind == TokenKind::OpenParen ? 1 : 0;
    }
    run.last += num_open;
    return run;
  }

  bool IsOnOneLine(uint32_t first, uint32_t last) const {
    const LineTable& lines = tree_.source().lines();
    return lines.LineOf(tree_.tokens()[first].begin) == lines.LineOf(tree_.tokens()[last].end);
  }

  void TakeParameter(ast::arg arg) {
    Decision decision = input_.selection.SelectStatement(arg.id());
    if (!IsTaken(arg.id(), arg.annotation(), "parameter", decision, reason_)) {
      return;
    }
    TokenRun run = WithMark(arg.annotation(), TokenKind::Colon);
    uint32_t behind = run.last + 1;
    bool has_default = tree_.tokens()[behind].kind == TokenKind::Equal;
    if (has_default && IsOnOneLine(run.first - 1, behind + 1)) {
      // `a: int = 1` becomes `a=1`.
      edits_.Whole(kRootNode, {tree_.tokens()[run.first - 1].end, tree_.tokens()[behind + 1].begin},
                   "=");
    } else if (IsOnOneLine(run.first, run.last)) {
      RemoveTightly(run);
    } else {
      RemoveTokens(tree_, run, "", edits_);
    }
  }

  // Of one line, with the blanks in front of it.
  void RemoveTightly(TokenRun run) {
    if (!IsOnOneLine(run.first - 1, run.last)) {
      RemoveTokens(tree_, run, "", edits_);
      return;
    }
    Span span{tree_.tokens()[run.first - 1].end, tree_.tokens()[run.last].end};
    edits_.Whole(kRootNode, span, "");
  }

  std::string_view ReasonOfLines(TokenRun run) const {
    return IsOnOneLine(run.first, run.last) ? "" : "it spans lines";
  }

  void TakeReturns(NodeId function, NodeId annotation) {
    TokenRun run = WithMark(annotation, TokenKind::Arrow);
    std::string_view reason = reason_.empty() ? ReasonOfLines(run) : reason_;
    if (IsTaken(function, annotation, "return", input_.selection.SelectFunction(function),
                reason)) {
      RemoveTightly(run);
    }
  }

  void TakeVariable(ast::AnnAssign statement, ScopeKind kind) {
    TokenRun run = WithMark(statement.annotation(), TokenKind::Colon);
    bool has_value = statement.value().is_valid();
    std::string_view reason = ReasonOfVariable(statement, kind);
    Decision decision = input_.selection.SelectStatement(statement.id());
    if (!IsTaken(statement.id(), statement.annotation(), "variable", decision,
                 reason.empty() ? ReasonOfLines(run) : reason)) {
      return;
    }
    if (has_value) {
      RemoveTightly(run);
    } else {
      RemoveTokens(tree_, {run.first + 1, run.last}, "0", edits_);
    }
  }

  std::string_view ReasonOfVariable(ast::AnnAssign statement, ScopeKind kind) const {
    bool is_in_class = kind == ScopeKind::Class;
    if (!is_in_class && kind != ScopeKind::Module) {
      return "";  // Nobody can read it.
    }
    if (!statement.value().is_valid()) {
      return "it is all there is of the variable";
    }
    if (options_.annot_unknown) {
      return "";
    }
    return is_read_                                       ? "the file reads annotations"
           : is_in_class && IsInKeptClass(statement.id()) ? "its class may read it"
                                                          : "";
  }

  bool IsInKeptClass(NodeId id) const {
    for (auto range = kept_classes_.rbegin(); range != kept_classes_.rend(); ++range) {
      if (id.index < range->end) return range->is_kept;
    }
    return false;
  }

  const PassInput& input_;
  const Tree& tree_;
  const Scopes& scopes_;
  const PassOptions& options_;
  EditList& edits_;
  SiteRecorder sites_;
  bool is_read_ = false;
  std::vector<Range> kept_classes_;  // Those around, outermost first.
  std::vector<std::string> plain_classes_;
  std::string_view reason_;  // Why the current function's parameters are left alone.
};

}  // namespace

void StripAnnot(const PassInput& input, PassOutput& output, Diagnostics& /*diagnostics*/) {
  StripAnnotPass(input, output).Run();
}

}  // namespace weft
