#include "syntax/parser.h"

#include "syntax/parse_tables.h"

#include <algorithm>

namespace weft {
namespace {

// A state, and what was read to get there.
struct Entry {
  uint16_t state = 0;
  ConcreteRef value;

  friend bool operator==(const Entry& a, const Entry& b) { return a.state == b.state; }
};

// One way to read the tokens so far, while there are several: while a construct is
// ambiguous, such as `a, b` before it shows whether `=` follows. Its stack is the lower
// `num_shared` entries of the stack they all forked from, and `own` on top of those. `own`
// is never empty.
struct Version {
  size_t num_shared;
  std::vector<Entry> own;
  int dynamic_precedence = 0;
};

// More open readings than any program was seen to need (4).
constexpr size_t kMaxVersions = 64;

// True for what an operand without operators begins with; `await` wants one.
bool StartsAtom(TokenKind kind) {
  switch (kind) {
    case TokenKind::Name:
    case TokenKind::Number:
    case TokenKind::String:
    case TokenKind::FStringStart:
    case TokenKind::OpenParen:
    case TokenKind::OpenBracket:
    case TokenKind::OpenBrace:
    case TokenKind::Ellipsis:
    case TokenKind::True:
    case TokenKind::False:
    case TokenKind::None:
      return true;
    default:
      return false;
  }
}

// True for what any operand begins with; a star that unpacks wants one.
bool StartsOperand(TokenKind kind) {
  switch (kind) {
    case TokenKind::Plus:
    case TokenKind::Minus:
    case TokenKind::Tilde:
    case TokenKind::Not:
    case TokenKind::Await:
    case TokenKind::Lambda:
      return true;
    default:
      return StartsAtom(kind);
  }
}

// What follows `async` or `await`. The grammar takes both for names, too, as Python 3.6 did.
bool FitsKeyword(TokenKind keyword, TokenKind next) {
  return keyword == TokenKind::Await
             ? StartsAtom(next)
             : next == TokenKind::Def || next == TokenKind::For || next == TokenKind::With;
}

class Parser {
 public:
  Parser(std::span<const Token> tokens, ConcreteTree& tree)
      : tables_(ParseTables::Get()), tokens_(tokens), tree_(tree) {}

  // Parses tokens [begin, end) as a module of its own; with `adds_newline`, as if a line
  // ended there.
  bool Run(uint32_t begin, uint32_t end, bool adds_newline, ConcreteRef& root) {
    stack_ = {{ParseTables::start_state(), {}}};
    for (uint32_t i = begin; i < end; ++i) {
      const Token& token = tokens_[i];
      if (token.flags != 0) {
        if ((token.flags & token_flag::kPrefixStar) != 0) {
          // Without their stars, `*def f(): *` and the like would be statements.
          if (!StartsOperand(tokens_[i + 1].kind)) {
            failure_.token = i + 1;
            return false;
          }
          continue;
        }
        if ((token.flags & token_flag::kTypeDefault) != 0) {
          if (!ParseTypeDefault(i)) {
            return false;
          }
          continue;
        }
      }
      if (!Feed(i)) {
        return false;
      }
    }
    return (!adds_newline || Advance(tables_.SymbolOf(TokenKind::Newline), end - 1)) &&
           Finish(end, root);
  }

  ParseFailure failure() const { return failure_; }

 private:
  bool Feed(uint32_t index) {
    const Token& token = tokens_[index];
    switch (token.kind) {
      case TokenKind::String:
        return Advance(tables_.string_start(), index) && Advance(tables_.string_end(), index);
      case TokenKind::FStringMiddle:
        return true;
      case TokenKind::Newline:
        // The grammar's block begins with the indentation itself.
        return tokens_[index + 1].kind == TokenKind::Indent ||
               Advance(tables_.SymbolOf(TokenKind::Newline), index);
      case TokenKind::Star:
        return Advance(index > 0 && tokens_[index - 1].kind == TokenKind::Except
                           ? tables_.except_star()
                           : tables_.SymbolOf(TokenKind::Star),
                       index);
      case TokenKind::Name:
        return Advance((token.flags & token_flag::kSubscripted) != 0 ? tables_.number()
                                                                     : tables_.SymbolOf(token.kind),
                       index);
      case TokenKind::Async:
      case TokenKind::Await:
        if (!FitsKeyword(token.kind, tokens_[index + 1].kind)) {
          failure_.token = index + 1;
          return false;
        }
        return Advance(tables_.SymbolOf(token.kind), index);
      case TokenKind::Ellipsis:
        return FeedEllipsis(index);
      case TokenKind::EndOfFile:
        return true;
      default:
        return Advance(tables_.SymbolOf(token.kind), index);
    }
  }

  // `...` is an operand, or three dots of a relative import.
  bool FeedEllipsis(uint32_t index) {
    uint16_t ellipsis = tables_.SymbolOf(TokenKind::Ellipsis);
    if (!tables_.Actions(AnyState(), ellipsis).empty()) {
      return Advance(ellipsis, index);
    }
    uint16_t dot = tables_.SymbolOf(TokenKind::Dot);
    return Advance(dot, index) && Advance(dot, index) && Advance(dot, index);
  }

  // Moves `index` to the last token of the default whose `=` it is.
  bool ParseTypeDefault(uint32_t& index) {
    uint32_t equal = index;
    uint32_t end = EndOfTypeDefault(equal);
    Parser parser(tokens_, tree_);
    ConcreteRef root;
    if (end == equal + 1 || !parser.Run(equal + 1, end, true, root)) {
      failure_.token = end == equal + 1 ? end : parser.failure_.token;
      return false;
    }
    tree_.type_defaults.emplace_back(equal, root);
    index = end - 1;
    return true;
  }

  // The comma or bracket that ends a default: the first one outside of any other bracket and
  // of the parameters of a lambda.
  uint32_t EndOfTypeDefault(uint32_t equal) const {
    int num_brackets = 0;
    int num_lambdas = 0;  // Before their colon, outside of brackets.
    for (uint32_t i = equal + 1;; ++i) {
      switch (tokens_[i].kind) {
        case TokenKind::OpenParen:
        case TokenKind::OpenBracket:
        case TokenKind::OpenBrace:
        case TokenKind::FieldOpen:
          ++num_brackets;
          break;
        case TokenKind::CloseBracket:
          if (num_brackets == 0) {
            return i;
          }
          [[fallthrough]];
        case TokenKind::CloseParen:
        case TokenKind::CloseBrace:
        case TokenKind::FieldClose:
          --num_brackets;
          break;
        case TokenKind::Lambda:
          num_lambdas += num_brackets == 0 ? 1 : 0;
          break;
        case TokenKind::Colon:
          num_lambdas -= num_brackets == 0 && num_lambdas > 0 ? 1 : 0;
          break;
        case TokenKind::Comma:
          if (num_brackets == 0 && num_lambdas == 0) {
            return i;
          }
          break;
        default:
          break;
      }
    }
  }

  // The state of the stack, or of one version.
  uint16_t AnyState() const {
    return versions_.empty() ? stack_.back().state : versions_[0].own.back().state;
  }

  // Takes one terminal in every version; false if that leaves none.
  bool Advance(uint16_t symbol, uint32_t token) {
    if (versions_.empty()) {
      switch (AdvanceAlone(symbol, token)) {
        case Outcome::Taken:
          return true;
        case Outcome::Error:
          failure_.token = token;
          return false;
        case Outcome::Conflict:
          versions_.push_back({stack_.size(), {}, 0});
          Own(versions_[0], 1);
          break;
      }
    }
    if (!AdvanceAll(symbol, token)) {
      failure_.token = token;
      return false;
    }
    if (versions_.size() == 1) {
      stack_.resize(versions_[0].num_shared);
      stack_.insert(stack_.end(), versions_[0].own.begin(), versions_[0].own.end());
      versions_.clear();
    }
    return true;
  }

  enum class Outcome : uint8_t { Taken, Conflict, Error };

  // The common case: one reading. Stops in front of a conflict.
  Outcome AdvanceAlone(uint16_t symbol, uint32_t token) {
    for (;;) {
      std::span<const ParseAction> actions = tables_.Actions(stack_.back().state, symbol);
      if (actions.size() != 1) {
        return actions.empty() ? Outcome::Error : Outcome::Conflict;
      }
      const ParseAction& action = actions[0];
      if (action.type != ParseAction::Type::Reduce) {
        Take(stack_, action, token);
        return Outcome::Taken;
      }
      Reduce(stack_, action);
    }
  }

  bool AdvanceAll(uint16_t symbol, uint32_t token) {
    pending_.clear();
    pending_.swap(versions_);
    // pending_ grows while it is worked off: a conflict leaves one version per action.
    for (size_t i = 0; i < pending_.size(); ++i) {
      for (bool is_alive = true; is_alive;) {
        std::span<const ParseAction> actions =
            tables_.Actions(pending_[i].own.back().state, symbol);
        if (actions.empty()) {
          break;
        }
        for (size_t k = 1; k < actions.size() && pending_.size() < kMaxVersions; ++k) {
          Version fork = pending_[i];
          if (Apply(fork, actions[k], token)) {
            Keep(std::move(fork));
          } else {
            pending_.push_back(std::move(fork));
          }
        }
        if (Apply(pending_[i], actions[0], token)) {
          Keep(std::move(pending_[i]));
          is_alive = false;
        }
      }
    }
    return !versions_.empty();
  }

  // True if the action consumed the token.
  bool Apply(Version& version, const ParseAction& action, uint32_t token) {
    if (action.type != ParseAction::Type::Reduce) {
      Take(version.own, action, token);
      return true;
    }
    Own(version, action.child_count + 1U);
    version.dynamic_precedence += action.dynamic_precedence;
    Reduce(version.own, action);
    return false;
  }

  // Makes the upper `count` entries of a version its own.
  void Own(Version& version, size_t count) const {
    if (version.own.size() >= count) {
      return;
    }
    // Some more than asked for: the next reductions will want them.
    size_t num_taken = std::min(version.num_shared, count - version.own.size() + 8);
    version.num_shared -= num_taken;
    auto from = stack_.begin() + static_cast<std::ptrdiff_t>(version.num_shared);
    version.own.insert(version.own.begin(), from, from + static_cast<std::ptrdiff_t>(num_taken));
  }

  // Adds a version that consumed the token. Two that reached the same stack are one
  // ambiguity: the grammar's dynamic precedence decides.
  void Keep(Version version) {
    for (Version& other : versions_) {
      if (HaveSameStates(other, version)) {
        if (version.dynamic_precedence > other.dynamic_precedence) {
          other = std::move(version);
        }
        return;
      }
    }
    versions_.push_back(std::move(version));
  }

  bool HaveSameStates(Version& a, Version& b) const {
    size_t size = a.num_shared + a.own.size();
    if (size != b.num_shared + b.own.size()) {
      return false;
    }
    size_t num_shared = std::min(a.num_shared, b.num_shared);
    Own(a, size - num_shared);
    Own(b, size - num_shared);
    size_t num_compared = std::min(a.own.size(), b.own.size());
    return std::equal(a.own.end() - static_cast<std::ptrdiff_t>(num_compared), a.own.end(),
                      b.own.end() - static_cast<std::ptrdiff_t>(num_compared));
  }

  static void Take(std::vector<Entry>& stack, const ParseAction& action, uint32_t token) {
    if (action.type == ParseAction::Type::Shift) {
      stack.push_back({action.target, ConcreteRef::ToToken(token)});
    }
  }

  void Reduce(std::vector<Entry>& stack, const ParseAction& action) {
    size_t rest = stack.size() - action.child_count;
    ConcreteRef value = action.passes_through ? stack.back().value
                                              : AddNode(std::span(stack).subspan(rest), action);
    stack.resize(rest);
    stack.push_back({tables_.Goto(stack.back().state, action.target), value});
  }

  ConcreteRef AddNode(std::span<const Entry> children, const ParseAction& action) {
    ConcreteNode node{action.target,
                      action.production,
                      static_cast<uint32_t>(tree_.children.size()),
                      action.child_count,
                      0,
                      0};
    if (!children.empty()) {
      node.first_token = FirstToken(children.front().value);
      node.last_token = LastToken(children.back().value);
    }
    for (const Entry& child : children) {
      tree_.children.push_back(child.value);
    }
    tree_.nodes.push_back(node);
    return ConcreteRef::ToNode(static_cast<uint32_t>(tree_.nodes.size()) - 1);
  }

  uint32_t FirstToken(ConcreteRef ref) const {
    return ref.is_token() ? ref.index() : tree_[ref].first_token;
  }

  uint32_t LastToken(ConcreteRef ref) const {
    return ref.is_token() ? ref.index() : tree_[ref].last_token;
  }

  bool Finish(uint32_t end, ConcreteRef& root) {
    if (!Advance(ParseTables::end(), end == 0 ? 0 : end - 1)) {
      return false;
    }
    WEFT_ASSERT(versions_.empty(), "a module is read in one way when it ends");
    root = stack_.back().value;
    return true;
  }

  const ParseTables& tables_;
  std::span<const Token> tokens_;
  ConcreteTree& tree_;
  std::vector<Entry> stack_;       // The only reading, while versions_ is empty.
  std::vector<Version> versions_;  // At least two, or none.
  std::vector<Version> pending_;
  ParseFailure failure_;
};

}  // namespace

std::optional<ConcreteTree> ParseTokens(std::span<const Token> tokens, ParseFailure& failure) {
  ConcreteTree tree;
  tree.nodes.reserve(tokens.size());
  tree.children.reserve(tokens.size() * 2);
  Parser parser(tokens, tree);
  if (!parser.Run(0, static_cast<uint32_t>(tokens.size()), false, tree.root)) {
    failure = parser.failure();
    return std::nullopt;
  }
  return tree;
}

}  // namespace weft
