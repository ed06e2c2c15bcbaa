#pragma once

#include "syntax/tree.h"

#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace weft {

// What an expression is known to be while compiling. Small: None, booleans, integers of 64 bits,
// strings, and tuples of such.
struct ConstantValue {
  using Tuple = std::vector<ConstantValue>;
  struct None {
    friend bool operator==(None, None) = default;
  };
  std::variant<None, bool, int64_t, std::string, Tuple> value;

  bool IsTrue() const;  // As bool() has it.
};

// What a name, an attribute, a subscript or a call stands for, where that is known.
using ConstantLookup = std::function<std::optional<ConstantValue>(NodeId expr)>;

// The value of `expr`, made of literals and of what `lookup` knows by `not`, `and`, `or`,
// comparisons, `in` tuples and strings, and `x.startswith(...)` of a string. Nothing where it is
// unknown, or where finding it would leave out something that may have an effect or fail.
std::optional<ConstantValue> EvaluateConstant(const Tree& tree, NodeId expr,
                                              const ConstantLookup& lookup);

// The value of a literal as Python spells it: `False`, `3`, `"x"`, `(3, 8)`; nothing where `text`
// is anything else.
std::optional<ConstantValue> ParseConstant(std::string_view text);

}  // namespace weft
