#pragma once

#include "base/diagnostics.h"
#include "syntax/token.h"

#include <array>
#include <cstdint>
#include <string_view>

// What peggen makes of grammar/python.peg: constant tables that peg::Machine interprets.
namespace weft::peg {

enum class Op : uint8_t {
  Token,        // arg: TokenKind
  Word,         // arg: index into kWords
  SoftKeyword,  // A name that is one of kWords.
  Rule,         // arg: RuleId
  SecondPass,   // arg: RuleId; fails in the first pass.
  Alternative,  // children; arg: index into kActions
  Sequence,     // children
  Choice,       // children
  Optional,     // one child, as for those below
  Star,
  Plus,
  Separated,  // The item, then the separator.
  And,
  Not,
  Cut,
  Forced,  // arg: TokenKind
  Since,   // arg: minor version of Python
  Before,  // arg: minor version of Python
};

struct Expr {
  Op op;
  uint8_t label;  // 1 is `a`; 0 is none.
  uint16_t arg;
  uint16_t first;  // Into kChildren.
  uint16_t count;
};

struct Rule {
  std::string_view name;
  uint16_t body;  // A Choice of Alternatives.
  bool is_memo;
  bool is_plain;  // No second-pass rules inside.
};

// What a message calls an expression (_PyPegen_get_expr_name in Parser/action_helpers.c), and
// what else a check asks for.
enum class NodeKind : uint8_t {
  None,
  Sequence,  // The values of a rule that has several.
  Last,      // Of the last part; a single part stays what it is.
  Attribute,
  Subscript,
  Slice,
  Starred,
  Name,
  List,
  Tuple,
  Lambda,
  Call,
  BoolOp,
  BinOp,
  UnaryOp,
  GeneratorExp,
  Yield,
  Await,
  ListComp,
  SetComp,
  DictComp,
  Dict,
  Set,
  JoinedStr,
  Strings,  // JoinedStr or Literal.
  Literal,
  NoneLiteral,
  True,
  False,
  Ellipsis,
  Compare,
  CompareIn,  // The first operator is `in`.
  IfExp,
  NamedExpr,
  Comprehensions,
  Args,  // The children are arguments, in order.
  Keyword,
  DoubleStarred,
};

enum class Place : uint8_t {
  Begin,  // Of a label.
  End,    // The last character of a label.
  Last,   // The last token that was looked at.
  Next,   // The token that comes next.
};

enum class Check : uint8_t {
  None,
  IsBadTarget,
  IsBadForTarget,
  IsBadDelTarget,
  IsMissingComma,
  IsLegacyStatement,
  HasManyArguments,
  IsReal,
  IsImaginary,
  IsNumber,
  IsString,
  IsFString,
  AreStrings,
  IsConversion,
  IsField,
};

enum class ArgumentType : uint8_t { Literal, Line, Name, Text, Unpacking, Bound };

struct Argument {
  ArgumentType type = ArgumentType::Literal;
  uint8_t label = 0;
  std::string_view text;
};

struct Action {
  NodeKind kind = NodeKind::None;
  bool is_kind_optional = false;  // A single part stays what it is.
  bool is_error = false;
  DiagnosticId message = DiagnosticId::InvalidSyntax;
  Place place = Place::Begin;
  uint8_t place_label = 0;
  Check check = Check::None;
  uint8_t num_arguments = 0;
  std::array<Argument, 2> arguments = {};
};

// The kind of the token that is spelled so. `!` is the first half of a conversion.
consteval uint16_t Spelled(std::string_view spelling) {
  constexpr std::string_view kSpellings[] = {
#define TOKEN(kind, spelling) spelling,
#include "syntax/tokens.def"
#undef TOKEN
  };
  uint16_t kind = 0;
  for (std::string_view other : kSpellings) {
    if (other == spelling) {
      return kind;
    }
    ++kind;
  }
  return spelling == "!" ? static_cast<uint16_t>(TokenKind::FieldConversion)
                         : throw "no token is spelled so";
}

consteval uint16_t Class(std::string_view name) {
  TokenKind kind = name == "NAME"             ? TokenKind::Name
                   : name == "SOFT_KEYWORD"   ? TokenKind::Name
                   : name == "NUMBER"         ? TokenKind::Number
                   : name == "STRING"         ? TokenKind::String
                   : name == "FSTRING_START"  ? TokenKind::FStringStart
                   : name == "FSTRING_MIDDLE" ? TokenKind::FStringMiddle
                   : name == "FSTRING_END"    ? TokenKind::FStringEnd
                   : name == "NEWLINE"        ? TokenKind::Newline
                   : name == "INDENT"         ? TokenKind::Indent
                   : name == "DEDENT"         ? TokenKind::Dedent
                   : name == "EOF"            ? TokenKind::EndOfFile
                                              : throw "no such class of tokens";
  return static_cast<uint16_t>(kind);
}

constexpr size_t CountPlaces(std::string_view format) {
  size_t num_places = 0;
  for (size_t i = 0; i + 1 < format.size(); ++i) {
    if (format[i] == '{' && format[i + 1] == '}') ++num_places;
  }
  return num_places;
}

// A message that is given as many arguments as its format has places.
template <DiagnosticId kId, size_t kNumArguments>
constexpr DiagnosticId Message() {
  static_assert(CountPlaces(kDiagnosticRows[static_cast<size_t>(kId)].format) == kNumArguments);
  return kId;
}

}  // namespace weft::peg
