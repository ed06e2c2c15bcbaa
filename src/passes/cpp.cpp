#include "passes/cpp.h"

#include "passes/constant_value.h"
#include "passes/define.h"
#include "passes/directive.h"
#include "passes/source_text.h"
#include "syntax/parse.h"

#include <charconv>
#include <map>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace weft {
namespace {

using Defines = std::map<std::string, ConstantValue, std::less<>>;

// What is between a directive that opens and the one that closes.
struct Block {
  Directive opened;
  std::string name;   // Of `#ifdef NAME`, for `#endififdef NAME`.
  bool was_live;      // Whether what is around it stays.
  bool is_live;       // Whether what comes next stays.
  bool was_any_live;  // Whether an arm has stayed so far.
  bool has_else = false;
};

// The value of an expression over names, or why there is none.
class Condition {
 public:
  Condition(const Defines& defines, bool is_strict) : defines_(defines), is_strict_(is_strict) {}

  std::optional<bool> IsTrue(std::string_view text, std::string& reason) {
    SourceFile source = SourceFile::FromText("", std::string(text) + "\n");
    Diagnostics ignored;
    std::optional<Tree> tree = Parse(source, ignored);
    const NodeId statement = tree ? tree->FirstChild(kRootNode) : kNoNode;
    if (!statement.is_valid() || (*tree)[statement].kind != Kind::Expr ||
        tree->NextSibling(kRootNode, statement).is_valid()) {
      reason = fmt::format("`{}` is no expression", text);
      return std::nullopt;
    }
    std::optional<ConstantValue> value =
        EvaluateConstant(*tree, tree->Child(statement, Role::Value),
                         [&](NodeId expr) { return ValueOf(*tree, expr, reason); });
    if (!value && reason.empty()) {
      reason = fmt::format("`{}` takes more than names, literals and comparisons", text);
    }
    return value ? std::optional(value->IsTrue()) : std::nullopt;
  }

 private:
  std::optional<ConstantValue> ValueOf(const Tree& tree, NodeId expr, std::string& reason) const {
    if (tree[expr].kind == Kind::Call) {
      return IsDefined(tree, expr);
    }
    if (tree[expr].kind != Kind::Name && tree[expr].kind != Kind::Attribute) {
      return std::nullopt;
    }
    const std::string name = TextOnOneLine(tree, expr);
    auto found = defines_.find(name);
    if (found != defines_.end()) {
      return found->second;
    }
    if (is_strict_) {
      reason = fmt::format("`{}` has no value", name);
      return std::nullopt;
    }
    return ConstantValue{int64_t{0}};
  }

  // `defined(NAME)`
  std::optional<ConstantValue> IsDefined(const Tree& tree, NodeId call) const {
    const NodeId func = tree.Child(call, Role::Func);
    const NodeId arg = tree.NextSibling(call, func);
    bool is_asked = tree.Text(func) == "defined" && arg.is_valid() &&
                    tree[arg].role == Role::Args && !tree.NextSibling(call, arg).is_valid();
    if (!is_asked || (tree[arg].kind != Kind::Name && tree[arg].kind != Kind::Attribute)) {
      return std::nullopt;
    }
    return ConstantValue{defines_.contains(TextOnOneLine(tree, arg))};
  }

  const Defines& defines_;
  bool is_strict_;
};

class Preprocessor {
 public:
  Preprocessor(const SourceFile& source, const PassOptions& options, EditList& edits,
               Diagnostics& diagnostics)
      : source_(source), options_(options), edits_(edits), diagnostics_(diagnostics) {
    for (const std::string& define : options.cpp_defines) {
      const size_t equal = define.find('=');
      defines_.insert_or_assign(define.substr(0, equal), *ParseConstant(define.substr(equal + 1)));
    }
  }

  void Run() {
    const std::vector<bool> is_in_string = LinesInStrings(source_);
    const DirectiveSyntax syntax{options_.cpp_prefix, options_.cpp_indented};
    for (uint32_t line = 1; line <= source_.lines().num_lines(); ++line) {
      const Span span = SpanOf(line);
      std::optional<Directive> directive;
      if (!is_in_string[line - 1]) {
        directive = ReadDirective(source_.text(), span, syntax);
      }
      bool stays = is_live();
      if (directive) {
        Take(*directive);
        stays = stays && is_live() && options_.cpp_keep;
      }
      if (!stays && !span.is_empty()) {
        edits_.Whole(kRootNode, span, "");
      }
    }
    for (const Block& block : blocks_) {
      diagnostics_.Report<DiagnosticId::DirectiveNotClosed>(block.opened.span,
                                                            block.opened.spelling);
    }
  }

 private:
  // Of a line, without its line break.
  Span SpanOf(uint32_t line) const {
    const LineTable& lines = source_.lines();
    const std::string_view text = source_.text();
    const uint32_t begin = lines.StartOf(line);
    uint32_t end =
        line < lines.num_lines() ? lines.StartOf(line + 1) : static_cast<uint32_t>(text.size());
    while (end > begin && (text[end - 1] == '\n' || text[end - 1] == '\r')) {
      --end;
    }
    return {begin, end};
  }

  bool is_live() const { return blocks_.empty() || blocks_.back().is_live; }

  void Take(const Directive& directive) {
    switch (directive.kind) {
      case DirectiveKind::Define:
        Define(directive);
        break;
      case DirectiveKind::Undef:
        if (std::optional<std::string> name = NameOf(directive); name && is_live()) {
          defines_.erase(*name);
        }
        break;
      case DirectiveKind::If:
      case DirectiveKind::IfDefined:
      case DirectiveKind::IfNot:
        Open(directive, NameToClose(directive), is_live() && Holds(directive));
        break;
      case DirectiveKind::Exclude:
        CheckEmpty(directive);
        Open(directive, "", false);
        break;
      case DirectiveKind::Elif:
      case DirectiveKind::ElifDef:
      case DirectiveKind::ElifNot:
      case DirectiveKind::Else:
        TakeArm(directive);
        break;
      case DirectiveKind::EndIf:
      case DirectiveKind::EndIfOf:
      case DirectiveKind::EndAll:
      case DirectiveKind::EndExclude:
        Close(directive);
        break;
      case DirectiveKind::Error:
        if (is_live()) {
          diagnostics_.Report<DiagnosticId::ErrorDirective>(directive.span, directive.rest);
        }
        break;
    }
  }

  void Complain(const Directive& directive, std::string_view what) {
    diagnostics_.Report<DiagnosticId::WrongDirectiveLine>(directive.span, directive.spelling, what);
  }

  // What stands behind the name that a directive begins with, if that is no comment.
  static std::string_view Behind(std::string_view rest, std::string_view name) {
    rest.remove_prefix(name.size());
    rest.remove_prefix(std::min(rest.find_first_not_of(" \t\f"), rest.size()));
    return rest.starts_with('#') ? std::string_view() : rest;
  }

  static std::string_view FirstWord(std::string_view rest) {
    return rest.substr(0, rest.find_first_of(" \t\f#"));
  }

  // The one name of a directive.
  std::optional<std::string> NameOf(const Directive& directive) {
    const std::string_view name = FirstWord(directive.rest);
    if (!IsDottedName(name) || !Behind(directive.rest, name).empty()) {
      Complain(directive, "it takes one name");
      return std::nullopt;
    }
    return std::string(name);
  }

  void CheckEmpty(const Directive& directive) {
    if (!directive.rest.empty() && !directive.rest.starts_with('#')) {
      Complain(directive, "nothing may follow");
    }
  }

  void Define(const Directive& directive) {
    const std::string_view name = FirstWord(directive.rest);
    if (!IsDottedName(name)) {
      Complain(directive, "it takes a name, and a value or none");
      return;
    }
    const std::string_view literal = Behind(directive.rest, name);
    std::optional<ConstantValue> value = ParseConstant(literal.empty() ? "True" : literal);
    if (!value) {
      Complain(directive, fmt::format("`{}` is no literal of Python", literal));
    } else if (is_live()) {
      defines_.insert_or_assign(std::string(name), *std::move(value));
    }
  }

  static std::string NameToClose(const Directive& directive) {
    bool has_name = directive.kind != DirectiveKind::If;
    return has_name ? std::string(FirstWord(directive.rest)) : "";
  }

  // Whether what stands behind an `#if` or `#elif` of any kind stays.
  bool Holds(const Directive& directive) {
    if (directive.kind == DirectiveKind::If || directive.kind == DirectiveKind::Elif) {
      if (directive.rest.empty() || directive.rest.starts_with('#')) {
        Complain(directive, "a condition is missing");
        return false;
      }
      std::string reason;
      Condition condition(defines_, options_.cpp_strict);
      std::optional<bool> is_true = condition.IsTrue(directive.rest, reason);
      if (!is_true) {
        Complain(directive, reason);
      }
      return is_true.value_or(false);
    }
    std::optional<std::string> name = NameOf(directive);
    bool is_negated =
        directive.kind == DirectiveKind::IfNot || directive.kind == DirectiveKind::ElifNot;
    return name && defines_.contains(*name) != is_negated;
  }

  void Open(const Directive& directive, std::string name, bool holds) {
    blocks_.push_back({directive, std::move(name), is_live(), holds, holds});
  }

  void TakeArm(const Directive& directive) {
    if (blocks_.empty() || blocks_.back().opened.kind == DirectiveKind::Exclude) {
      diagnostics_.Report<DiagnosticId::DirectiveNotOpen>(directive.span, directive.spelling);
      return;
    }
    if (blocks_.back().has_else) {
      Complain(directive, "it cannot follow `#else`");
      return;
    }
    const bool may_hold = blocks_.back().was_live && !blocks_.back().was_any_live;
    bool holds = may_hold;
    if (directive.kind == DirectiveKind::Else) {
      CheckEmpty(directive);
      blocks_.back().has_else = true;
    } else if (may_hold) {
      holds = Holds(directive);
    }
    blocks_.back().is_live = holds;
    blocks_.back().was_any_live |= holds;
  }

  void Close(const Directive& directive) {
    if (directive.kind == DirectiveKind::EndAll) {
      CheckEmpty(directive);
      CloseSome(directive, blocks_.size());
    } else if (directive.kind == DirectiveKind::EndIf) {
      CloseSome(directive, NumberOf(directive));
    } else if (directive.kind == DirectiveKind::EndExclude) {
      CheckEmpty(directive);
      CloseSome(directive, 1);
    } else if (std::optional<std::string> name = NameOf(directive)) {
      if (!blocks_.empty() && blocks_.back().name != *name) {
        Complain(directive,
                 fmt::format("what it would close is `{} {}`", blocks_.back().opened.spelling,
                             blocks_.back().opened.rest));
      }
      CloseSome(directive, 1);
    }
  }

  // How many blocks `#endif N` closes.
  size_t NumberOf(const Directive& directive) {
    const std::string_view word = FirstWord(directive.rest);
    size_t number = 1;
    auto [behind, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    bool is_number = error == std::errc() && behind == word.data() + word.size() && number > 0;
    if (!word.empty() && (!is_number || !Behind(directive.rest, word).empty())) {
      Complain(directive, "only a number or a comment may follow");
      return 1;
    }
    return word.empty() ? 1 : number;
  }

  void CloseSome(const Directive& directive, size_t number) {
    const bool is_exclude = directive.kind == DirectiveKind::EndExclude;
    for (; number > 0; --number) {
      bool fits = !blocks_.empty() &&
                  (directive.kind == DirectiveKind::EndAll ||
                   (blocks_.back().opened.kind == DirectiveKind::Exclude) == is_exclude);
      if (!fits) {
        diagnostics_.Report<DiagnosticId::DirectiveNotOpen>(directive.span, directive.spelling);
        return;
      }
      blocks_.pop_back();
    }
  }

  const SourceFile& source_;
  const PassOptions& options_;
  EditList& edits_;
  Diagnostics& diagnostics_;
  Defines defines_;
  std::vector<Block> blocks_;  // Those that are open, outermost first.
};

}  // namespace

void PreprocessText(const SourceFile& source, const PassOptions& options, EditList& edits,
                    Diagnostics& diagnostics) {
  Preprocessor(source, options, edits, diagnostics).Run();
}

std::optional<std::string> SetCppDefine(std::string_view value, PassOptions& options) {
  return AddDefine(value, options.cpp_defines);
}

std::optional<std::string> SetCppPrefix(std::string_view value, PassOptions& options) {
  if (!value.starts_with('#') || value.find_first_of(" \t\f") != std::string_view::npos) {
    return fmt::format("`{}` does not begin with `#`, or has a blank in it", value);
  }
  options.cpp_prefix = value;
  return std::nullopt;
}

}  // namespace weft
