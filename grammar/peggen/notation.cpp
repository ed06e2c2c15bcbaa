#include "peggen/notation.h"

#include <algorithm>
#include <cctype>
#include <utility>

#include <fmt/format.h>

namespace peggen {
namespace {

struct Word {
  enum class Type { Name, Quoted, DoubleQuoted, Mark, End };

  Type type;
  std::string text;
  int line;
};

bool IsNameCharacter(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

std::vector<Word> Split(std::string_view text) {
  std::vector<Word> words;
  int line = 1;
  for (size_t i = 0; i < text.size();) {
    char c = text[i];
    size_t begin = i;
    if (c == '\n' || c == ' ') {
      if (c == '\n') ++line;
      ++i;
    } else if (c == '#') {
      while (i < text.size() && text[i] != '\n') ++i;
    } else if (IsNameCharacter(c)) {
      while (i < text.size() && IsNameCharacter(text[i])) ++i;
      words.push_back({Word::Type::Name, std::string(text.substr(begin, i - begin)), line});
    } else if (c == '\'' || c == '"') {
      for (++i; i < text.size() && text[i] != c && text[i] != '\n'; ++i) {
      }
      words.push_back({c == '"' ? Word::Type::DoubleQuoted : Word::Type::Quoted,
                       std::string(text.substr(begin + 1, i - begin - 1)), line});
      ++i;
    } else {
      for (std::string_view mark : {"<-", "->", "!!", "&&"}) {
        if (text.substr(i, 2) == mark) ++i;
      }
      ++i;
      words.push_back({Word::Type::Mark, std::string(text.substr(begin, i - begin)), line});
    }
  }
  words.push_back({Word::Type::End, "", line});
  return words;
}

class Reader {
 public:
  explicit Reader(std::string_view text) : words_(Split(text)) {}

  std::vector<Rule> Run() {
    std::vector<Rule> rules;
    while (error_.empty() && Peek().type != Word::Type::End) rules.push_back(ReadRule());
    return rules;
  }

  const std::string& error() const { return error_; }

 private:
  const Word& Peek(size_t ahead = 0) const {
    return words_[std::min(at_ + ahead, words_.size() - 1)];
  }
  bool IsMark(std::string_view mark, size_t ahead = 0) const {
    return Peek(ahead).type == Word::Type::Mark && Peek(ahead).text == mark;
  }
  bool IsName(std::string_view name) const {
    return Peek().type == Word::Type::Name && Peek().text == name;
  }
  bool Take(std::string_view mark) {
    bool is_there = IsMark(mark);
    if (is_there) ++at_;
    return is_there;
  }
  void Expect(std::string_view mark) {
    if (!Take(mark)) Fail(fmt::format("`{}` expected", mark));
  }
  std::string TakeText() { return words_[std::min(at_++, words_.size() - 1)].text; }
  void Fail(std::string_view what) {
    if (error_.empty()) error_ = fmt::format("line {}: {}", Peek().line, what);
  }

  bool StartsRule() const {
    size_t ahead = 0;
    while (Peek(ahead).text == "memo" || Peek(ahead).text == "plain") ++ahead;
    return IsMark("<-", ahead + 1);
  }

  Rule ReadRule() {
    Rule rule;
    for (;; ++at_) {
      if (IsName("memo")) {
        rule.is_memo = true;
      } else if (IsName("plain")) {
        rule.is_plain = true;
      } else {
        break;
      }
    }
    rule.name = TakeText();
    Expect("<-");
    do {
      Alternative alternative{ReadSequence(), {}};
      ReadAction(alternative.action);
      rule.alternatives.push_back(std::move(alternative));
    } while (error_.empty() && Take("/"));
    return rule;
  }

  void ReadAction(Action& action) {
    if (Take("->")) {
      action.kind = TakeText();
      if (Take("?")) action.kind += '?';
    }
    if (Take("!!")) {
      action.message = TakeText();
      Expect("(");
      while (error_.empty() && !Take(")")) {
        if (Peek().type == Word::Type::Name) {
          std::string function = TakeText();
          action.arguments.push_back({std::move(function), TakeText()});
        } else {
          action.arguments.push_back({"", TakeText()});
        }
        Take(",");
      }
      if (TakeText() != "at") Fail("`at` expected");
      action.place = TakeText();
      if (IsName("end")) action.place += " " + TakeText();
    }
    if (IsName("when")) {
      ++at_;
      action.check = TakeText();
      while (error_.empty() && TakeText() != ")") {
      }
    }
  }

  bool EndsSequence() const {
    return Peek().type == Word::Type::End || IsMark("/") || IsMark(")") || IsMark("->") ||
           IsMark("!!") || IsName("when") || StartsRule();
  }

  Expr ReadSequence() {
    Expr sequence{Expr::Op::Sequence, "", {}};
    while (error_.empty() && !EndsSequence()) sequence.children.push_back(ReadItem());
    if (sequence.children.empty()) Fail("an alternative is empty");
    return sequence;
  }

  Expr ReadItem() {
    if (Take("~")) return {Expr::Op::Cut, "", {}};
    if (Take("?")) return {Expr::Op::SecondPass, TakeText(), {}};
    if (Take("&&")) return {Expr::Op::Forced, TakeText(), {}};
    if (Take("&")) return {Expr::Op::And, "", {ReadAtom()}};
    if (Take("!")) return {Expr::Op::Not, "", {ReadAtom()}};
    if (Take("[")) {
      Expr::Op op = Take("<") ? Expr::Op::Before : Expr::Op::Since;
      TakeText();
      Expect(".");
      Expr version{op, TakeText(), {}};
      Expect("]");
      return version;
    }
    char label = 0;
    if (Peek().text.size() == 1 && IsMark(":", 1)) {
      label = TakeText()[0];
      ++at_;
    }
    Expr item = ReadAtom();
    for (bool goes_on = true; goes_on;) {
      if (Take("*")) {
        item = {Expr::Op::Star, "", {std::move(item)}};
      } else if (Take("+")) {
        item = {Expr::Op::Plus, "", {std::move(item)}};
      } else if (Take("?")) {
        item = {Expr::Op::Optional, "", {std::move(item)}};
      } else if (Take("%")) {
        item = {Expr::Op::Separated, "", {std::move(item), ReadAtom()}};
      } else {
        goes_on = false;
      }
    }
    item.label = label;
    return item;
  }

  Expr ReadAtom() {
    const Word& word = Peek();
    if (Take("(")) {
      Expr choice{Expr::Op::Choice, "", {}};
      do {
        choice.children.push_back(ReadSequence());
      } while (error_.empty() && Take("/"));
      Expect(")");
      return choice.children.size() == 1 ? std::move(choice.children[0]) : std::move(choice);
    }
    switch (word.type) {
      case Word::Type::Quoted:
        return {Expr::Op::Token, TakeText(), {}};
      case Word::Type::DoubleQuoted:
        return {Expr::Op::Word, TakeText(), {}};
      case Word::Type::Name: {
        std::string text = TakeText();
        bool is_class = std::none_of(text.begin(), text.end(),
                                     [](unsigned char c) { return std::islower(c) != 0; });
        return {is_class ? Expr::Op::Class : Expr::Op::Rule, std::move(text), {}};
      }
      default:
        Fail(fmt::format("`{}` is no item", word.text));
        return {Expr::Op::Cut, "", {}};
    }
  }

  std::vector<Word> words_;
  size_t at_ = 0;
  std::string error_;
};

}  // namespace

std::vector<Rule> ReadNotation(std::string_view text, std::string& error) {
  Reader reader(text);
  std::vector<Rule> rules = reader.Run();
  error = reader.error();
  return rules;
}

}  // namespace peggen
