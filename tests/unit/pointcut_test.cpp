#include "select/pointcut.h"

#include "support/catch.h"

#include <string>
#include <string_view>
#include <vector>

namespace weft {
namespace {

std::string Shown(const PointcutExpr& expr, const std::vector<Pointcut>& leaves) {
  if (expr.op == PointcutExpr::Op::Leaf) return leaves[expr.leaf].Text();
  std::string text = expr.op == PointcutExpr::Op::Not   ? "(!"
                     : expr.op == PointcutExpr::Op::And ? "(&"
                                                        : "(|";
  for (const PointcutExpr& operand : expr.operands) text += " " + Shown(operand, leaves);
  return text + ")";
}

std::string Parse(std::string_view text) {
  std::vector<Pointcut> leaves;
  PointcutExpr expr;
  std::optional<PointcutError> error = ParsePointcut(text, leaves, expr);
  return error ? fmt::format("{}: {}", error->offset, error->message) : Shown(expr, leaves);
}

TEST_CASE("and binds tighter than or, not tightest") {
  CHECK(Parse("call(a)") == "call(a)");
  CHECK(Parse("call(a) && callee(b) || within(c)") == "(| (& call(a) callee(b)) within(c))");
  CHECK(Parse("call(a) && (callee(b) || within(c:d))") == "(& call(a) (| callee(b) within(c:d)))");
  CHECK(Parse("!base(a) && !!kind(async)") == "(& (! base(a)) kind(async))");
  CHECK(Parse(" ! ( decorated( a.b ) ) ") == "(! decorated(a.b))");
}

TEST_CASE("a comma in parentheses is an or") {
  CHECK(Parse("callee(a, b[1, 2], 'c, d)')") == "(| callee(a) callee(b[1, 2]) callee(c, d)))");
}

TEST_CASE("an error says where it is") {
  CHECK(Parse("") == "0: an expression is missing");
  CHECK(Parse("call(a) call(b)") == "8: `&&`, `||` or the end is expected here");
  CHECK(Parse("call(a))") == "7: this `)` has no `(`");
  CHECK(Parse("call(a") == "4: this `(` is not closed");
  CHECK(Parse("(call(a)") == "0: this `(` is not closed");
  CHECK(Parse("call()") == "5: a pattern is missing here");
  CHECK(Parse("call(a,)") == "7: a pattern is missing here");
  CHECK(Parse("calls(a)") == "0: `calls` is none of call, callee, within, decorated, base, kind");
  CHECK(Parse("call(a) && kind(foo)") == "16: no kind is called `foo`");
  CHECK(Parse("call(a) &&") == "10: something is missing at the end");
  CHECK(Parse("call a") == "5: `call` needs a pattern in parentheses");
  CHECK(Parse("&& call(a)").starts_with("0: call, callee, "));
}

TEST_CASE("deep nesting is refused") {
  std::string deep = std::string(5'000, '(') + "call(a)" + std::string(5'000, ')');
  CHECK(Parse(deep) == "100: too many parentheses nest here");
  CHECK(Parse(std::string(5'000, '!') + "call(a)") == "call(a)");
}

TEST_CASE("a list of patterns is split at commas outside of brackets and quotes") {
  CHECK(SplitPatterns("a,b[1, 2] , c") == std::vector<std::string>{"a", "b[1, 2]", "c"});
  CHECK(SplitPatterns("a['x,y'].c") == std::vector<std::string>{"a['x,y'].c"});
  CHECK(SplitPatterns("") == std::vector<std::string>{""});
}

}  // namespace
}  // namespace weft
