#include "passes/wrap_calls.h"

#include "passes/bracket_depth.h"
#include "passes/frame_sensitive.h"
#include "passes/sites.h"
#include "passes/zones.h"
#include "print/prologue.h"
#include "syntax/characters.h"

#include <fmt/format.h>

namespace weft {
namespace {

class WrapCallsPass {
 public:
  WrapCallsPass(const PassInput& input, PassOutput& output)
      : tree_(input.tree),
        scopes_(input.scopes),
        options_(input.options),
        selection_(input.selection),
        edits_(output.edits),
        output_(output),
        sites_(input, "wrap-calls", output.sites),
        wrap_(UniqueName(tree_, "_weft_wrap")),
        open_(wrap_ + "("),
        zones_(tree_),
        bracket_depth_(BracketDepth(tree_.tokens())) {}

  void Run() {
    if (selection_.selects_nothing() && !options_.record_sites) {
      return;
    }
    AddZones();
    auto num_nodes = static_cast<uint32_t>(tree_.nodes().size());
    for (uint32_t i = 0; i < num_nodes; ++i) {
      NodeId id{i};
      std::string_view zone_reason = zones_.ReasonAt(id);
      if (tree_[id].kind == Kind::Call) {
        VisitCall(id, zone_reason);
      }
    }
    if (num_wrapped_ > 0) {
      AddPrologue();
    }
  }

 private:
  void AddZones() {
    if (scopes_.has_future_annotations()) {
      zones_.Add(Role::Annotation, "its annotation stays text (PEP 563)");
      zones_.Add(Role::Returns, "its annotation stays text (PEP 563)");
    }
    if (!options_.wrap_decorators) {
      zones_.Add(Role::DecoratorList, "decorators are excluded");
    }
    if (!options_.wrap_defaults) {
      zones_.Add(Role::Defaults, "defaults are excluded");
      zones_.Add(Role::KwDefaults, "defaults are excluded");
    }
  }

  void VisitCall(NodeId id, std::string_view zone_reason) {
    while (!nest_ends_.empty() && nest_ends_.back() <= id.index) {
      nest_ends_.pop_back();
    }
    Decision decision = selection_.Select(id);
    std::string_view reason = decision.reason;
    if (decision.is_selected) {
      reason = zone_reason.empty() ? FrameSensitivity(tree_, scopes_, id) : zone_reason;
    }
    if (reason.empty() && options_.guard && tree_[id].role == Role::DecoratorList) {
      reason = "Python 3.8 takes no call of a call for a decorator";
    }
    if (reason.empty() && bracket_depth_ + nest_ends_.size() >= kMaxBrackets) {
      reason = "its brackets would nest too deeply";
    }
    sites_.Add(id, decision, reason);
    if (reason.empty()) {
      Wrap(id);
      ++num_wrapped_;
    }
  }

  void Wrap(NodeId id) {
    Span call = tree_[id].span;
    Span paren = OpenParen(id);
    NodeId callee = tree_.FirstChild(id);
    NodeId first_arg = tree_.NextSibling(id, callee);
    bool is_lone_generator = first_arg.is_valid() && tree_[first_arg].span.begin == paren.begin;
    nest_ends_.push_back(tree_[is_lone_generator ? id : callee].next);
    edits_.Before(id, call.begin, open_);
    if (options_.guard) {
      edits_.After(id, paren.begin, ")");
      return;
    }
    if (!first_arg.is_valid()) {
      edits_.Gap(id, paren, "");
    } else if (is_lone_generator) {
      // A lone generator: its parentheses are the call's and stay with it.
      edits_.Before(id, paren.begin, ", ");
      edits_.After(id, call.end, ")");
    } else {
      edits_.Gap(id, paren, IsBlankAt(paren.end) ? "," : ", ");
    }
  }

  bool IsBlankAt(uint32_t offset) const {
    CharacterClass what = ClassOf(tree_.source().text()[offset]);
    return what == CharacterClass::Blank || what == CharacterClass::LineBreak;
  }

  // The parenthesis that opens the arguments. Between the callee and it stand only the
  // parentheses that close around the callee.
  Span OpenParen(NodeId call) {
    uint32_t end_of_callee = tree_[tree_.FirstChild(call)].span.end;
    last_token_ = tree_.TokenAtOrAfter(end_of_callee, last_token_);
    while (tree_.tokens()[last_token_].kind != TokenKind::OpenParen) {
      ++last_token_;
    }
    return tree_.tokens()[last_token_].span();
  }

  void AddPrologue() {
    std::string import = fmt::format("from {} import {} as {}", options_.wrapper_module,
                                     options_.wrapper_name, wrap_);
    if (!options_.guard) {
      output_.prologue.push_back(std::move(import));
      return;
    }
    std::string guard = UniqueName(tree_, "_weft_guard");
    output_.prologue.push_back(fmt::format("from weft.runtime import guard as {}", guard));
    output_.prologue.push_back(std::move(import));
    output_.prologue.push_back(fmt::format("{} = {}({})", wrap_, guard, wrap_));
  }

  const Tree& tree_;
  const Scopes& scopes_;
  const PassOptions& options_;
  FileSelection& selection_;
  EditList& edits_;
  PassOutput& output_;
  SiteRecorder sites_;
  std::string wrap_;
  std::string open_;  // `_weft_wrap(`
  Zones zones_;
  size_t bracket_depth_;
  std::vector<uint32_t> nest_ends_;  // Ends of the subtrees that got one more pair of brackets.
  size_t num_wrapped_ = 0;
  uint32_t last_token_ = 0;  // Where OpenParen() was last.
};

}  // namespace

void WrapCalls(const PassInput& input, PassOutput& output, Diagnostics& /*diagnostics*/) {
  WrapCallsPass(input, output).Run();
}

}  // namespace weft
