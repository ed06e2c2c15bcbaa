#include "print/prologue.h"

#include "base/assert.h"
#include "base/cookie.h"
#include "base/line_table.h"
#include "base/utf8.h"
#include "syntax/scope_names.h"
#include "syntax/views.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace weft {
namespace {

constexpr std::string_view kBlanks = " \t\f";

bool IsFutureImport(const Tree& tree, NodeId statement) {
  if (tree[statement].kind != Kind::ImportFrom) {
    return false;
  }
  NodeId module = tree.As<ast::ImportFrom>(statement).module();
  if (!module.is_valid() || tree.Text(module) != "__future__") {
    return false;
  }
  // A dot in between makes it some module of the program's own.
  uint32_t name = tree.TokenAtOrAfter(tree[module].span.begin);
  return name > 0 && tree.tokens()[name - 1].kind == TokenKind::From;
}

// The lines above the first statement: blank, comments, or a backslash that joins the next
// line to them.
class LinesAbove {
 public:
  explicit LinesAbove(std::string_view text) : text_(text), lines_(text) {}

  uint32_t num_lines() const { return lines_.num_lines() - 1; }
  uint32_t StartOf(uint32_t line) const { return lines_.StartOf(line); }

  // Without its line break and leading blanks.
  std::string_view Content(uint32_t line) const {
    std::string_view rest = text_.substr(StartOf(line));
    rest.remove_prefix(std::min(rest.find_first_not_of(kBlanks), rest.size()));
    return rest.substr(0, rest.find_first_of("\r\n"));
  }

  bool IsJoinedToNext(uint32_t line) const { return line != 0 && Content(line).starts_with('\\'); }

  uint32_t NumLeadingBlanks(uint32_t line) const {
    return static_cast<uint32_t>(Content(line).data() - text_.data()) - StartOf(line);
  }

  // The shebang, the cookie, and a line above the cookie: code there would disable it.
  uint32_t NumProtected() const {
    std::optional<Cookie> cookie = FindCookie(text_);
    return cookie ? cookie->line : text_.starts_with("#!") ? 1 : 0;
  }

 private:
  std::string_view text_;
  LineTable lines_;
};

Prologue PlaceAbove(std::string_view text, uint32_t statement_begin, std::string_view statements) {
  LinesAbove above(text.substr(0, statement_begin));
  const uint32_t num_protected = above.NumProtected();
  for (uint32_t line = above.num_lines(); line > num_protected; --line) {
    if (above.IsJoinedToNext(line) || above.IsJoinedToNext(line - 1)) {
      continue;
    }
    Prologue prologue{ProloguePlace::OnBlankLine, above.StartOf(line), std::string(statements)};
    if (!above.Content(line).empty()) {
      uint32_t num_blanks = above.NumLeadingBlanks(line);
      prologue.text.append(2 - std::min(num_blanks, uint32_t{2}), ' ');
    }
    return prologue;
  }
  Prologue prologue{ProloguePlace::OwnLine, above.StartOf(above.num_lines() + 1),
                    std::string(statements)};
  prologue.text.append(LineBreakStyle(text));
  return prologue;
}

constexpr std::string_view kStem = "_weft";

// The identifiers that a name which begins like `base` may collide with, as Python reads them.
std::vector<std::string> SimilarNames(const Tree& tree, std::string_view base) {
  WEFT_ASSERT(base.starts_with(kStem), "injected names begin with `_weft`");
  std::vector<std::string> names;
  for (const Token& token : tree.tokens()) {
    if (token.kind != TokenKind::Name) {
      continue;
    }
    std::string_view name = tree.source().Slice(token.span());
    // To Python, `_weft` in fullwidth letters is the same name.
    if (name.starts_with(kStem) || AsciiPrefixLength(name) != name.size()) {
      names.push_back(NormalizeIdentifier(name));
    }
  }
  return names;
}

}  // namespace

bool IsCompound(Kind kind) {
  switch (kind) {
    case Kind::FunctionDef:
    case Kind::AsyncFunctionDef:
    case Kind::ClassDef:
    case Kind::For:
    case Kind::AsyncFor:
    case Kind::While:
    case Kind::If:
    case Kind::With:
    case Kind::AsyncWith:
    case Kind::Match:
    case Kind::Try:
    case Kind::TryStar:
      return true;
    default:
      return false;
  }
}

bool IsDocstring(const Tree& tree, NodeId statement) {
  if (tree[statement].kind != Kind::Expr) {
    return false;
  }
  NodeId value = tree.As<ast::Expr>(statement).value();
  if (tree[value].kind != Kind::Constant) {
    return false;
  }
  std::string_view text = tree.Text(value);
  size_t quote = text.find_first_not_of("rRuU");
  return quote != std::string_view::npos && (text[quote] == '"' || text[quote] == '\'');
}

NodeId LastOfHeader(const Tree& tree) {
  NodeId last = kNoNode;
  const auto module = tree.As<ast::Module>(kRootNode);
  for (NodeId statement : module.body()) {
    bool is_docstring = !last.is_valid() && IsDocstring(tree, statement);
    if (!is_docstring && !IsFutureImport(tree, statement)) {
      break;
    }
    last = statement;
  }
  return last;
}

Prologue PlacePrologue(const Tree& tree, std::string_view statements) {
  NodeId first = tree.FirstChild(kRootNode);
  if (!first.is_valid()) {
    return {ProloguePlace::BeforeStatement, 0, ""};
  }
  if (NodeId header = LastOfHeader(tree); header.is_valid()) {
    std::string text = "; ";
    text.append(statements);
    return {ProloguePlace::AfterStatement, tree[header].span.end, std::move(text)};
  }
  if (!IsCompound(tree[first].kind)) {
    std::string text(statements);
    text.append("; ");
    return {ProloguePlace::BeforeStatement, tree[first].span.begin, std::move(text)};
  }
  return PlaceAbove(tree.source().text(), tree[first].span.begin, statements);
}

std::string UniqueName(const Tree& tree, std::string_view base) {
  std::vector<std::string> taken = SimilarNames(tree, base);
  std::string name(base);
  while (std::ranges::find(taken, name) != taken.end()) {
    name.insert(kStem.size(), 1, '_');
  }
  return name;
}

std::string UniquePrefix(const Tree& tree, std::string_view base) {
  std::vector<std::string> taken = SimilarNames(tree, base);
  std::string prefix(base);
  while (std::ranges::any_of(taken,
                             [&](const std::string& name) { return name.starts_with(prefix); })) {
    prefix.insert(kStem.size(), 1, '_');
  }
  return prefix;
}

}  // namespace weft
