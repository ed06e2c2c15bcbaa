#include "astgen/asdl_parser.h"

#include "astgen/asdl_lexer.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

namespace astgen {
namespace {

// Recursive descent over the tokens. Every Parse function leaves `error_` set where it
// returns false, and the first error ends the parse.
class Parser {
 public:
  explicit Parser(std::vector<Token> tokens) : tokens_(std::move(tokens)) {}

  bool ParseModule(Description* description) {
    if (!Expect("module") || !ExpectName("the module's name", nullptr) || !Expect("{")) {
      return false;
    }
    while (!At("}")) {
      if (!ParseDefinition(description)) return false;
    }
    ++next_;
    return Peek().type == TokenType::End || Fail("expected nothing after the module");
  }

  const Error& error() const { return *error_; }

 private:
  const Token& Peek(size_t ahead = 0) const {
    return tokens_[std::min(next_ + ahead, tokens_.size() - 1)];
  }
  bool At(std::string_view text) const { return Peek().text == text; }
  bool AtName() const { return Peek().type == TokenType::Name; }

  bool Fail(std::string_view what) {
    std::string found =
        Peek().type == TokenType::End ? "the end of the file" : fmt::format("`{}`", Peek().text);
    error_ = Error{Peek().position, fmt::format("{}, found {}", what, found)};
    return false;
  }

  bool Accept(std::string_view text) {
    if (!At(text)) return false;
    ++next_;
    return true;
  }

  bool Expect(std::string_view text) {
    return Accept(text) || Fail(fmt::format("expected `{}`", text));
  }

  bool ExpectName(std::string_view what, std::string* name) {
    if (!AtName()) return Fail(fmt::format("expected {}", what));
    if (name != nullptr) *name = Peek().text;
    ++next_;
    return true;
  }

  bool ParseDefinition(Description* description) {
    // `inline` and `unused` open a list unless they are themselves being defined.
    if (Peek(1).text != "=") {
      if (Accept("inline")) return ParseSymbols(&description->inline_symbols);
      if (Accept("unused")) return ParseSymbols(&description->unused_symbols);
    }
    Type type;
    type.position = Peek().position;
    if (!ExpectName("a type, `inline` or `unused`", &type.name) || !Expect("=")) return false;
    do {
      type.constructors.emplace_back();
      if (!ParseConstructor(&type.constructors.back())) return false;
    } while (Accept("|"));
    description->types.push_back(std::move(type));
    return true;
  }

  bool ParseConstructor(Constructor* constructor) {
    constructor->position = Peek().position;
    if (!ExpectName("a constructor", &constructor->name)) return false;
    if (Accept("(")) {
      do {
        constructor->fields.emplace_back();
        if (!ParseField(&constructor->fields.back())) return false;
      } while (Accept(","));
      if (!Expect(")")) return false;
    }
    if (!Accept("from")) return true;
    do {
      constructor->sources.emplace_back();
      if (!ParseSource(&constructor->sources.back())) return false;
    } while (Accept(","));
    return true;
  }

  bool ParseField(Field* field) {
    if (!ExpectName("a field's type", &field->type)) return false;
    bool is_optional = Accept("?");
    bool is_many = Accept("*");
    if (is_many) {
      field->multiplicity = is_optional ? Multiplicity::ManyOptional : Multiplicity::Many;
    } else {
      field->multiplicity = is_optional ? Multiplicity::Optional : Multiplicity::One;
    }
    field->position = Peek().position;
    return ExpectName("a field's name", &field->name);
  }

  // A symbol's words stand on one line: `not in` is one symbol, and a definition that
  // follows a list begins a line of its own.
  bool ParseSymbol(std::string* symbol) {
    if (!ExpectName("a tree-sitter symbol", symbol)) return false;
    int line = tokens_[next_ - 1].position.line;
    while (AtName() && Peek().position.line == line && !At("by")) {
      *symbol += ' ';
      *symbol += Peek().text;
      ++next_;
    }
    return true;
  }

  bool ParseSymbols(std::vector<SymbolName>* symbols) {
    do {
      symbols->emplace_back();
      symbols->back().position = Peek().position;
      if (!ParseSymbol(&symbols->back().name)) return false;
    } while (Accept(","));
    return true;
  }

  bool ParseSource(Source* source) {
    source->position = Peek().position;
    source->use = SourceUse::Leaf;
    if (!ParseSymbol(&source->symbol)) return false;
    if (Accept("by")) {
      source->use = SourceUse::Rule;
      return Expect("rule");
    }
    if (!Accept("(")) return true;
    source->use = SourceUse::Regular;
    do {
      source->rules.emplace_back();
      if (!ParseChildRule(&source->rules.back())) return false;
    } while (Accept(","));
    return Expect(")");
  }

  bool ParseChildRule(ChildRule* rule) {
    rule->position = Peek().position;
    if (Accept("*")) {
      // Not an assignment: g++ 12 sees an overlap in it (its bug 105651).
      rule->selector.assign(1, '*');
    } else if (Accept("#")) {
      if (Peek().type != TokenType::Number) return Fail("expected a number after `#`");
      rule->selector = "#" + Peek().text;
      ++next_;
    } else if (!ExpectName("a tree-sitter field, `#` or `*`", &rule->selector)) {
      return false;
    }
    return Expect(":") && ExpectName("a role", &rule->role);
  }

  std::vector<Token> tokens_;
  size_t next_ = 0;
  std::optional<Error> error_;
};

}  // namespace

std::variant<Description, Error> ParseAsdl(std::string_view text) {
  auto tokens = LexAsdl(text);
  if (auto* error = std::get_if<Error>(&tokens)) return *error;
  Parser parser(std::get<std::vector<Token>>(std::move(tokens)));
  Description description;
  if (!parser.ParseModule(&description)) return parser.error();
  return description;
}

}  // namespace astgen
