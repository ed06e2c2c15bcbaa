#include "passes/constant_value.h"

#include "base/diagnostics.h"
#include "select/constant_text.h"
#include "syntax/parse.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace weft {
namespace {

using Tuple = ConstantValue::Tuple;
using Result = std::optional<ConstantValue>;

// Expressions that nest deeper are unknown.
constexpr int kMaxDepth = 50;

std::optional<int64_t> AsInteger(const ConstantValue& value) {
  if (const auto* flag = std::get_if<bool>(&value.value)) {
    return *flag ? 1 : 0;
  }
  const auto* number = std::get_if<int64_t>(&value.value);
  return number == nullptr ? std::nullopt : std::optional(*number);
}

// How two values are ordered; nothing where Python would refuse to say.
// NOLINTNEXTLINE(misc-no-recursion): tuples nest as deep as expressions do, up to kMaxDepth.
std::optional<std::strong_ordering> Order(const ConstantValue& a, const ConstantValue& b) {
  if (AsInteger(a) && AsInteger(b)) {
    return *AsInteger(a) <=> *AsInteger(b);
  }
  const auto* text_a = std::get_if<std::string>(&a.value);
  const auto* text_b = std::get_if<std::string>(&b.value);
  if (text_a != nullptr && text_b != nullptr) {
    return *text_a <=> *text_b;
  }
  const auto* tuple_a = std::get_if<Tuple>(&a.value);
  const auto* tuple_b = std::get_if<Tuple>(&b.value);
  if (tuple_a == nullptr || tuple_b == nullptr) {
    return std::nullopt;
  }
  for (size_t i = 0; i < std::min(tuple_a->size(), tuple_b->size()); ++i) {
    std::optional<std::strong_ordering> order = Order((*tuple_a)[i], (*tuple_b)[i]);
    if (order != std::strong_ordering::equal) {
      return order;
    }
  }
  return tuple_a->size() <=> tuple_b->size();
}

// NOLINTNEXTLINE(misc-no-recursion): as above.
bool AreEqual(const ConstantValue& a, const ConstantValue& b) {
  const auto* tuple_a = std::get_if<Tuple>(&a.value);
  const auto* tuple_b = std::get_if<Tuple>(&b.value);
  if (tuple_a != nullptr && tuple_b != nullptr) {
    // NOLINTNEXTLINE(misc-no-recursion): as above.
    return std::ranges::equal(*tuple_a, *tuple_b, AreEqual);
  }
  bool are_none = std::holds_alternative<ConstantValue::None>(a.value) &&
                  std::holds_alternative<ConstantValue::None>(b.value);
  return are_none || Order(a, b) == std::strong_ordering::equal;
}

std::optional<bool> IsIn(const ConstantValue& item, const ConstantValue& container) {
  if (const auto* tuple = std::get_if<Tuple>(&container.value)) {
    return std::ranges::any_of(*tuple, [&](const auto& other) { return AreEqual(item, other); });
  }
  const auto* part = std::get_if<std::string>(&item.value);
  const auto* whole = std::get_if<std::string>(&container.value);
  if (part == nullptr || whole == nullptr) {
    return std::nullopt;
  }
  return whole->find(*part) != std::string::npos;
}

// `is` of anything but the three singletons depends on the interpreter.
std::optional<bool> IsSame(const ConstantValue& a, const ConstantValue& b) {
  auto is_singleton = [](const ConstantValue& value) {
    return std::holds_alternative<ConstantValue::None>(value.value) ||
           std::holds_alternative<bool>(value.value);
  };
  if (!is_singleton(a) || !is_singleton(b)) {
    return std::nullopt;
  }
  return a.value.index() == b.value.index() && AreEqual(a, b);
}

std::optional<bool> Compare(Kind op, const ConstantValue& a, const ConstantValue& b) {
  auto negated = [](std::optional<bool> result) { return result ? !*result : result; };
  switch (op) {
    case Kind::Eq:
      return AreEqual(a, b);
    case Kind::NotEq:
      return !AreEqual(a, b);
    case Kind::Is:
      return IsSame(a, b);
    case Kind::IsNot:
      return negated(IsSame(a, b));
    case Kind::In:
      return IsIn(a, b);
    case Kind::NotIn:
      return negated(IsIn(a, b));
    default:
      break;
  }
  std::optional<std::strong_ordering> order = Order(a, b);
  if (!order) {
    return std::nullopt;
  }
  switch (op) {
    case Kind::Lt:
      return *order < 0;
    case Kind::LtE:
      return *order <= 0;
    case Kind::Gt:
      return *order > 0;
    case Kind::GtE:
      return *order >= 0;
    default:
      return std::nullopt;
  }
}

Result Literal(const Tree& tree, NodeId constant) {
  std::string_view spelled = tree.Text(constant);
  if (spelled == "None") return ConstantValue{ConstantValue::None()};
  if (spelled == "True" || spelled == "False") return ConstantValue{spelled == "True"};
  std::string text = ConstantText(tree, constant);
  if (spelled[0] >= '0' && spelled[0] <= '9') {
    int64_t number = 0;
    const char* end = text.data() + text.size();
    auto [behind, error] = std::from_chars(text.data(), end, number);
    return error == std::errc() && behind == end ? Result(ConstantValue{number}) : std::nullopt;
  }
  size_t quote = spelled.find_first_of("'\"");
  bool is_text = quote != std::string_view::npos &&
                 spelled.substr(0, quote).find_first_of("bB") == std::string_view::npos;
  return is_text ? Result(ConstantValue{std::move(text)}) : std::nullopt;
}

class Evaluator {
 public:
  Evaluator(const Tree& tree, const ConstantLookup& lookup) : tree_(tree), lookup_(lookup) {}

  // NOLINTNEXTLINE(misc-no-recursion): kMaxDepth bounds it.
  Result Evaluate(NodeId expr) {
    if (depth_ == kMaxDepth) {
      return std::nullopt;
    }
    ++depth_;
    Result result = EvaluateKind(expr);
    --depth_;
    return result;
  }

 private:
  // NOLINTNEXTLINE(misc-no-recursion)
  Result EvaluateKind(NodeId expr) {
    switch (tree_[expr].kind) {
      case Kind::Constant:
        return Literal(tree_, expr);
      case Kind::Tuple:
        return Elements(expr);
      case Kind::UnaryOp:
        return Unary(expr);
      case Kind::BoolOp:
        return Logical(expr);
      case Kind::Compare:
        return Comparison(expr);
      case Kind::Call: {
        Result known = lookup_(expr);
        return known ? known : StartsWith(expr);
      }
      case Kind::Name:
      case Kind::Attribute:
      case Kind::Subscript:
        return lookup_(expr);
      default:
        return std::nullopt;
    }
  }

  // NOLINTNEXTLINE(misc-no-recursion)
  Result Elements(NodeId display) {
    Tuple tuple;
    for (NodeId element : Children(tree_, display, Role::Elts)) {
      Result value = Evaluate(element);
      if (!value) return std::nullopt;
      tuple.push_back(std::move(*value));
    }
    return ConstantValue{std::move(tuple)};
  }

  // NOLINTNEXTLINE(misc-no-recursion)
  Result Unary(NodeId expr) {
    Result operand = Evaluate(tree_.Child(expr, Role::Operand));
    if (!operand) return std::nullopt;
    Kind op = tree_[tree_.Child(expr, Role::Op)].kind;
    if (op == Kind::Not) return ConstantValue{!operand->IsTrue()};
    std::optional<int64_t> number = AsInteger(*operand);
    return op == Kind::USub && number ? Result(ConstantValue{-*number}) : std::nullopt;
  }

  // The first operand that decides settles it; those behind it would not be evaluated.
  // NOLINTNEXTLINE(misc-no-recursion)
  Result Logical(NodeId expr) {
    bool decides = tree_[tree_.Child(expr, Role::Op)].kind == Kind::Or;
    Result last;
    for (NodeId operand : Children(tree_, expr, Role::Values)) {
      last = Evaluate(operand);
      if (!last || last->IsTrue() == decides) return last;
    }
    return last;
  }

  // NOLINTNEXTLINE(misc-no-recursion)
  Result Comparison(NodeId expr) {
    NodeId left = tree_.Child(expr, Role::Left);
    Result a = Evaluate(left);
    std::vector<Kind> ops;
    for (NodeId op : Children(tree_, expr, Role::Ops)) ops.push_back(tree_[op].kind);
    size_t i = 0;
    for (NodeId right : Children(tree_, expr, Role::Comparators)) {
      Kind op = ops[i++];
      bool is_display = tree_[right].kind == Kind::List || tree_[right].kind == Kind::Set;
      bool is_search = op == Kind::In || op == Kind::NotIn;
      Result b = is_display && is_search ? Elements(right) : Evaluate(right);
      std::optional<bool> holds = a && b ? Compare(op, *a, *b) : std::nullopt;
      if (!holds) return std::nullopt;
      if (!*holds) return ConstantValue{false};
      a = std::move(b);
    }
    return ConstantValue{true};
  }

  // `sys.platform.startswith("win")`
  // NOLINTNEXTLINE(misc-no-recursion)
  Result StartsWith(NodeId call) {
    NodeId func = tree_.Child(call, Role::Func);
    NodeId arg = tree_.NextSibling(call, func);
    bool is_asked = tree_[func].kind == Kind::Attribute &&
                    tree_.Text(tree_.Child(func, Role::Attr)) == "startswith" && arg.is_valid() &&
                    tree_[arg].role == Role::Args && !tree_.NextSibling(call, arg).is_valid();
    if (!is_asked) return std::nullopt;
    Result text = Evaluate(tree_.Child(func, Role::Value));
    Result prefix = Evaluate(arg);
    if (!text || !prefix || !std::holds_alternative<std::string>(text->value)) return std::nullopt;
    Tuple prefixes{*prefix};
    if (const auto* several = std::get_if<Tuple>(&prefix->value)) prefixes = *several;
    bool is_prefix = false;
    for (const ConstantValue& one : prefixes) {
      const auto* start = std::get_if<std::string>(&one.value);
      if (start == nullptr) return std::nullopt;
      is_prefix |= std::get<std::string>(text->value).starts_with(*start);
    }
    return ConstantValue{is_prefix};
  }

  const Tree& tree_;
  const ConstantLookup& lookup_;
  int depth_ = 0;
};

}  // namespace

bool ConstantValue::IsTrue() const {
  if (const auto* flag = std::get_if<bool>(&value)) return *flag;
  if (const auto* number = std::get_if<int64_t>(&value)) return *number != 0;
  if (const auto* text = std::get_if<std::string>(&value)) return !text->empty();
  if (const auto* tuple = std::get_if<Tuple>(&value)) return !tuple->empty();
  return false;
}

Result EvaluateConstant(const Tree& tree, NodeId expr, const ConstantLookup& lookup) {
  return Evaluator(tree, lookup).Evaluate(expr);
}

Result ParseConstant(std::string_view text) {
  SourceFile source = SourceFile::FromText("", std::string(text) + "\n");
  Diagnostics ignored;
  std::optional<Tree> tree = Parse(source, ignored);
  NodeId statement = tree ? tree->FirstChild(kRootNode) : kNoNode;
  if (!statement.is_valid() || (*tree)[statement].kind != Kind::Expr ||
      tree->NextSibling(kRootNode, statement).is_valid()) {
    return std::nullopt;
  }
  return EvaluateConstant(*tree, tree->Child(statement, Role::Value),
                          [](NodeId) { return std::nullopt; });
}

}  // namespace weft
