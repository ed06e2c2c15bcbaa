#include "rules/template.h"

#include "print/prologue.h"
#include "syntax/characters.h"
#include "validate/validate.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace weft {
namespace {

constexpr std::string_view kMany = "$...";

// Where a metavariable stood in the text, and which one.
struct Mark {
  uint32_t offset;
  uint32_t variable;
};

// The offset behind the string literal whose first quote is at `at`.
size_t SkipString(std::string_view text, size_t at) {
  std::string_view quote = text.substr(at, 1);
  if (text.substr(at, 3) == std::string(3, quote[0])) quote = text.substr(at, 3);
  for (at += quote.size(); at < text.size(); ++at) {
    if (text[at] == '\\') {
      ++at;
    } else if (text.substr(at).starts_with(quote)) {
      return at + quote.size();
    }
  }
  return text.size();
}

// Writes names in place of metavariables, of the same length.
class Substitution {
 public:
  Substitution(std::string_view text, std::vector<Metavariable>& variables)
      : text_(text), variables_(variables) {}

  std::optional<RuleError> Run() {
    for (size_t at = 0; at < text_.size();) {
      char c = text_[at];
      if (c == '"' || c == '\'') {
        at = SkipString(text_, at);
      } else if (c == '#') {
        break;
      } else if (c == '$') {
        size_t prefix = text_.substr(at).starts_with(kMany) ? kMany.size() : 1;
        size_t end = at + prefix;
        while (end < text_.size() && IsNameByte(text_[end])) ++end;
        if (end == at + prefix) {
          return RuleError{static_cast<uint32_t>(at), "a name is missing behind `$`"};
        }
        Mark(at, prefix, end);
        at = end;
      } else {
        ++at;
      }
    }
    return std::nullopt;
  }

  std::string& text() { return text_; }
  const std::vector<weft::Mark>& marks() const { return marks_; }

 private:
  void Mark(size_t at, size_t prefix, size_t end) {
    std::string name = text_.substr(at + prefix, end - at - prefix);
    bool is_many = prefix > 1;
    bool is_any = name == "_" && !is_many;
    auto known = std::ranges::find_if(variables_, [&](const Metavariable& variable) {
      return !variable.is_any && variable.name == name && variable.is_many == is_many;
    });
    auto variable = static_cast<uint32_t>(known - variables_.begin());
    if (is_any || known == variables_.end()) {
      variable = static_cast<uint32_t>(variables_.size());
      variables_.push_back({.name = std::move(name), .is_many = is_many, .is_any = is_any});
    }
    marks_.push_back({static_cast<uint32_t>(at), variable});
    std::fill_n(text_.begin() + static_cast<std::ptrdiff_t>(at), prefix, '_');
  }

  std::string text_;
  std::vector<Metavariable>& variables_;
  std::vector<weft::Mark> marks_;
};

// Only what can be rejected without a program around it: `return` and `await` stand in functions.
std::optional<Tree> ParseSide(const SourceFile& source, RuleError& error) {
  Diagnostics found;
  std::optional<Tree> tree = ParseAsAst(source, kNewestTarget, found);
  if (!tree) {
    const Diagnostic& first = found.all().front();
    error = {first.span.begin, first.message};
  }
  return tree;
}

void FindHoles(const std::vector<Mark>& marks, Template& side) {
  const Tree& tree = *side.tree;
  side.hole_of.assign(tree.nodes().size(), kNoHole);
  for (uint32_t i = 0; i < tree.nodes().size(); ++i) {
    const Node& node = tree[{i}];
    if (node.kind != Kind::Name && node.kind != Kind::identifier) continue;
    auto mark = std::ranges::find(marks, node.span.begin, &Mark::offset);
    if (mark == marks.end()) continue;
    side.hole_of[i] = static_cast<uint32_t>(side.holes.size());
    side.holes.push_back({.node = {i}, .variable = mark->variable});
  }
}

}  // namespace

void FindParts(Template& side) {
  const Tree& tree = *side.tree;
  Span span = tree[side.root].span;
  uint32_t end_of_last = span.begin;
  for (uint32_t i = tree.TokenAtOrAfter(span.begin); i < tree.tokens().size(); ++i) {
    Span token = tree.tokens()[i].span();
    if (token.begin >= span.end) break;
    if (token.is_empty()) continue;
    auto hole = std::ranges::find_if(
        side.holes, [&](const Hole& known) { return tree[known.node].span == token; });
    side.parts.push_back({.span = token,
                          .hole = hole == side.holes.end()
                                      ? kNoHole
                                      : static_cast<uint32_t>(hole - side.holes.begin()),
                          .is_apart = token.begin > end_of_last});
    end_of_last = token.end;
  }
}

namespace {

bool TakesMany(const Tree& tree, NodeId hole, const std::vector<NodeId>& parents) {
  Kind parent = tree[parents[hole.index]].kind;
  bool is_element = parent == Kind::List || parent == Kind::Set || parent == Kind::Tuple;
  return (parent == Kind::Call && tree[hole].role == Role::Args) || is_element;
}

std::optional<RuleError> CheckHoles(const std::vector<Mark>& marks,
                                    const std::vector<Metavariable>& variables,
                                    const Template& side) {
  if (side.holes.size() != marks.size()) {
    for (const Mark& mark : marks) {
      auto is_here = [&](const Hole& hole) {
        return (*side.tree)[hole.node].span.begin == mark.offset;
      };
      if (std::ranges::none_of(side.holes, is_here)) {
        return RuleError{mark.offset, "a metavariable cannot stand here"};
      }
    }
  }
  std::vector<NodeId> parents = ParentTable(*side.tree);
  std::vector<NodeId> lists;
  for (const Hole& hole : side.holes) {
    if (!variables[hole.variable].is_many) continue;
    Span span = (*side.tree)[hole.node].span;
    if (!TakesMany(*side.tree, hole.node, parents)) {
      return RuleError{span.begin, "`$...` stands for arguments or elements only"};
    }
    NodeId list = parents[hole.node.index];
    if (std::ranges::find(lists, list) != lists.end()) {
      return RuleError{span.begin, "there is a `$...` in this list already"};
    }
    lists.push_back(list);
  }
  return std::nullopt;
}

}  // namespace

std::optional<RuleError> ReadTemplate(std::string_view text, std::vector<Metavariable>& variables,
                                      Template& side) {
  Substitution substitution(text, variables);
  if (std::optional<RuleError> error = substitution.Run()) return error;
  side.source = std::make_unique<const SourceFile>(
      SourceFile::FromText("rule", std::move(substitution.text())));
  RuleError error;
  side.tree = ParseSide(*side.source, error);
  if (!side.tree) return error;
  NodeId statement = side.tree->FirstChild(kRootNode);
  if (!statement.is_valid()) return RuleError{0, "an expression or a statement is missing"};
  NodeId second = side.tree->NextSibling(kRootNode, statement);
  if (second.is_valid()) {
    return RuleError{(*side.tree)[second].span.begin, "a rule is about one statement"};
  }
  if (IsCompound((*side.tree)[statement].kind)) {
    return RuleError{0, "a rule is about an expression or a simple statement"};
  }
  side.root = statement;
  FindHoles(substitution.marks(), side);
  return CheckHoles(substitution.marks(), variables, side);
}

}  // namespace weft
