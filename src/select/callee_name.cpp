#include "select/callee_name.h"

#include "select/constant_text.h"

#include "syntax/characters.h"
#include "syntax/scope_names.h"

#include <vector>

namespace weft {
namespace {

constexpr size_t kMaxName = 4096;  // bytes

// The source text of a node with its white space reduced to what is needed to read it.
std::string ShortText(const Tree& tree, NodeId id) {
  Span span = tree[id].span;
  std::string text;
  uint32_t end = span.begin;
  TokenKind last = TokenKind::EndOfFile;
  for (uint32_t i = tree.TokenAtOrAfter(span.begin); i < tree.tokens().size(); ++i) {
    const Token& token = tree.tokens()[i];
    if (token.begin >= span.end || text.size() > kMaxName) break;
    std::string_view spelled = tree.source().Slice(token.span());
    bool is_gap = token.begin > end;
    bool meets_word = is_gap && !text.empty() && !spelled.empty() && IsNameByte(text.back()) &&
                      (IsNameByte(spelled[0]) || spelled[0] == '"' || spelled[0] == '\'');
    if (meets_word || (last == TokenKind::Comma && token.kind != TokenKind::CloseParen &&
                       token.kind != TokenKind::CloseBracket)) {
      text += ' ';
    }
    for (char c : spelled) text += c == '\n' || c == '\r' ? ' ' : c;
    end = token.end;
    last = token.kind;
  }
  return tree[id].is_parenthesized() ? "(" + text + ")" : text;
}

void AppendName(const Tree& tree, NodeId expr, SubscriptedName& name);

void AppendOperand(const Tree& tree, NodeId id, SubscriptedName& name) {
  switch (tree[id].kind) {
    case Kind::Name:
      return name.Append(NormalizeIdentifier(tree.Text(id)));
    case Kind::Constant:
      return name.Append(ConstantText(tree, id));
    default:
      return name.Append(ShortText(tree, id));
  }
}

// Recurses for subscripts in subscripts only, and brackets nest 200 deep at most.
void AppendName(const Tree& tree, NodeId expr, SubscriptedName& name) {
  std::vector<NodeId> parts;  // Attribute and Subscript nodes, the outermost first.
  size_t num_bytes = 0;
  NodeId at = expr;
  for (;; at = tree.FirstChild(at)) {
    Kind kind = tree[at].kind;
    if (++num_bytes > kMaxName) break;
    if (kind == Kind::Call) continue;
    if (kind != Kind::Attribute && kind != Kind::Subscript) break;
    NodeId part = tree.Child(at, kind == Kind::Attribute ? Role::Attr : Role::Slice);
    num_bytes += tree[part].span.length();
    if (num_bytes > kMaxName) break;
    parts.push_back(at);
  }
  if (num_bytes > kMaxName) {
    name.Append("...");
  } else {
    AppendOperand(tree, at, name);
  }
  for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
    if (tree[*part].kind == Kind::Attribute) {
      name.Append(".");
      name.Append(NormalizeIdentifier(tree.Text(tree.Child(*part, Role::Attr))));
    } else {
      name.Open();
      AppendName(tree, tree.Child(*part, Role::Slice), name);
      name.Close();
    }
  }
}

}  // namespace

SubscriptedName CalleeName(const Tree& tree, NodeId expr) {
  SubscriptedName name;
  AppendName(tree, expr, name);
  return name;
}

}  // namespace weft
