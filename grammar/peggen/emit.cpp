#include "peggen/notation.h"

#include <cctype>
#include <map>

#include <fmt/format.h>

namespace peggen {
namespace {

std::string Escaped(std::string_view text) {
  std::string result;
  for (char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result;
}

std::string Capitalized(std::string text) {
  if (!text.empty()) text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
  return text;
}

class Emitter {
 public:
  explicit Emitter(const std::vector<Rule>& rules) : rules_(rules) {
    for (size_t i = 0; i < rules.size(); ++i) {
      if (!rule_ids_.emplace(rules[i].name, i).second) {
        error_ = fmt::format("rule `{}` is there twice", rules[i].name);
      }
    }
  }

  std::string Run() {
    std::string rules;
    std::string ids;
    actions_ = "    {},\n";
    for (const Rule& rule : rules_) {
      size_t body = AddRule(rule);
      rules += fmt::format("    {{\"{}\", {}, {}, {}}},\n", rule.name, body, rule.is_memo,
                           rule.is_plain);
      ids += fmt::format("  {},\n", rule.name);
    }
    std::string words;
    for (const std::string& word : words_) words += fmt::format("    \"{}\",\n", Escaped(word));
    std::string children;
    for (size_t i = 0; i < children_.size(); ++i) {
      children += fmt::format("{}{},", i % 16 == 0 ? "\n    " : " ", children_[i]);
    }
    return fmt::format(
        "// Made by peggen from grammar/python.peg.\n#pragma once\n\n"
        "#include \"validate/peg_program.h\"\n\n"
        "namespace weft::peg {{\n\n"
        "enum class RuleId : uint16_t {{\n{}}};\n\n"
        "inline constexpr std::string_view kWords[] = {{\n{}}};\n\n"
        "inline constexpr Action kActions[] = {{\n{}}};\n\n"
        "inline constexpr uint16_t kChildren[] = {{{}\n}};\n\n"
        "inline constexpr Expr kExprs[] = {{\n{}}};\n\n"
        "inline constexpr Rule kRules[] = {{\n{}}};\n\n"
        "}}  // namespace weft::peg\n",
        ids, words, actions_, children, exprs_, rules);
  }

  const std::string& error() const { return error_; }

 private:
  size_t AddExpr(std::string_view op, char label, std::string_view arg,
                 const std::vector<size_t>& children) {
    exprs_ += fmt::format("    {{Op::{}, {}, {}, {}, {}}},\n", op, label == 0 ? 0 : label - 'a' + 1,
                          arg, children_.size(), children.size());
    children_.insert(children_.end(), children.begin(), children.end());
    return num_exprs_++;
  }

  size_t AddRule(const Rule& rule) {
    std::vector<size_t> alternatives;
    for (const Alternative& alternative : rule.alternatives) {
      std::vector<size_t> items;
      for (const Expr& item : alternative.items.children) items.push_back(Add(item));
      alternatives.push_back(
          AddExpr("Alternative", 0, fmt::to_string(AddAction(alternative.action)), items));
    }
    return AddExpr("Choice", 0, "0", alternatives);
  }

  size_t Add(const Expr& expr) {
    std::vector<size_t> children;
    for (const Expr& child : expr.children) children.push_back(Add(child));
    std::string arg = "0";
    std::string_view op;
    switch (expr.op) {
      case Expr::Op::Token:
        op = "Token";
        arg = fmt::format("Spelled(\"{}\")", expr.text);
        break;
      case Expr::Op::Forced:
        op = "Forced";
        arg = fmt::format("Spelled(\"{}\")", expr.text);
        break;
      case Expr::Op::Class:
        op = expr.text == "SOFT_KEYWORD" ? "SoftKeyword" : "Token";
        arg = fmt::format("Class(\"{}\")", expr.text);
        break;
      case Expr::Op::Word:
        op = "Word";
        arg = fmt::to_string(WordId(expr.text));
        break;
      case Expr::Op::Rule:
        op = "Rule";
        arg = fmt::to_string(RuleId(expr.text));
        break;
      case Expr::Op::SecondPass:
        op = "SecondPass";
        arg = fmt::to_string(RuleId(expr.text));
        break;
      case Expr::Op::Since:
        op = "Since";
        arg = expr.text;
        break;
      case Expr::Op::Before:
        op = "Before";
        arg = expr.text;
        break;
      case Expr::Op::Sequence:
        op = "Sequence";
        break;
      case Expr::Op::Choice:
        op = "Choice";
        break;
      case Expr::Op::Optional:
        op = "Optional";
        break;
      case Expr::Op::Star:
        op = "Star";
        break;
      case Expr::Op::Plus:
        op = "Plus";
        break;
      case Expr::Op::Separated:
        op = "Separated";
        break;
      case Expr::Op::And:
        op = "And";
        break;
      case Expr::Op::Not:
        op = "Not";
        break;
      case Expr::Op::Cut:
        op = "Cut";
        break;
    }
    return AddExpr(op, expr.label, arg, children);
  }

  size_t RuleId(const std::string& name) {
    auto found = rule_ids_.find(name);
    if (found == rule_ids_.end()) {
      error_ = fmt::format("there is no rule `{}`", name);
      return 0;
    }
    return found->second;
  }

  size_t WordId(const std::string& word) {
    for (size_t i = 0; i < words_.size(); ++i) {
      if (words_[i] == word) return i;
    }
    words_.push_back(word);
    return words_.size() - 1;
  }

  static int Label(std::string_view text) { return text.empty() ? 0 : text[0] - 'a' + 1; }

  size_t AddAction(const Action& action) {
    if (action.is_empty()) return 0;
    bool is_optional = action.kind.ends_with('?');
    std::string_view kind = action.kind;
    if (is_optional) kind.remove_suffix(1);
    std::string arguments;
    for (const Argument& argument : action.arguments) {
      arguments +=
          argument.function.empty()
              ? fmt::format("{{ArgumentType::Literal, 0, \"{}\"}}, ", Escaped(argument.text))
              : fmt::format("{{ArgumentType::{}, {}, \"\"}}, ", Capitalized(argument.function),
                            Label(argument.text));
    }
    std::string_view place = action.place == "last"           ? "Last"
                             : action.place == "next"         ? "Next"
                             : action.place.ends_with(" end") ? "End"
                                                              : "Begin";
    int label = place == "Begin" || place == "End" ? Label(action.place) : 0;
    bool is_error = !action.message.empty();
    actions_ +=
        fmt::format("    {{NodeKind::{}, {}, {}, {}, Place::{}, {}, Check::{}, {}, {{{{{}}}}}}},\n",
                    kind.empty() ? "None" : kind, is_optional, is_error,
                    is_error ? fmt::format("Message<DiagnosticId::{}, {}>()", action.message,
                                           action.arguments.size())
                             : "DiagnosticId::InvalidSyntax",
                    place, label, action.check.empty() ? "None" : action.check,
                    action.arguments.size(), arguments);
    return ++num_actions_;
  }

  const std::vector<Rule>& rules_;
  std::map<std::string, size_t> rule_ids_;
  std::vector<std::string> words_;
  std::string actions_;
  size_t num_actions_ = 0;
  std::string exprs_;
  size_t num_exprs_ = 0;
  std::vector<size_t> children_;
  std::string error_;
};

}  // namespace

std::string EmitTables(const std::vector<Rule>& rules, std::string& error) {
  Emitter emitter(rules);
  std::string text = emitter.Run();
  error = emitter.error();
  return text;
}

}  // namespace peggen
