#pragma once

#include "base/source_file.h"
#include "syntax/tree.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace re2 {
class RE2;
}  // namespace re2

namespace weft {

// `$x`, `$...x` or `$_` of a rule.
struct Metavariable {
  std::string name;         // Without `$`.
  bool is_many = false;     // Any number of arguments or elements.
  bool is_any = false;      // `$_`: one of its own at every place.
  bool may_repeat = false;  // Its effects may happen more often than they did,
  bool may_drop = false;    // or not at all.
};

// When the operand in a hole is evaluated.
enum class Moment : uint8_t {
  Always,      // Once, where the whole is.
  Sometimes,   // Once or not at all: behind `and`, in an arm of a conditional.
  InIterable,  // Once, but inside of a comprehension.
  Later,       // In a function or comprehension of its own, any number of times.
};

// A place where a metavariable stands.
struct Hole {
  NodeId node;  // A Name, or an identifier.
  uint32_t variable = 0;
  Moment moment = Moment::Always;
};

// A token of a replacement, or a hole.
struct TemplatePart {
  Span span;              // Of Template::source.
  uint32_t hole = 0;      // Of Template::holes; kNoHole for a token.
  bool is_apart = false;  // A blank stands before it.
};

inline constexpr uint32_t kNoHole = UINT32_MAX;

// One side of a rule, parsed. A metavariable is a name of the same length in the text, so that
// offsets are those of the rule; which names they are is known by offset.
struct Template {
  std::unique_ptr<const SourceFile> source;  // Not null.
  std::optional<Tree> tree;                  // Of `source`; always there.
  NodeId root;                               // The expression or the statement.
  std::vector<Hole> holes;                   // In source order.
  std::vector<uint32_t> hole_of;             // By node; kNoHole where it is none.
  std::vector<uint32_t> evaluated;           // Holes in order of evaluation.
  std::vector<TemplatePart> parts;           // In source order.

  uint32_t HoleOf(NodeId id) const { return hole_of[id.index]; }
};

struct DeleteRegex {
  void operator()(const re2::RE2* regex) const;
};

// A condition on what a metavariable, or a name, stands for.
struct Constraint {
  enum class Test : uint8_t { Kind, Text, Builtin, Pure, Import };

  Test test = Test::Kind;
  bool is_negated = false;
  std::optional<uint32_t> variable;  // Else `name` is meant, as it resolves at the match.
  std::string name;
  std::vector<Kind> kinds;                             // Kind
  std::unique_ptr<const re2::RE2, DeleteRegex> regex;  // Text
  std::string dotted;                                  // Import
};

// `pattern -> replacement`, with what restricts it.
struct Rule {
  uint32_t line = 0;  // In the file, 1-based.
  Template pattern;
  Template replacement;
  bool is_statement = false;  // Both sides are statements; else both are expressions.
  bool may_reorder = false;
  std::vector<Metavariable> variables;
  std::vector<Constraint> constraints;

  // Follow from the above. Of variables whose operands have to be names or constants, since the
  // rule evaluates them in another order or number.
  std::vector<bool> needs_pure;             // By variable.
  std::vector<std::string_view> own_names;  // Bound by the replacement: parameters, targets.
};

}  // namespace weft
