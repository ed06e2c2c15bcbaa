#include "passes/removal.h"

#include "passes/token_removal.h"
#include "print/prologue.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace weft {
namespace {

constexpr std::string_view kPass = "pass";

// A statement of a block in which something is to go.
struct Member {
  NodeId statement;
  TokenRun tokens;
  bool is_joined = false;      // To the one before, by `;`.
  Removal* removal = nullptr;  // Null: it stays.
};

// The statements of one block.
class Suite {
 public:
  Suite(const Tree& tree, NodeId parent, Role role,
        const std::unordered_map<uint32_t, Removal*>& removals)
      : tree_(tree), parent_(parent), role_(role) {
    for (NodeId statement : Children(tree, parent, role)) {
      Member member{statement, TokensOf(tree, statement)};
      uint32_t first = member.tokens.first;
      member.is_joined = first > 0 && tree.tokens()[first - 1].kind == TokenKind::Semicolon;
      auto found = removals.find(statement.index);
      member.removal = found == removals.end() ? nullptr : found->second;
      members_.push_back(member);
    }
  }

  void Remove(EditList& edits) {
    KeepWhatWouldMove();
    bool needs_pass = NeedsPass();
    for (size_t begin = 0; begin < members_.size();) {
      size_t end = EndOfLine(begin);
      RemoveInLine(begin, end, needs_pass, edits);
      begin = end;
    }
  }

 private:
  size_t EndOfLine(size_t begin) const {
    size_t end = begin + 1;
    while (end < members_.size() && members_[end].is_joined) {
      ++end;
    }
    return end;
  }

  uint32_t LineOf(const Member& member) const {
    return tree_.source().lines().LineOf(tree_.tokens()[member.tokens.first].begin);
  }

  // A statement behind one that goes can take its place on the same line only.
  void KeepWhatWouldMove() {
    const Member* next_kept = nullptr;  // On the same logical line.
    for (size_t i = members_.size(); i-- > 0;) {
      Member& member = members_[i];
      if (member.removal != nullptr && next_kept != nullptr &&
          LineOf(member) != LineOf(*next_kept)) {
        member.removal->reason_kept = "a statement follows where it ends";
        member.removal = nullptr;
      }
      next_kept = member.removal == nullptr ? &member : next_kept;
      next_kept = member.is_joined ? next_kept : nullptr;
    }
  }

  // True where something has to stand in the place of the first statement.
  bool NeedsPass() const {
    auto first_kept = std::ranges::find(members_, nullptr, &Member::removal);
    if (first_kept == members_.end()) {
      return parent_ != kRootNode;
    }
    // A string that was none before would become the docstring.
    Kind kind = tree_[parent_].kind;
    bool takes_docstring = kind == Kind::Module || kind == Kind::ClassDef ||
                           kind == Kind::FunctionDef || kind == Kind::AsyncFunctionDef;
    return takes_docstring && role_ == Role::Body && first_kept != members_.begin() &&
           IsDocstring(tree_, first_kept->statement);
  }

  // The members [begin, end) are one logical line.
  void RemoveInLine(size_t begin, size_t end, bool needs_pass, EditList& edits) const {
    for (size_t i = begin; i < end;) {
      if (members_[i].removal == nullptr) {
        ++i;
        continue;
      }
      size_t behind = i;
      while (behind < end && members_[behind].removal != nullptr) {
        ++behind;
      }
      TokenRun run{members_[i].tokens.first, members_[behind - 1].tokens.last};
      bool has_pass = needs_pass && i == 0;
      bool has_semicolon = tree_.tokens()[run.last + 1].kind == TokenKind::Semicolon;
      if (has_semicolon && !(has_pass && behind < end)) {
        ++run.last;
      }
      if (behind == end && i > begin) {
        --run.first;  // The `;` in front.
      }
      RemoveTokens(tree_, run, has_pass ? kPass : std::string_view(), edits);
      i = behind;
    }
  }

  const Tree& tree_;
  NodeId parent_;
  Role role_;
  std::vector<Member> members_;
};

}  // namespace

void RemoveStatements(const Tree& tree, std::vector<Removal>& removals, EditList& edits) {
  if (removals.empty()) {
    return;
  }
  const std::vector<NodeId> parents = ParentTable(tree);
  std::unordered_map<uint32_t, Removal*> by_statement;
  std::vector<std::pair<NodeId, Role>> suites;
  for (Removal& removal : removals) {
    by_statement.emplace(removal.statement.index, &removal);
    suites.emplace_back(parents[removal.statement.index], tree[removal.statement].role);
  }
  std::ranges::sort(suites);
  suites.erase(std::unique(suites.begin(), suites.end()), suites.end());
  for (auto [parent, role] : suites) {
    Suite(tree, parent, role, by_statement).Remove(edits);
  }
}

bool IsAloneOnLines(const Tree& tree, NodeId statement) {
  std::span<const Token> tokens = tree.tokens();
  TokenRun run = TokensOf(tree, statement);
  uint32_t behind = run.last + 1;
  if (tokens[behind].kind == TokenKind::Semicolon) {
    ++behind;
  }
  return IsLayout(tokens[behind].kind) && (run.first == 0 || IsLayout(tokens[run.first - 1].kind));
}

}  // namespace weft
