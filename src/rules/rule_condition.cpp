#include "rules/rule_condition.h"

#include "syntax/characters.h"

#include <algorithm>
#include <string>
#include <utility>

#include <fmt/format.h>
#include <re2/re2.h>

namespace weft {
namespace {

using Error = std::optional<RuleError>;

class ConditionReader {
 public:
  ConditionReader(std::string_view text, Rule& rule) : text_(text), rest_(text), rule_(rule) {}

  Error Read() {
    if (TakeWord("where")) return ReadWhere();
    if (TakeWord("may")) return ReadMay();
    return Fail("a line below a rule begins with `->`, `where` or `may`");
  }

 private:
  Error ReadWhere() {
    Constraint constraint;
    constraint.is_negated = TakeWord("not");
    if (Error error = ReadSubject(constraint)) return error;
    Error error = Take(':')        ? ReadKinds(constraint)
                  : Take('~')      ? ReadRegex(constraint)
                  : TakeWord("is") ? ReadOrigin(constraint)
                                   : Fail("`:`, `~` or `is` is missing");
    if (!error) rule_.constraints.push_back(std::move(constraint));
    return error;
  }

  Error ReadSubject(Constraint& constraint) {
    bool is_variable = Take('$');
    constraint.name = Word();
    if (constraint.name.empty()) return Fail("a name is missing");
    if (!is_variable) return std::nullopt;
    return FindVariable(constraint.name, constraint.variable);
  }

  Error FindVariable(std::string_view name, std::optional<uint32_t>& found) {
    for (uint32_t i = 0; i < rule_.variables.size(); ++i) {
      if (rule_.variables[i].name == name && !rule_.variables[i].is_many) found = i;
    }
    return found ? std::nullopt : Fail(fmt::format("`${}` is not in the pattern", name));
  }

  Error ReadKinds(Constraint& constraint) {
    if (!constraint.variable) return Fail("a kind is asked of a metavariable");
    constraint.test = Constraint::Test::Kind;
    do {
      std::string_view name = Word();
      bool is_known = false;
      for (int i = 0; i < kNumKinds; ++i) {
        auto kind = static_cast<Kind>(i);
        if (!IsExpr(kind) || KindName(kind) != name) continue;
        constraint.kinds.push_back(kind);
        is_known = true;
      }
      if (!is_known) return Fail(fmt::format("`{}` is no kind of expression", name));
    } while (Take(','));
    return AtEnd();
  }

  Error ReadRegex(Constraint& constraint) {
    if (!constraint.variable) return Fail("a text is asked of a metavariable");
    constraint.test = Constraint::Test::Text;
    SkipBlanks();
    re2::RE2::Options options;
    options.set_log_errors(false);
    std::unique_ptr<const re2::RE2, DeleteRegex> regex(
        new re2::RE2(re2::StringPiece(rest_.data(), rest_.size()), options));
    if (!regex->ok()) return Fail(regex->error());
    constraint.regex = std::move(regex);
    return std::nullopt;
  }

  Error ReadOrigin(Constraint& constraint) {
    SkipBlanks();
    std::string_view origin = rest_;
    rest_ = {};
    if (origin == "builtin") {
      constraint.test = Constraint::Test::Builtin;
    } else if (origin == "pure") {
      constraint.test = Constraint::Test::Pure;
      if (!constraint.variable) return Fail("`pure` is asked of a metavariable");
    } else {
      constraint.test = Constraint::Test::Import;
      constraint.dotted = origin;
      bool is_dotted =
          std::ranges::all_of(origin, [](char c) { return IsNameByte(c) || c == '.'; });
      if (!is_dotted || origin.empty() || !constraint.variable) {
        return Fail("behind `is` stands `builtin`, `pure`, or for a metavariable what it imports");
      }
    }
    return std::nullopt;
  }

  Error ReadMay() {
    if (TakeWord("reorder")) {
      rule_.may_reorder = true;
      return AtEnd();
    }
    bool is_repeat = TakeWord("repeat");
    if (!is_repeat && !TakeWord("drop")) {
      return Fail("behind `may` stands `repeat`, `drop` or `reorder`");
    }
    do {
      if (!Take('$')) return Fail("a metavariable is missing");
      Take("...");
      std::string_view name = Word();
      bool is_known = false;
      for (Metavariable& variable : rule_.variables) {
        if (variable.name != name) continue;
        (is_repeat ? variable.may_repeat : variable.may_drop) = true;
        is_known = true;
      }
      if (!is_known) return Fail(fmt::format("`${}` is not in the pattern", name));
    } while (Take(','));
    return AtEnd();
  }

  Error AtEnd() {
    SkipBlanks();
    return rest_.empty() ? std::nullopt : Fail(fmt::format("`{}` is left over", rest_));
  }

  Error Fail(std::string message) const {
    return RuleError{static_cast<uint32_t>(text_.size() - rest_.size()), std::move(message)};
  }

  void SkipBlanks() { rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t"), rest_.size())); }

  std::string_view Word() {
    SkipBlanks();
    size_t length = 0;
    while (length < rest_.size() && IsNameByte(rest_[length])) ++length;
    std::string_view word = rest_.substr(0, length);
    rest_.remove_prefix(length);
    return word;
  }

  bool TakeWord(std::string_view word) {
    std::string_view before = rest_;
    if (Word() == word) return true;
    rest_ = before;
    return false;
  }

  bool Take(std::string_view text) {
    SkipBlanks();
    bool is_there = rest_.starts_with(text);
    rest_.remove_prefix(is_there ? text.size() : 0);
    return is_there;
  }
  bool Take(char c) { return Take(std::string_view(&c, 1)); }

  std::string_view text_;
  std::string_view rest_;
  Rule& rule_;
};

}  // namespace

void DeleteRegex::operator()(const re2::RE2* regex) const {
  std::default_delete<const re2::RE2>()(regex);
}

std::optional<RuleError> ReadCondition(std::string_view text, Rule& rule) {
  return ConditionReader(text, rule).Read();
}

}  // namespace weft
