#include "validate/suspects.h"

#include "validate/suspect_tokens.h"

#include <algorithm>
#include <string_view>

namespace weft {
namespace {

constexpr size_t kNoParent = SIZE_MAX;
constexpr std::string_view kBlanks = " \t\n\r\f";

class TreeScan {
 public:
  TreeScan(const Tree& tree, std::vector<uint32_t>& suspects)
      : nodes_(tree.nodes()), text_(tree.source().text()), suspects_(suspects) {}

  void Run() {
    std::vector<size_t> open;
    for (size_t i = 0; i < nodes_.size(); ++i) {
      while (!open.empty() && nodes_[open.back()].next <= i) {
        open.pop_back();
      }
      if (IsSuspect(i, open.empty() ? kNoParent : open.back())) {
        suspects_.push_back(nodes_[i].span.begin);
      }
      if (nodes_[i].next > i + 1) {
        open.push_back(i);
      }
    }
  }

 private:
  bool IsSuspect(size_t i, size_t parent) const {
    const Node& node = nodes_[i];
    Kind above = parent == kNoParent ? Kind::Module : nodes_[parent].kind;
    if (IsBadTarget(node, parent)) {
      return true;
    }
    switch (node.kind) {
      case Kind::Starred:
        return IsBadStarred(i, above);
      case Kind::NamedExpr:
        return !node.is_parenthesized() && !TakesWalrus(above, node.role);
      case Kind::Yield:
      case Kind::YieldFrom:
        return !node.is_parenthesized() && !TakesYield(above, node.role);
      case Kind::Lambda:
      case Kind::IfExp:
        return !node.is_parenthesized() && IsOperand(above, node.role);
      case Kind::UnaryOp:
        return !node.is_parenthesized() && nodes_[i + 1].kind == Kind::Not &&
               (above == Kind::BinOp || above == Kind::Compare ||
                (above == Kind::UnaryOp && nodes_[parent + 1].kind != Kind::Not));
      case Kind::Tuple:
        return !HasParentheses(node) && !TakesTuple(above, node.role);
      case Kind::GeneratorExp:
        return above != Kind::Call && !HasParentheses(node);
      case Kind::Call:
      case Kind::ClassDef:
        return HasBadArguments(i);
      case Kind::comprehension:
        return HasCommaBehindIter(i, parent);
      case Kind::AnnAssign:
        return IsBadAnnotation(i);
      case Kind::Dict:
        return HasBadUnpacking(i);
      case Kind::Try:
        return IsBadTry(i);
      case Kind::arguments:
        return HasBadParameters(i);
      case Kind::TryStar:
      case Kind::Match:
      case Kind::TypeAlias:
      case Kind::TypeVar:
      case Kind::ParamSpec:
      case Kind::TypeVarTuple:
        return true;  // Rare, with many rules.
      default:
        return false;
    }
  }

  static bool IsTargetKind(Kind kind, bool is_single) {
    switch (kind) {
      case Kind::Name:
      case Kind::Attribute:
      case Kind::Subscript:
        return true;
      case Kind::Starred:
      case Kind::List:
      case Kind::Tuple:
        return !is_single;
      default:
        return false;
    }
  }

  bool IsBadTarget(const Node& node, size_t parent) const {
    if (parent == kNoParent) {
      return false;
    }
    const Node& above = nodes_[parent];
    switch (node.role) {
      case Role::Targets:
        return !IsTargetKind(node.kind, false) ||
               (above.kind == Kind::Delete && node.kind == Kind::Starred);
      case Role::Target:
        return !IsTargetKind(node.kind, above.kind == Kind::AugAssign ||
                                            above.kind == Kind::AnnAssign ||
                                            above.kind == Kind::NamedExpr);
      case Role::OptionalVars:
        return !IsTargetKind(node.kind, false);
      case Role::Elts:
        return above.context() != Context::Load &&
               (!IsTargetKind(node.kind, false) ||
                (above.context() == Context::Del && node.kind == Kind::Starred));
      case Role::Value:
        return above.kind == Kind::Starred && above.context() != Context::Load &&
               !IsTargetKind(node.kind, false);
      default:
        return false;
    }
  }

  bool IsBadStarred(size_t i, Kind above) const {
    switch (above) {
      case Kind::Tuple:
      case Kind::List:
      case Kind::Set:
      case Kind::Call:
      case Kind::ClassDef:
        break;
      default:
        return true;
    }
    if (above == Kind::Tuple || above == Kind::List) {
      size_t before = text_.find_last_not_of(kBlanks, nodes_[i].span.begin - 1);
      size_t behind = text_.find_first_not_of(kBlanks, nodes_[i].span.end);
      if (nodes_[i].span.begin > 0 && before != std::string_view::npos && text_[before] == '(' &&
          behind != std::string_view::npos && text_[behind] == ')') {
        return true;
      }
    }
    const Node& operand = nodes_[i + 1];
    switch (operand.kind) {
      case Kind::BoolOp:
      case Kind::Compare:
      case Kind::UnaryOp:
      case Kind::IfExp:
      case Kind::Lambda:
      case Kind::NamedExpr:
      case Kind::Starred:
        return !operand.is_parenthesized();
      default:
        return false;
    }
  }

  static bool TakesWalrus(Kind above, Role role) {
    switch (above) {
      case Kind::If:
      case Kind::While:
        return role == Role::Test;
      case Kind::Call:
        return role == Role::Args;
      case Kind::List:
      case Kind::Set:
        return true;
      case Kind::ListComp:
      case Kind::SetComp:
      case Kind::GeneratorExp:
        return role == Role::Elt;
      case Kind::Subscript:
        return role == Role::Slice;
      default:
        return false;
    }
  }

  static bool TakesYield(Kind above, Role role) {
    switch (above) {
      case Kind::Expr:
      case Kind::FormattedValue:
        return true;
      case Kind::Assign:
      case Kind::AugAssign:
      case Kind::AnnAssign:
        return role == Role::Value;
      default:
        return false;
    }
  }

  static bool IsOperand(Kind above, Role role) {
    switch (above) {
      case Kind::BinOp:
      case Kind::UnaryOp:
      case Kind::BoolOp:
      case Kind::Compare:
      case Kind::comprehension:
      case Kind::Starred:
      case Kind::Await:
      case Kind::Attribute:
      case Kind::FormattedValue:
        return true;
      case Kind::Subscript:
        return role == Role::Value;
      case Kind::Call:
        return role == Role::Func;
      case Kind::IfExp:
        return role != Role::Orelse;
      default:
        return false;
    }
  }

  static bool TakesTuple(Kind above, Role role) {
    switch (above) {
      case Kind::Assign:
      case Kind::Return:
      case Kind::Yield:
      case Kind::For:
      case Kind::AsyncFor:
      case Kind::Expr:
      case Kind::FormattedValue:
        return true;
      case Kind::AugAssign:
      case Kind::AnnAssign:
        return role == Role::Value;
      case Kind::comprehension:
        return role == Role::Target;
      case Kind::Subscript:
        return role == Role::Slice;
      default:
        return false;
    }
  }

  // Whether a tuple or generator brings its own. `(a), (b)` passes as well; it is rare where it
  // matters.
  bool HasParentheses(const Node& node) const {
    return node.span.length() >= 2 && text_[node.span.begin] == '(' &&
           text_[node.span.end - 1] == ')';
  }

  bool HasBadArguments(size_t call) const {
    bool has_keyword = false;
    bool has_unpacking = false;
    size_t num_arguments = 0;
    const Node* generator = nullptr;
    for (size_t i = call + 1; i < nodes_[call].next; i = nodes_[i].next) {
      const Node& child = nodes_[i];
      if (child.role == Role::Args || child.role == Role::Bases) {
        ++num_arguments;
        if (has_unpacking || (has_keyword && child.kind != Kind::Starred)) {
          return true;
        }
        if (child.kind == Kind::GeneratorExp) {
          generator = &child;
        }
      } else if (child.role == Role::Keywords) {
        ++num_arguments;
        bool is_named = i + 1 < child.next && nodes_[i + 1].role == Role::Arg;
        (is_named ? has_keyword : has_unpacking) = true;
      }
    }
    if (generator == nullptr) {
      return false;
    }
    return nodes_[call].kind == Kind::ClassDef || !HasParentheses(*generator) ||
           (num_arguments > 1 && generator->span.end == nodes_[call].span.end);
  }

  // `**` in a dict takes an operand of `|`.
  bool HasBadUnpacking(size_t dict) const {
    for (size_t i = dict + 1; i < nodes_[dict].next; i = nodes_[i].next) {
      const Node& child = nodes_[i];
      bool is_loose = child.kind == Kind::IfExp || child.kind == Kind::Lambda ||
                      child.kind == Kind::BoolOp || child.kind == Kind::Compare ||
                      child.kind == Kind::UnaryOp;
      if (!is_loose || child.is_parenthesized()) {
        continue;
      }
      size_t before = text_.find_last_not_of(" \t\n\r\f", child.span.begin - 1);
      if (before != std::string_view::npos && text_[before] == '*') {
        return true;
      }
    }
    return false;
  }

  bool IsBadTry(size_t statement) const {
    bool has_handlers = false;
    bool has_else = false;
    bool has_finally = false;
    for (size_t i = statement + 1; i < nodes_[statement].next; i = nodes_[i].next) {
      has_handlers |= nodes_[i].role == Role::Handlers;
      has_else |= nodes_[i].role == Role::Orelse;
      has_finally |= nodes_[i].role == Role::Finalbody;
    }
    return !has_handlers && (has_else || !has_finally);
  }

  // `f(x for x in a, b)`
  bool HasCommaBehindIter(size_t clause, size_t parent) const {
    for (size_t i = clause + 1; i < nodes_[clause].next; i = nodes_[i].next) {
      if (nodes_[i].role == Role::Iter) {
        size_t next = nodes_[i].next;
        uint32_t end =
            next < nodes_[parent].next ? nodes_[next].span.begin : nodes_[parent].span.end;
        return CountBetween(nodes_[i].span.end, end, ',') > 0;
      }
    }
    return false;
  }

  // `x: int = y = 1`
  bool IsBadAnnotation(size_t statement) const {
    uint32_t annotation_end = 0;
    for (size_t i = statement + 1; i < nodes_[statement].next; i = nodes_[i].next) {
      if (nodes_[i].role == Role::Annotation) {
        annotation_end = nodes_[i].span.end;
      } else if (nodes_[i].role == Role::Value) {
        return nodes_[i].kind == Kind::Assign || nodes_[i].kind == Kind::AnnAssign ||
               nodes_[i].kind == Kind::AugAssign ||
               nodes_[i].span.end < nodes_[statement].span.end ||
               CountBetween(annotation_end, nodes_[i].span.begin, '=') > 1;
      }
    }
    return false;
  }

  size_t CountBetween(uint32_t begin, uint32_t end, char c) const {
    return begin >= end
               ? 0
               : static_cast<size_t>(std::count(text_.begin() + begin, text_.begin() + end, c));
  }

  bool HasBadParameters(size_t arguments) const {
    const Node& node = nodes_[arguments];
    std::string_view text = text_.substr(node.span.begin, node.span.length());
    if (text.find('/') != std::string_view::npos) {
      return true;
    }
    bool has_default = false;
    bool has_keyword_only = false;
    bool has_kwarg = false;
    for (size_t i = arguments + 1; i < node.next; i = nodes_[i].next) {
      Role role = nodes_[i].role;
      size_t next = nodes_[i].next;
      Role behind = next < node.next ? nodes_[next].role : Role::None;
      bool has_own_default = behind == Role::Defaults || behind == Role::KwDefaults;
      if (has_kwarg) {
        return true;
      }
      switch (role) {
        case Role::Args:
        case Role::Posonlyargs:
          if ((has_default && !has_own_default) || has_keyword_only) {
            return true;
          }
          has_default = has_own_default;
          break;
        case Role::Vararg:
          if (has_keyword_only || has_own_default) {
            return true;
          }
          has_keyword_only = true;
          break;
        case Role::Kwonlyargs:
          has_keyword_only = true;
          break;
        case Role::Kwarg:
          has_kwarg = true;
          break;
        default:
          break;
      }
    }
    size_t num_stars = 0;
    for (size_t at = text.find('*'); at != std::string_view::npos; at = text.find('*', at)) {
      size_t end = text.find_first_not_of('*', at);
      end = end == std::string_view::npos ? text.size() : end;
      if (end - at == 1) ++num_stars;
      at = end;
    }
    return num_stars != static_cast<size_t>(has_keyword_only);
  }

  std::span<const Node> nodes_;
  std::string_view text_;
  std::vector<uint32_t>& suspects_;
};

}  // namespace

std::vector<uint32_t> FindSuspects(const Tree& tree, PythonVersion target) {
  std::vector<uint32_t> suspects;
  TreeScan(tree, suspects).Run();
  FindSuspectTokens(tree, target, suspects);
  return suspects;
}

}  // namespace weft
