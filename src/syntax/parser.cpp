#include "syntax/parser.h"

#include "syntax/parse_tables.h"

#include <algorithm>

namespace weft {
namespace {

// One way to read the tokens so far. There is more than one only while a construct is
// ambiguous, such as `a, b` before it shows whether `=` follows.
struct Version {
  std::vector<uint16_t> states;
  std::vector<ConcreteRef> values;  // One less than states.
  int dynamic_precedence = 0;
};

// More open readings than any program was seen to need (4).
constexpr size_t kMaxVersions = 64;

class Parser {
 public:
  Parser(std::span<const Token> tokens, ConcreteTree& tree)
      : tables_(ParseTables::Get()), tokens_(tokens), tree_(tree) {}

  // Parses tokens [begin, end) as a module of its own; with `adds_newline`, as if a line
  // ended there.
  bool Run(uint32_t begin, uint32_t end, bool adds_newline, ConcreteRef& root) {
    versions_.resize(1);
    versions_[0] = {{tables_.start_state()}, {}, 0};
    for (uint32_t i = begin; i < end; ++i) {
      const Token& token = tokens_[i];
      if (token.flags != 0) {
        if (token.flags & token_flag::kPrefixStar) {
          continue;
        }
        if (token.flags & token_flag::kTypeDefault) {
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
        return Advance(token.flags & token_flag::kSubscripted ? tables_.number()
                                                              : tables_.SymbolOf(token.kind),
                       index);
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
    if (!tables_.Actions(versions_[0].states.back(), ellipsis).empty()) {
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
    tree_.type_defaults.push_back({equal, root});
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
          num_lambdas += num_brackets == 0;
          break;
        case TokenKind::Colon:
          num_lambdas -= num_brackets == 0 && num_lambdas > 0;
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

  // Takes one terminal in every version; false if that leaves none.
  bool Advance(uint16_t symbol, uint32_t token) {
    if (versions_.size() == 1) {
      if (AdvanceAlone(versions_[0], symbol, token)) {
        return true;
      }
      if (versions_.empty()) {
        failure_.token = token;
        return false;
      }
    }
    return AdvanceAll(symbol, token);
  }

  // The common case: one version, no conflict. False, with the version as it was before
  // the conflicting action, where that does not hold; versions_ is empty on an error.
  bool AdvanceAlone(Version& version, uint16_t symbol, uint32_t token) {
    for (;;) {
      std::span<const ParseAction> actions = tables_.Actions(version.states.back(), symbol);
      if (actions.size() != 1) {
        if (actions.empty()) {
          versions_.clear();
        }
        return false;
      }
      const ParseAction& action = actions[0];
      if (action.type == ParseAction::Type::Shift) {
        version.states.push_back(action.target);
        version.values.push_back(ConcreteRef::ToToken(token));
        return true;
      }
      if (action.type == ParseAction::Type::Accept) {
        return true;
      }
      Reduce(version, action);
    }
  }

  bool AdvanceAll(uint16_t symbol, uint32_t token) {
    pending_.clear();
    pending_.swap(versions_);
    // pending_ grows while it is worked off: a conflict leaves one version per action.
    for (size_t i = 0; i < pending_.size(); ++i) {
      bool is_alive = true;
      while (is_alive) {
        std::span<const ParseAction> actions = tables_.Actions(pending_[i].states.back(), symbol);
        if (actions.empty()) {
          is_alive = false;
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
    failure_.token = token;
    return !versions_.empty();
  }

  // True if the action consumed the token.
  bool Apply(Version& version, const ParseAction& action, uint32_t token) {
    if (action.type == ParseAction::Type::Reduce) {
      Reduce(version, action);
      return false;
    }
    if (action.type == ParseAction::Type::Shift) {
      version.states.push_back(action.target);
      version.values.push_back(ConcreteRef::ToToken(token));
    }
    return true;
  }

  // Adds a version that consumed the token. Two that reached the same stack are one
  // ambiguity: the grammar's dynamic precedence decides.
  void Keep(Version version) {
    for (Version& other : versions_) {
      if (other.states == version.states) {
        if (version.dynamic_precedence > other.dynamic_precedence) {
          other = std::move(version);
        }
        return;
      }
    }
    versions_.push_back(std::move(version));
  }

  void Reduce(Version& version, const ParseAction& action) {
    version.dynamic_precedence += action.dynamic_precedence;
    size_t rest = version.values.size() - action.child_count;
    if (!action.passes_through) {
      ConcreteRef node = AddNode(version, action, rest);
      version.values.resize(rest);
      version.values.push_back(node);
    }
    version.states.resize(rest + 1);
    version.states.push_back(tables_.Goto(version.states.back(), action.target));
  }

  ConcreteRef AddNode(const Version& version, const ParseAction& action, size_t rest) {
    ConcreteNode node{action.target,
                      action.production,
                      static_cast<uint32_t>(tree_.children.size()),
                      action.child_count,
                      0,
                      0};
    if (action.child_count > 0) {
      node.first_token = FirstToken(version.values[rest]);
      node.last_token = LastToken(version.values.back());
      tree_.children.insert(tree_.children.end(),
                            version.values.begin() + static_cast<std::ptrdiff_t>(rest),
                            version.values.end());
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
    if (!Advance(tables_.end(), end == 0 ? 0 : end - 1)) {
      return false;
    }
    root = versions_[0].values.back();
    return true;
  }

  const ParseTables& tables_;
  std::span<const Token> tokens_;
  ConcreteTree& tree_;
  std::vector<Version> versions_;
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
