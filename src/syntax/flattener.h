#pragma once

#include "syntax/flatten.h"
#include "syntax/grammar_info.h"

#include <cstdint>
#include <span>
#include <vector>

namespace weft::flatten_internal {

// A child of a concrete node, after hidden nodes were replaced by their children.
struct Child {
  ConcreteRef ref;
  Symbol symbol = Symbol::kNone;  // kNone for tokens.
  Field field = Field::None;
  TokenKind token = TokenKind::EndOfFile;  // EndOfFile for nodes.

  bool is_node() const { return symbol != Symbol::kNone; }
  // False for the punctuation and keywords that only mark structure.
  bool is_operand() const;
};

// The children of one node: a range of an arena that grows while it is in use.
class ChildList {
 public:
  ChildList(const std::vector<Child>* arena, size_t begin, size_t end)
      : arena_(arena), begin_(begin), end_(end) {}
  size_t size() const { return end_ - begin_; }
  const Child& operator[](size_t i) const { return (*arena_)[begin_ + i]; }

  // The first child with `field`, or with `symbol`; null where there is none. The pointer
  // is good until the next Gather().
  const Child* Find(Field field) const;
  const Child* Find(Symbol symbol) const;
  bool HasToken(TokenKind kind) const;

 private:
  const std::vector<Child>* arena_;
  size_t begin_;
  size_t end_;
};

// Walks the concrete tree from the outside in and writes nodes in preorder. Does not
// recurse: a rule appends what is to be done to a plan, in source order, and the plan is
// worked off by a stack. One instance flattens one file.
class Flattener {
 public:
  Flattener(const SourceFile& source, std::span<const Token> tokens, const ConcreteTree& concrete,
            Diagnostics& diagnostics);

  std::optional<std::vector<Node>> Run();

 private:
  struct Work {
    enum class Type : uint8_t { Convert, Pattern, Open, Leaf, Close };

    Type type = Type::Close;
    Kind kind = Kind::Module;
    Role role = Role::None;
    uint8_t flags = 0;  // Node's flags: context and parentheses.
    ConcreteRef ref;
    Span span;
  };

  // An `as` that the grammar bound too tightly and a rule took away from its place.
  struct Hoisted {
    uint32_t first_token;  // Of `expression as target`.
    uint32_t last_token;
    uint32_t last_of_expression;
  };

  // Gather() is this far in the children of a node.
  struct Frame {
    const ConcreteNode* node;
    uint32_t next;
    Field field;  // Of a hidden node: also its children's, unless they have their own.
  };

  // The plan.
  void Convert(ConcreteRef ref, Role role, uint8_t flags = 0);
  void ConvertPattern(ConcreteRef ref, Role role);
  void Open(Kind kind, Role role, Span span, uint8_t flags = 0);
  void Leaf(Kind kind, Role role, Span span, uint8_t flags = 0);
  void Close();

  // flatten_reading.cpp
  ChildList Gather(ConcreteRef ref);
  Symbol SymbolOf(ConcreteRef ref) const;
  TokenKind KindOf(ConcreteRef token) const { return tokens_[token.index()].kind; }
  uint32_t FirstToken(ConcreteRef ref) const;
  uint32_t LastToken(ConcreteRef ref) const;
  Span SpanOf(ConcreteRef ref) const;
  Span SpanOfTokens(uint32_t first, uint32_t last) const;
  Span LeafSpan(ConcreteRef ref) const { return SpanOfTokens(FirstToken(ref), LastToken(ref)); }
  // Where a bare list or a statement begins: at a star in front of its first token.
  uint32_t BeginOf(ConcreteRef ref) const;
  bool HasOpenStar(uint32_t first_token) const;
  ConcreteRef SkipInline(ConcreteRef ref);  // Through `type`, and the like.

  void Expand(const Work& work);
  void ExpandToken(const Work& work);
  void ExpandNode(const Work& work, Symbol symbol);
  void ExpandRegular(const Work& work, const SymbolRow& row);
  void AddNode(Kind kind, Role role, Span span, uint8_t flags);

  // flatten_statements.cpp
  void Block(ConcreteRef block, Role role);
  void Module(const Work& work);
  void ExpressionStatement(const Work& work);
  void Assignment(const Work& work);
  void AugmentedAssignment(const Work& work);
  void Delete(const Work& work);
  void ImportFrom(const Work& work);
  void If(const Work& work);
  void For(const Work& work);
  void While(const Work& work);
  void Try(const Work& work);
  void ExceptClause(const Work& work);
  void With(const Work& work);
  void WithItem(ConcreteRef value, Role role);
  bool IsTupleOfWithItems(ConcreteRef value);
  ConcreteRef FindAs(ConcreteRef expression);
  ConcreteRef HoistAs(ConcreteRef expression);
  void ElseAndFinally(const ChildList& children);

  // flatten_definitions.cpp
  void Definition(const Work& work, ConcreteRef definition, ConcreteRef decorated);
  void Function(const Work& work, const ChildList& children, const ChildList* decorators);
  void Class(const Work& work, const ChildList& children, const ChildList* decorators);
  void Decorators(const ChildList* decorators);
  void Arguments(const ChildList& children, bool is_class);
  void Parameters(const Work& work);
  void Parameter(const Child& parameter, Role role, Role default_role);
  void TypeParameters(ConcreteRef ref);
  void TypeParameter(ConcreteRef ref);
  void TypeAlias(const Work& work);
  void Lambda(const Work& work);

  // flatten_expressions.cpp
  void Elements(const ChildList& children, Role role, uint8_t flags);
  void Tuple(const Work& work, bool is_bare);
  void BooleanOperator(const Work& work);
  void Conditional(const Work& work);
  void Comparison(const Work& work);
  void NotOperator(const Work& work);
  void Await(const Work& work);
  void Yield(const Work& work);
  void Call(const Work& work);
  void Subscript(const Work& work);
  void Slice(const Work& work);
  void Dictionary(const Work& work);
  void Comprehension(const Work& work, Kind kind);
  void Generators(const ChildList& children);
  void String(const Work& work);
  void Fields(ConcreteRef string, bool is_template);
  void FormattedField(ConcreteRef field, bool is_template);
  void UnionType(const Work& work);

  // flatten_patterns.cpp
  void Match(const Work& work);
  void CaseClause(const Work& work);
  void ExpandPattern(const Work& work);
  void SequencePattern(const Work& work, const ChildList& children);
  void PatternRun(const ChildList& children, size_t begin, size_t end, Role role);
  void ValueRun(const ChildList& children, size_t begin, size_t end, Role role);
  void OrPattern(const Work& work, const ChildList& children);
  void MappingPattern(const Work& work, const ChildList& children);
  void ClassPattern(const Work& work, const ChildList& children);
  void AsPattern(const Work& work, const ChildList& children);
  void NamePattern(const Work& work, const ChildList& children);
  void DottedName(ConcreteRef ref, Role role);
  void KeywordPattern(ConcreteRef keyword, const Child* alias_name);

  const SourceFile& source_;
  std::span<const Token> tokens_;
  const ConcreteTree& concrete_;
  Diagnostics& diagnostics_;
  const GrammarInfo& grammar_;

  std::vector<Node> nodes_;
  std::vector<uint32_t> open_;  // Nodes whose last descendant is still to come.
  std::vector<Work> work_;
  std::vector<Work> plan_;
  std::vector<Child> children_;   // The arena of Gather().
  std::vector<Frame> frames_;     // Empty but inside Gather().
  std::vector<Hoisted> hoisted_;  // In source order.
  // Stars are taken in source order: those up to here have become Starred.
  int64_t last_star_ = -1;
  size_t num_stars_taken_ = 0;
};

// The kind of an operator leaf.
Kind BinaryOperatorKind(TokenKind token);  // Also for `+=` and the like.
Kind UnaryOperatorKind(TokenKind token);
Kind ComparisonKind(TokenKind token);

inline constexpr uint8_t kStore = static_cast<uint8_t>(Context::Store);
inline constexpr uint8_t kDel = static_cast<uint8_t>(Context::Del);

}  // namespace weft::flatten_internal
