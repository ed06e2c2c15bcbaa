#pragma once

#include "select/name_pattern.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace weft {

// What a name of a pointcut expression asks about a call or about what is around it.
enum class PointcutKind : uint8_t {
  Call,       // call(requests.*): the callee's name as imports and definitions resolve it.
  Callee,     // callee(self.db.*): the callee's name as it is written.
  Within,     // within(shop.cart:Cart.*): the functions and classes around the call.
  Decorated,  // decorated(app.route): a function or class around it has this decorator.
  Base,       // base(unittest.TestCase): a class around it has this base class.
  Kind,       // kind(async): the sort of the innermost function around it.
};

// What kind(...) may ask; a set of bits.
namespace function_kind {
inline constexpr uint16_t kModule = 1;  // No function and no class is around.
inline constexpr uint16_t kClass = 2;   // The body of a class.
inline constexpr uint16_t kFunction = 4;
inline constexpr uint16_t kMethod = 8;
inline constexpr uint16_t kNested = 16;
inline constexpr uint16_t kAsync = 32;
inline constexpr uint16_t kGenerator = 64;
inline constexpr uint16_t kProperty = 128;
inline constexpr uint16_t kClassMethod = 256;
inline constexpr uint16_t kStaticMethod = 512;
inline constexpr uint16_t kTest = 1024;
}  // namespace function_kind

struct FunctionKindRow {
  std::string_view name;
  uint16_t bit;
  std::string_view meaning;  // For docs/select.md and the help.
};
std::span<const FunctionKindRow> AllFunctionKinds();
const FunctionKindRow* FindFunctionKind(std::string_view name);

// One question: a leaf of an expression.
struct Pointcut {
  PointcutKind kind = PointcutKind::Call;
  NamePattern pattern;         // Within: of the module.
  NamePattern scope{"*"};      // Within: of the qualified name, without `<locals>`.
  uint16_t function_kind = 0;  // Kind.
  uint32_t rule = 0;           // Which rule asks; an index into Selection::rules().

  std::string Text() const;  // `call(requests.*)`
};

// `shop.cart:Cart.*`, or a module alone.
Pointcut MakeWithin(std::string_view text);

// An expression over pointcuts, which are kept apart and called by index.
struct PointcutExpr {
  enum class Op : uint8_t { Leaf, Not, And, Or };
  Op op = Op::Leaf;
  uint32_t leaf = 0;
  std::vector<PointcutExpr> operands;  // They nest a few more than kMaxDepth deep at most.

  static constexpr int kMaxDepth = 100;
};

PointcutExpr LeafExpr(uint32_t leaf);
PointcutExpr NotExpr(PointcutExpr operand);
// The operand itself if there is one; of none, false and true.
PointcutExpr OrExpr(std::vector<PointcutExpr> operands);
PointcutExpr AndExpr(std::vector<PointcutExpr> operands);

// What is wrong with an expression, and where.
struct PointcutError {
  size_t offset = 0;  // In bytes, into the text.
  std::string message;
};

// Reads an expression (docs/select.md has the grammar) and appends its pointcuts to `leaves`.
std::optional<PointcutError> ParsePointcut(std::string_view text, std::vector<Pointcut>& leaves,
                                           PointcutExpr& expr);

// The parts of `a,b[1,2],c` with no blanks around; commas in brackets and quotes do not count.
std::vector<std::string> SplitPatterns(std::string_view text);

}  // namespace weft
