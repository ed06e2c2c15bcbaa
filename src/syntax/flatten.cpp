#include "syntax/flatten.h"

#include "syntax/flattener.h"

#include <algorithm>

namespace weft {
namespace flatten_internal {

namespace {

// False for what may begin with an unpacking star without being unpacked itself. (The
// others never follow one, or are expressions.)
bool CanBeStarred(Symbol symbol) {
  switch (symbol) {
    case Symbol::module:
    case Symbol::expression_statement:
    case Symbol::assignment:
    case Symbol::augmented_assignment:
    case Symbol::expression_list:
    case Symbol::pattern_list:
    case Symbol::keyword_argument:
    case Symbol::slice:
      return false;
    default:
      return true;
  }
}

}  // namespace

Flattener::Flattener(const SourceFile& source, std::span<const Token> tokens,
                     const ConcreteTree& concrete, Diagnostics& diagnostics)
    : source_(source),
      tokens_(tokens),
      concrete_(concrete),
      diagnostics_(diagnostics),
      grammar_(GrammarInfo::Get()) {
  nodes_.reserve(tokens.size());
}

std::optional<std::vector<Node>> Flattener::Run() {
  work_.push_back({Work::Type::Convert, Kind::Module, Role::None, 0, concrete_.root, {}});
  while (!work_.empty()) {
    Work work = work_.back();
    work_.pop_back();
    switch (work.type) {
      case Work::Type::Leaf:
        AddNode(work.kind, work.role, work.span, work.flags);
        break;
      case Work::Type::Open:
        open_.push_back(static_cast<uint32_t>(nodes_.size()));
        AddNode(work.kind, work.role, work.span, work.flags);
        break;
      case Work::Type::Close:
        nodes_[open_.back()].next = static_cast<uint32_t>(nodes_.size());
        open_.pop_back();
        break;
      case Work::Type::Convert:
      case Work::Type::Pattern:
        Expand(work);
        break;
    }
  }
  auto is_star = [](const Token& token) { return (token.flags & token_flag::kPrefixStar) != 0; };
  if (static_cast<size_t>(std::count_if(tokens_.begin(), tokens_.end(), is_star)) !=
      num_stars_taken_) {
    auto first = std::find_if(tokens_.begin() + (last_star_ + 1), tokens_.end(), is_star);
    Span where = first == tokens_.end() ? Span{0, 0} : first->span();
    diagnostics_.Report<DiagnosticId::MisplacedStar>(where);
    return std::nullopt;
  }
  return std::move(nodes_);
}

void Flattener::Expand(const Work& work) {
  if (work.ref.is_token() && work.type == Work::Type::Convert && !HasOpenStar(work.ref.index())) {
    ExpandToken(work);
    return;
  }
  plan_.clear();
  children_.clear();
  if (work.type == Work::Type::Pattern) {
    ExpandPattern(work);
  } else {
    Symbol symbol = SymbolOf(work.ref);
    if (CanBeStarred(symbol) && HasOpenStar(FirstToken(work.ref))) {
      uint32_t star = FirstToken(work.ref) - 1;
      last_star_ = star;
      ++num_stars_taken_;
      Open(Kind::Starred, work.role, {tokens_[star].begin, SpanOf(work.ref).end},
           work.flags & Node::kContextMask);
      Convert(work.ref, Role::Value, work.flags & Node::kContextMask);
      Close();
    } else {
      ExpandNode(work, symbol);
    }
  }
  work_.insert(work_.end(), plan_.rbegin(), plan_.rend());
}

void Flattener::ExpandToken(const Work& work) {
  const Token& token = tokens_[work.ref.index()];
  bool is_name = token.kind == TokenKind::Name;
  // A literal has no context, whatever was asked for.
  uint8_t flags = is_name ? work.flags : work.flags & Node::kParenthesized;
  AddNode(is_name ? Kind::Name : Kind::Constant, work.role, token.span(), flags);
}

void Flattener::ExpandNode(const Work& work, Symbol symbol) {
  switch (symbol) {
    // Read through.
    case Symbol::type:
    case Symbol::as_pattern_target:
      Convert(Gather(work.ref)[0].ref, work.role, work.flags);
      return;
    case Symbol::parenthesized_expression: {
      ConcreteRef inner = Gather(work.ref)[1].ref;
      if (HasOpenStar(FirstToken(inner))) {
        return;  // `(*a)`: the star stays open, which Run() reports.
      }
      Convert(inner, work.role, work.flags | Node::kParenthesized);
      return;
    }
    // Statements.
    case Symbol::module:
      return Module(work);
    case Symbol::expression_statement:
      return ExpressionStatement(work);
    case Symbol::assignment:
      return Assignment(work);
    case Symbol::augmented_assignment:
      return AugmentedAssignment(work);
    case Symbol::delete_statement:
      return Delete(work);
    case Symbol::import_from_statement:
      return ImportFrom(work);
    case Symbol::if_statement:
      return If(work);
    case Symbol::for_statement:
      return For(work);
    case Symbol::while_statement:
      return While(work);
    case Symbol::try_statement:
      return Try(work);
    case Symbol::except_clause:
      return ExceptClause(work);
    case Symbol::with_statement:
      return With(work);
    case Symbol::match_statement:
      return Match(work);
    case Symbol::case_clause:
      return CaseClause(work);
    // Definitions.
    case Symbol::function_definition:
    case Symbol::class_definition:
      return Definition(work, work.ref, work.ref);
    case Symbol::decorated_definition: {
      ChildList children = Gather(work.ref);
      return Definition(work, children[children.size() - 1].ref, work.ref);
    }
    case Symbol::parameters:
    case Symbol::lambda_parameters:
      return Parameters(work);
    case Symbol::type_alias_statement:
      return TypeAlias(work);
    case Symbol::lambda:
      return Lambda(work);
    // Expressions.
    case Symbol::tuple:
    case Symbol::tuple_pattern:
      return Tuple(work, false);
    case Symbol::expression_list:
    case Symbol::pattern_list:
      return Tuple(work, true);
    case Symbol::list_pattern:
      Open(Kind::List, work.role, SpanOf(work.ref), work.flags);
      Elements(Gather(work.ref), Role::Elts, work.flags & Node::kContextMask);
      return Close();
    case Symbol::boolean_operator:
      return BooleanOperator(work);
    case Symbol::conditional_expression:
      return Conditional(work);
    case Symbol::comparison_operator:
      return Comparison(work);
    case Symbol::not_operator:
      return NotOperator(work);
    case Symbol::await:
      return Await(work);
    case Symbol::yield:
      return Yield(work);
    case Symbol::call:
      return Call(work);
    case Symbol::subscript:
      return Subscript(work);
    case Symbol::slice:
      return Slice(work);
    case Symbol::dictionary:
      return Dictionary(work);
    case Symbol::list_comprehension:
      return Comprehension(work, Kind::ListComp);
    case Symbol::set_comprehension:
      return Comprehension(work, Kind::SetComp);
    case Symbol::dictionary_comprehension:
      return Comprehension(work, Kind::DictComp);
    case Symbol::generator_expression:
      return Comprehension(work, Kind::GeneratorExp);
    case Symbol::string:
    case Symbol::concatenated_string:
      return String(work);
    case Symbol::union_type:
      return UnionType(work);
    case Symbol::as_pattern:  // Its target was hoisted to the `with` or `except` it is part of.
      return Convert(Gather(work.ref)[0].ref, work.role, work.flags);
    case Symbol::dotted_name:
    case Symbol::wildcard_import:
      Open(Kind::alias, work.role, SpanOf(work.ref));
      Leaf(Kind::identifier, Role::Name, SpanOf(work.ref));
      return Close();
    default: {
      const SymbolRow& row = kSymbolRows[static_cast<size_t>(symbol)];
      if (row.use == SymbolUse::Leaf) {
        return Leaf(row.kind, work.role, SpanOf(work.ref), work.flags & Node::kParenthesized);
      }
      if (row.use != SymbolUse::Regular) {
        // The grammar takes more than Python does, such as Python 2's tuple parameters.
        return diagnostics_.Report<DiagnosticId::InvalidSyntax>(SpanOf(work.ref));
      }
      return ExpandRegular(work, row);
    }
  }
}

void Flattener::ExpandRegular(const Work& work, const SymbolRow& row) {
  Span span = SpanOf(work.ref);
  Open(row.kind, work.role, span, work.flags);
  bool takes_context = row.kind == Kind::List;
  uint8_t flags = takes_context ? work.flags & Node::kContextMask : 0;
  ChildList children = Gather(work.ref);
  int8_t position = 0;
  for (size_t i = 0; i < children.size(); ++i) {
    const Child& child = children[i];
    if (child.field == Field::None && !child.is_operand()) {
      continue;
    }
    const ResolvedRule* found = nullptr;
    for (const ResolvedRule& rule : grammar_.RulesOf(row.symbol)) {
      bool fits = rule.field != Field::None ? rule.field == child.field
                                            : child.field == Field::None &&
                                                  (rule.position < 0 || rule.position == position);
      if (fits) {
        found = &rule;
        break;
      }
    }
    if (child.field == Field::None) {
      ++position;
    }
    if (found == nullptr) {
      continue;
    }
    switch (found->type) {
      case FieldType::Identifier:
        Leaf(Kind::identifier, found->role, LeafSpan(child.ref));
        break;
      case FieldType::Operator:
        Leaf(row.kind == Kind::UnaryOp ? UnaryOperatorKind(child.token)
                                       : BinaryOperatorKind(child.token),
             found->role, LeafSpan(child.ref));
        break;
      default:
        Convert(child.ref, found->role,
                row.kind == Kind::NamedExpr && found->role == Role::Target ? kStore : flags);
        break;
    }
  }
  Close();
}

void Flattener::AddNode(Kind kind, Role role, Span span, uint8_t flags) {
  nodes_.push_back({kind, role, flags, span, static_cast<uint32_t>(nodes_.size()) + 1});
}

void Flattener::Convert(ConcreteRef ref, Role role, uint8_t flags) {
  plan_.push_back({Work::Type::Convert, Kind::Module, role, flags, ref, {}});
}

void Flattener::ConvertPattern(ConcreteRef ref, Role role) {
  plan_.push_back({Work::Type::Pattern, Kind::MatchAs, role, 0, ref, {}});
}

void Flattener::Open(Kind kind, Role role, Span span, uint8_t flags) {
  plan_.push_back({Work::Type::Open, kind, role, flags, {}, span});
}

void Flattener::Leaf(Kind kind, Role role, Span span, uint8_t flags) {
  plan_.push_back({Work::Type::Leaf, kind, role, flags, {}, span});
}

void Flattener::Close() {
  plan_.push_back({Work::Type::Close, Kind::Module, Role::None, 0, {}, {}});
}

}  // namespace flatten_internal

std::optional<std::vector<Node>> Flatten(const SourceFile& source, std::span<const Token> tokens,
                                         const ConcreteTree& concrete, Diagnostics& diagnostics) {
  std::optional<std::vector<Node>> nodes =
      flatten_internal::Flattener(source, tokens, concrete, diagnostics).Run();
  return diagnostics.has_errors() ? std::nullopt : std::move(nodes);
}

}  // namespace weft
