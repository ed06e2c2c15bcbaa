#include "rules/rule_file.h"

#include "passes/pass_text.h"
#include "rules/rule_check.h"
#include "rules/rule_condition.h"
#include "rules/template.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace weft {
namespace {

using Error = std::optional<RuleError>;

constexpr std::string_view kArrow = "->";

// The offset of `->` outside of strings and brackets, or npos.
size_t FindArrow(std::string_view line) {
  int depth = 0;
  char quote = 0;
  for (size_t at = 0; at < line.size(); ++at) {
    char c = line[at];
    if (quote != 0) {
      if (c == '\\') ++at;
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '#') {
      break;
    } else if (std::string_view("([{").find(c) != std::string_view::npos) {
      ++depth;
    } else if (std::string_view(")]}").find(c) != std::string_view::npos) {
      --depth;
    } else if (depth <= 0 && line.substr(at).starts_with(kArrow)) {
      return at;
    }
  }
  return std::string_view::npos;
}

std::string_view Trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\f\r";
  size_t begin = std::min(text.find_first_not_of(kBlanks), text.size());
  return text.substr(begin, text.find_last_not_of(kBlanks) + 1 - begin);
}

std::string_view Stem(std::string_view path) {
  path.remove_prefix(path.rfind('/') + 1);
  return path.substr(0, path.find('.', 1));
}

class Reader {
 public:
  Reader(std::string_view text, RuleSet& set) : rest_(text), set_(set) {}

  Error Run() {
    while (NextLine()) {
      std::string_view text = Trimmed(line_);
      if (text.empty() || text.starts_with('#')) continue;
      Error error = line_.front() == ' ' || line_.front() == '\t' ? ReadMore(text) : ReadFirst();
      if (error) return error;
    }
    if (Error error = FinishRule()) return error;
    return set_.rules.empty() ? Error(At(line_, "the file has no rule")) : std::nullopt;
  }

  uint32_t line_number() const { return number_; }
  std::string_view line() const { return line_; }

 private:
  bool NextLine() {
    if (rest_.empty()) return false;
    line_ = rest_.substr(0, rest_.find('\n'));
    rest_.remove_prefix(std::min(line_.size() + 1, rest_.size()));
    ++number_;
    return true;
  }

  // `part` is one of line_.
  RuleError At(std::string_view part, std::string message) const {
    return {static_cast<uint32_t>(part.data() - line_.data()), std::move(message)};
  }

  Error Shift(std::string_view part, Error error) const {
    if (error) error->offset += static_cast<uint32_t>(part.data() - line_.data());
    return error;
  }

  // A line that does not begin with a blank.
  Error ReadFirst() {
    if (!is_begun_ && ReadHeader()) return header_error_;
    if (Error error = FinishRule()) return error;
    size_t arrow = FindArrow(line_);
    is_begun_ = has_pattern_ = true;
    rule_ = Rule();
    rule_.line = number_;
    std::string_view pattern = Trimmed(line_.substr(0, arrow));
    if (Error error = ReadTemplate(pattern, rule_.variables, rule_.pattern)) {
      return Shift(pattern, error);
    }
    num_bound_ = rule_.variables.size();
    return arrow == std::string_view::npos ? std::nullopt
                                           : ReadReplacement(line_.substr(arrow + kArrow.size()));
  }

  // A line that belongs to the rule above it.
  Error ReadMore(std::string_view text) {
    if (!has_pattern_) return At(text, "a rule begins at the begin of its line");
    if (text.starts_with(kArrow)) return ReadReplacement(text.substr(kArrow.size()));
    if (!has_replacement_) return At(text, "`->` and a replacement are missing");
    return Shift(text, ReadCondition(text, rule_));
  }

  Error ReadReplacement(std::string_view text) {
    if (has_replacement_) return At(text, "this rule has a replacement already");
    text = Trimmed(text);
    has_replacement_ = true;
    if (Error error = ReadTemplate(text, rule_.variables, rule_.replacement)) {
      return Shift(text, error);
    }
    for (const Hole& hole : rule_.replacement.holes) {
      const Metavariable& variable = rule_.variables[hole.variable];
      if (hole.variable < num_bound_) continue;
      uint32_t offset = (*rule_.replacement.tree)[hole.node].span.begin;
      std::string_view dots = variable.is_many ? "..." : "";
      return Shift(text,
                   RuleError{offset, variable.is_any ? "`$_` stands for nothing here"
                                                     : fmt::format("`${}{}` is not in the pattern",
                                                                   dots, variable.name)});
    }
    return Shift(text, CheckSides(rule_));
  }

  Error FinishRule() {
    if (!std::exchange(has_pattern_, false)) return std::nullopt;
    if (!std::exchange(has_replacement_, false)) {
      number_ = rule_.line;
      return RuleError{0, "`->` and a replacement are missing"};
    }
    FindDemands(rule_);
    set_.rules.push_back(std::move(rule_));
    return std::nullopt;
  }

  // `key: value`; true where the line is one.
  bool ReadHeader() {
    size_t colon = line_.find(':');
    if (colon == std::string_view::npos) return false;
    std::string_view key = line_.substr(0, colon);
    std::string_view value = Trimmed(line_.substr(colon + 1));
    header_error_.reset();
    if (key == "name") {
      set_.name = value;
    } else if (key == "summary") {
      set_.summary = value;
    } else if (key == "family") {
      Choose(value, {Family::Macro, Family::Optimise}, FamilyName, set_.family);
    } else if (key == "effect") {
      Choose(value, {Effect::Preserving, Effect::Changing}, EffectName, set_.effect);
    } else {
      return false;
    }
    return true;
  }

  template <typename Value>
  void Choose(std::string_view name, std::initializer_list<Value> values,
              std::string_view (*name_of)(Value), Value& chosen) {
    std::string known;
    for (Value value : values) {
      if (name_of(value) == name) {
        chosen = value;
        return;
      }
      known += fmt::format("{}`{}`", known.empty() ? "" : " or ", name_of(value));
    }
    header_error_ = At(name, fmt::format("`{}` is not {}", name, known));
  }

  std::string_view rest_;
  std::string_view line_;
  uint32_t number_ = 0;  // Of line_.
  RuleSet& set_;
  Rule rule_;
  size_t num_bound_ = 0;  // Of the variables, those of the pattern.
  bool is_begun_ = false;
  bool has_pattern_ = false;
  bool has_replacement_ = false;
  Error header_error_;
};

}  // namespace

std::optional<std::string> ReadRuleFile(std::string_view path, std::string_view text,
                                        RuleSet& set) {
  Reader reader(text, set);
  if (Error error = reader.Run()) {
    std::string_view before = reader.line().substr(0, error->offset);
    auto is_first_byte = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
    return fmt::format("{}:{}:{}: {}", path, std::max(reader.line_number(), 1U),
                       std::ranges::count_if(before, is_first_byte) + 1, error->message);
  }
  if (set.name.empty()) set.name = Stem(path);
  if (set.summary.empty()) set.summary = fmt::format("the rules of {}", path);
  return std::nullopt;
}

}  // namespace weft
