#include "passes/function_begin.h"

#include "print/prologue.h"
#include "syntax/characters.h"

#include <algorithm>
#include <array>

namespace weft {
namespace {

using Place = FunctionBegin::Place;

bool IsBlank(char c) {
  return ClassOf(c) == CharacterClass::Blank;
}

// The place on a line of its own between what precedes `statement` and it.
bool FindLine(const Tree& tree, NodeId statement, FunctionBegin& begin) {
  std::string_view text = tree.source().text();
  const LineTable& lines = tree.source().lines();
  uint32_t at = tree[statement].span.begin;
  uint32_t line = lines.LineOf(at);
  uint32_t token = tree.TokenAtOrAfter(at);
  while (token > 0 && tree.tokens()[token - 1].kind >= TokenKind::Newline) {
    --token;
  }
  if (token == 0) {
    return false;
  }
  uint32_t first = lines.LineOf(tree.tokens()[token - 1].end) + 1;
  std::string_view indentation = text.substr(lines.StartOf(line), at - lines.StartOf(line));
  for (char c : indentation) {
    if (!IsBlank(c)) {
      return false;
    }
  }
  // A backslash anywhere in between may join lines; then none of them is blank for sure.
  Span between{lines.StartOf(first), lines.StartOf(line)};
  if (first >= line || tree.source().Slice(between).find('\\') != std::string_view::npos) {
    return false;
  }
  uint32_t start = lines.StartOf(line - 1);
  uint32_t content = start;
  while (IsBlank(text[content])) {
    ++content;
  }
  begin.place = Place::OnLine;
  begin.span = {start, start};
  begin.before = indentation;
  if (text[content] == '#') {
    begin.after.append(content - start < 2 ? 2 - (content - start) : 0, ' ');
  }
  return true;
}

// What a compound statement evaluates first, once, and its parent; or kNoNode.
NodeId FirstExpression(const Tree& tree, NodeId statement, NodeId& parent) {
  parent = statement;
  switch (tree[statement].kind) {
    case Kind::If:
      return tree.Child(statement, Role::Test);
    case Kind::For:
    case Kind::AsyncFor:
      return tree.Child(statement, Role::Iter);
    case Kind::With:
    case Kind::AsyncWith:
      parent = tree.Child(statement, Role::Items);
      return tree.Child(parent, Role::ContextExpr);
    case Kind::Match:
      return tree.Child(statement, Role::Subject);
    default:
      return kNoNode;
  }
}

bool IsDefinition(Kind kind) {
  return kind == Kind::FunctionDef || kind == Kind::AsyncFunctionDef;
}

// True for `except:`, and for handlers of the exceptions that come from anywhere.
bool TakesInterrupts(const Tree& tree, NodeId handler) {
  constexpr std::array<std::string_view, 6> kFromAnywhere = {"BaseException",     "Exception",
                                                             "KeyboardInterrupt", "MemoryError",
                                                             "RuntimeError",      "RecursionError"};
  NodeId type = tree.Child(handler, Role::Type);
  if (!type.is_valid()) {
    return true;
  }
  for (NodeId id = type; id.index < tree[type].next; ++id.index) {
    if (tree[id].kind == Kind::Name &&
        std::ranges::find(kFromAnywhere, tree.Text(id)) != kFromAnywhere.end()) {
      return true;
    }
  }
  return false;
}

// True where `id`, inside of the `try` that its function begins in, may run although the begin
// was interrupted: by a signal's handler, or for lack of memory.
bool MayLackBegin(const Tree& tree, NodeId statement, NodeId id) {
  for (NodeId child : Children(tree, statement)) {
    if (id < child || id.index >= tree[child].next) {
      continue;
    }
    return tree[child].role == Role::Finalbody ||
           (tree[child].role == Role::Handlers && TakesInterrupts(tree, child));
  }
  return false;
}

}  // namespace

FunctionBegin FindFunctionBegin(const Tree& tree, NodeId function) {
  FunctionBegin begin;
  begin.owner = function;
  NodeId parent = function;
  NodeId statement = tree.Child(parent, Role::Body);
  begin.early_end = statement.index;
  if (IsDocstring(tree, statement)) {
    begin.place = Place::AfterStatement;
    begin.node = statement;
    begin.span = tree[statement].span;
    return begin;
  }
  while (statement.is_valid()) {
    const Node& node = tree[statement];
    begin.owner = parent;
    begin.node = statement;
    begin.early_end = statement.index;
    if (!IsCompound(node.kind)) {
      begin.place = Place::BeforeStatement;
      begin.span = node.span;
      return begin;
    }
    if (FindLine(tree, statement, begin)) {
      return begin;
    }
    NodeId owner;
    NodeId expression = FirstExpression(tree, statement, owner);
    if (expression.is_valid()) {
      begin.place = Place::InExpression;
      begin.owner = owner;
      begin.node = expression;
      begin.span = tree[expression].span;
      return begin;
    }
    if (node.kind == Kind::Try || node.kind == Kind::TryStar) {
      begin.tries.push_back(statement);
      parent = statement;
      statement = tree.Child(statement, Role::Body);
    } else if (IsDefinition(node.kind)) {
      // To define a function takes no time, but what decorates it may call it.
      if (tree.Child(statement, Role::DecoratorList).is_valid()) {
        begin.decorated_end = node.next;
      }
      NodeId next = tree.NextSibling(parent, statement);
      bool is_body = next.is_valid() && tree[next].role == Role::Body;
      statement = is_body ? next : kNoNode;
    } else {
      break;
    }
  }
  begin.place = Place::Nowhere;
  return begin;
}

FunctionBegin BeginInTree(const Tree& tree, NodeId function) {
  FunctionBegin begin;
  begin.place = Place::InTree;
  begin.owner = function;
  begin.node = tree.Child(function, Role::Body);
  begin.early_end = begin.node.index;
  return begin;
}

std::string_view WhyWithoutBegin(const Tree& tree, const FunctionBegin& begin, NodeId id,
                                 bool is_inner) {
  if (id.index < (is_inner ? begin.decorated_end : begin.early_end)) {
    return "it comes before its function's begin";
  }
  for (NodeId statement : begin.tries) {
    if (id.index < tree[statement].next && MayLackBegin(tree, statement, id)) {
      return "it may run without its function's begin";
    }
  }
  return "";
}

}  // namespace weft
