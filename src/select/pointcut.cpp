#include "select/pointcut.h"

#include "select/function_facts.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>

namespace weft {
namespace {

namespace fk = function_kind;

constexpr FunctionKindRow kFunctionKinds[] = {
    {"async", fk::kAsync, "an `async def`"},
    {"class", fk::kClass, "the body of a class, outside of its methods"},
    {"classmethod", fk::kClassMethod, "decorated with `classmethod`"},
    {"function", fk::kFunction, "a `def` that is not directly in a class"},
    {"generator", fk::kGenerator, "it has a `yield`"},
    {"method", fk::kMethod, "a `def` directly in a class"},
    {"module", fk::kModule, "no function and no class: the code of the module itself"},
    {"nested", fk::kNested, "a `def` in another function"},
    {"property", fk::kProperty, "decorated with `property`, `cached_property`, `x.setter`, ..."},
    {"staticmethod", fk::kStaticMethod, "decorated with `staticmethod`"},
    {"test", fk::kTest, "its name, or that of a function around it, begins with `test`"},
};

std::string_view KindName(PointcutKind kind) {
  switch (kind) {
    case PointcutKind::Call:
      return "call";
    case PointcutKind::Callee:
      return "callee";
    case PointcutKind::Within:
      return "within";
    case PointcutKind::Decorated:
      return "decorated";
    case PointcutKind::Base:
      return "base";
    case PointcutKind::Kind:
      return "kind";
  }
  return "";
}

PointcutExpr Join(PointcutExpr::Op op, std::vector<PointcutExpr> operands) {
  if (operands.size() == 1) return std::move(operands.front());
  PointcutExpr expr;
  expr.op = op;
  expr.operands = std::move(operands);
  return expr;
}

}  // namespace

std::span<const FunctionKindRow> AllFunctionKinds() {
  return kFunctionKinds;
}

const FunctionKindRow* FindFunctionKind(std::string_view name) {
  const auto* found = std::ranges::find(kFunctionKinds, name, &FunctionKindRow::name);
  return found == std::end(kFunctionKinds) ? nullptr : found;
}

std::string Pointcut::Text() const {
  std::string inner = pattern.text();
  if (kind == PointcutKind::Within && scope.text() != "*") inner += ":" + scope.text();
  return fmt::format("{}({})", KindName(kind), inner);
}

Pointcut MakeWithin(std::string_view text) {
  size_t colon = text.find(':');
  std::string_view module = text.substr(0, colon);
  std::string_view scope = colon == std::string_view::npos ? "*" : text.substr(colon + 1);
  return {.kind = PointcutKind::Within,
          .pattern = NamePattern(module.empty() && colon == 0 ? "*" : module),
          .scope = NamePattern(WithoutLocals(scope))};
}

PointcutExpr LeafExpr(uint32_t leaf) {
  PointcutExpr expr;
  expr.leaf = leaf;
  return expr;
}

PointcutExpr NotExpr(PointcutExpr operand) {
  PointcutExpr expr;
  expr.op = PointcutExpr::Op::Not;
  expr.operands.push_back(std::move(operand));
  return expr;
}

PointcutExpr OrExpr(std::vector<PointcutExpr> operands) {
  return Join(PointcutExpr::Op::Or, std::move(operands));
}

PointcutExpr AndExpr(std::vector<PointcutExpr> operands) {
  return Join(PointcutExpr::Op::And, std::move(operands));
}

}  // namespace weft
