#pragma once

#include "fuzz/program_generator.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace weft::fuzz_internal {

// How tightly an expression binds; CPython's rules of Grammar/python.gram, loosest first.
enum class Level : uint8_t {
  Yield,
  Named,  // x := y
  Test,   // lambda, x if y else z
  Or,
  And,
  Not,
  Comparison,
  BitOr,
  BitXor,
  BitAnd,
  Shift,
  Sum,
  Term,
  Factor,
  Power,
  Await,
  Primary,
  Atom,
};

// What an expression can be.
enum class Shape : uint8_t {
  Name,
  Number,
  String,
  Keyword,
  Call,
  Attribute,
  Subscript,
  Binary,
  Unary,
  Not,
  Boolean,
  Compare,
  Conditional,
  Lambda,
  Tuple,
  List,
  Set,
  Dict,
  ListComp,
  SetComp,
  DictComp,
  Generator,
  Await,
  Yield,
  YieldFrom,
  Named,
};

// Where a replacement field stands: in the text of an f-string, or in the specification of
// another field.
enum class FieldUse : uint8_t { Text, FirstInSpec, LaterInSpec };

// Where the generator is, as far as that settles what is allowed.
struct Place {
  bool in_function = false;
  bool in_async = false;
  bool is_async_generator = false;
  bool in_class = false;  // Directly in a class body.
  bool in_loop = false;
  bool in_except_star = false;    // No return, break or continue.
  bool in_comprehension = false;  // No yield.
  bool in_iterable = false;       // Or target of a comprehension: no walrus.
  bool in_annotation = false;     // And the like: no yield, await or walrus.
  bool in_field = false;          // Of an f-string, outside of brackets: no bare colon.
  bool is_lone_item = false;      // Of a `with`: a tuple would be several items.
  bool is_annotated = false;      // In a target with an annotation, which is kept simple.
  bool is_module = true;          // Statements at module level.
  bool is_inline = false;         // Simple statements only.
};

// Sets a value for as long as this lives.
template <typename T>
class Within {
 public:
  Within(T& variable, const T& value) : variable_(variable), old_(variable) { variable = value; }
  explicit Within(T& variable) : variable_(variable), old_(variable) {}
  ~Within() { variable_ = old_; }
  Within(const Within&) = delete;
  Within& operator=(const Within&) = delete;

 private:
  T& variable_;
  T old_;
};

// Writes one program. Every function writes what its name says and takes the role that it
// plays for the node above.
class ProgramGrammar {
 public:
  ProgramGrammar(std::span<const uint8_t> bytes, const ProgramOptions& options);
  Program Run();

 private:
  // program_statements.cpp
  void Statement(Role role);
  void SimpleStatements(Role role);
  void SimpleStatement(Role role);
  void ExpressionStatement(Role role);
  void Assign(Role role);
  void AugAssign(Role role);
  void AnnAssign(Role role);
  void Delete(Role role);
  void Import(Role role);
  void ImportFrom(Role role);
  void FutureImport();
  void Declaration(Role role);  // global, nonlocal
  void Return(Role role);
  void Raise(Role role);
  void Assert(Role role);
  void RightSide(Role role);  // yield, or a bare tuple, or an expression
  void ImportedName(bool may_be_dotted);

  // program_blocks.cpp
  void CompoundStatement(Role role);
  void Block(Role role);  // From the colon on.
  void If(Role role, std::string_view keyword);
  void Else();
  void While(Role role);
  void For(Role role);
  void Try(Role role);
  void ExceptHandler(bool is_star, bool is_last);
  void With(Role role);
  void WithItem(bool is_lone);
  void Match(Role role);
  void MatchCase(bool is_last);

  // program_definitions.cpp
  void Function(Role role);
  void Class(Role role);
  void Decorators();
  void Parameters(bool is_lambda);
  void TypeParams();
  void TypeParam(bool has_default);
  void TypeAlias(Role role);
  void Lambda(Role role);

  // program_expressions.cpp
  void Expression(Role role, Level at_least);
  void Binary(Role role, Level at_least);
  void Boolean(Role role, Level at_least);
  Shape PickShape();
  bool IsAllowed(Shape shape) const;
  static Level LevelOf(Shape shape);
  void Write(Shape shape, Role role);
  void Unary(Role role, bool is_not);
  void Compare(Role role);
  void Conditional(Role role);
  void Attribute(Role role, Context context);
  void Subscript(Role role, Context context);
  void SliceItem(Role role, bool is_starred);

  // program_displays.cpp
  void Expressions(Role role);  // An expression or a bare tuple.
  void Starred(Role role, Level at_least);
  void Element(Level at_least);
  void Tuple(Role role, bool has_star);
  void Display(Kind kind, Role role);
  void Dict(Role role);
  void Comprehension(Kind kind, Role role);
  void Generators();
  void Yield(Role role, bool is_from);
  void Call(Role role);
  void Arguments(Role positional);
  void Keyword(std::vector<std::string>& used);
  void Bracketed(std::string_view open, std::string_view close,
                 const std::function<void()>& content);
  // In parentheses where `are_needed`, and sometimes where not.
  void Parenthesized(bool are_needed, const std::function<void()>& content);

  // program_targets.cpp
  void Targets(Role role);  // A target or a bare tuple of them.
  void Target(Role role, Context context, bool may_be_pattern);
  void TargetElements(Context context, bool needs_comma);

  // program_strings.cpp
  void String(Role role);
  void PlainString(bool is_bytes);
  void FormatString(bool is_template);
  void FormatText(std::string_view quote, bool is_raw, bool is_template);
  void Field(bool is_template, FieldUse use);
  void FormatSpec();
  void Number(Role role);

  // program_patterns.cpp
  void Pattern(Role role, bool is_refutable);
  void ClosedPattern(Role role, bool is_refutable);
  void ValuePattern(Role role);
  void LiteralValue(Role role);
  void DottedName(Role role, uint32_t num_dots);
  void SignedNumber(Role role, std::string_view number);
  void Alternatives(Role role, bool is_refutable);
  void SequencePattern(Role role, std::string_view open, std::string_view close);
  void MappingPattern(Role role);
  void ClassPattern(Role role);
  std::string Capture();  // Empty where no name may be bound.

  // A name to read or write. None of them is ever declared global or nonlocal.
  std::string_view Name();
  std::string UniqueName(std::string_view stem);
  // A name that is not in `used`, which then holds it.
  std::string NameNotIn(std::vector<std::string>& used);

  bool is_deep() const { return depth_ > kMaxDepth || choices_.is_exhausted(); }

  static constexpr int kMaxDepth = 7;
  static constexpr int kMaxBlocks = 8;
  static constexpr size_t kMaxSize = 20000;

  Choices choices_;
  ProgramOptions options_;
  ProgramWriter out_;
  Place place_;
  int depth_ = 0;       // Of expressions, targets or patterns.
  int num_blocks_ = 0;  // Open ones.
  uint32_t num_unique_ = 0;
  std::vector<std::string> captures_;  // Of the pattern that is being written.
  bool may_capture_ = true;
  std::vector<std::string> cells_;             // What a `nonlocal` may name.
  std::vector<std::string> cells_of_current_;  // Of the innermost function: may be, in the next.
};

}  // namespace weft::fuzz_internal
