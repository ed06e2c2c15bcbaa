#include "select/pragmas.h"

#include "select/pointcut.h"

#include <algorithm>
#include <cstring>
#include <optional>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace weft {
namespace {

constexpr std::string_view kMark = "weft:";

bool IsBlank(char c) {
  return c == ' ' || c == '\t' || c == '\f';
}

std::string_view Trim(std::string_view text) {
  while (!text.empty() && IsBlank(text.front())) text.remove_prefix(1);
  while (!text.empty() && IsBlank(text.back())) text.remove_suffix(1);
  return text;
}

// What stands behind `weft:`, up to the end of the comment, another `#`, or ` -- why`.
struct Directive {
  Span comment;           // From `#` on.
  std::string_view text;  // `off`, `only(a, b)`
  uint32_t token;         // Index of the first token behind the comment.
};

// The directive whose `weft:` is at `mark`, if that is in a comment, right behind a `#`.
std::optional<Directive> ReadDirective(const Tree& tree, uint32_t mark) {
  std::string_view text = tree.source().text();
  uint32_t hash = mark;
  while (hash > 0 && IsBlank(text[hash - 1])) --hash;
  if (hash == 0 || text[--hash] != '#') return std::nullopt;
  // Comments make no token, and nothing else has a `#` outside of one. The text of an
  // f-string may begin with it.
  uint32_t behind = tree.TokenAtOrAfter(hash);
  if (behind < tree.tokens().size() && tree.tokens()[behind].begin == hash) return std::nullopt;
  for (uint32_t i = behind; i-- > 0;) {
    if (tree.tokens()[i].end > hash) return std::nullopt;
    if (tree.tokens()[i].end > tree.tokens()[i].begin) break;
  }
  size_t end = std::min(text.find_first_of("\r\n", mark), text.size());
  std::string_view rest = text.substr(mark + kMark.size(), end - mark - kMark.size());
  rest = rest.substr(0, std::min(rest.find('#'), rest.find(" -- ")));
  return Directive{{hash, static_cast<uint32_t>(end)}, Trim(rest), behind};
}

class PragmaFinder {
 public:
  PragmaFinder(const Tree& tree, Diagnostics& diagnostics)
      : tree_(tree), text_(tree.source().text()), diagnostics_(diagnostics) {}

  std::vector<Pragma> Run() {
    const char* begin = text_.data();
    const char* end = begin + text_.size();
    for (const char* at = begin; at < end;) {
      at = static_cast<const char*>(
          ::memmem(at, static_cast<size_t>(end - at), kMark.data(), kMark.size()));
      if (at == nullptr) break;
      if (auto directive = ReadDirective(tree_, static_cast<uint32_t>(at - begin))) {
        Take(*directive);
      }
      at += kMark.size();
    }
    ReportUnused();
    return std::move(pragmas_);
  }

 private:
  void Take(const Directive& directive) {
    std::string_view text = directive.text;
    if (text == "on") {
      TakeOn(directive);
    } else if (text == "off") {
      Add(Pragma::Kind::Off, directive, {directive.comment.end, EndOfFile()});
    } else if (text == "skip") {
      Add(Pragma::Kind::Skip, directive, StatementOf(directive));
    } else if (text.starts_with("only(") && text.ends_with(')')) {
      Add(Pragma::Kind::Only, directive, OnlyRegion(directive));
      std::string_view list = text.substr(5, text.size() - 6);
      for (const std::string& pattern : SplitPatterns(list)) {
        pragmas_.back().patterns.emplace_back(pattern);
      }
    } else if (text.starts_with("enable ")) {  // That is for driver/directives.h.
      if (directive.token > 0 || !IsAlone(directive)) {
        diagnostics_.Report<DiagnosticId::MisplacedDirective>(directive.comment, text);
      }
    } else if (!text.starts_with("undo=")) {  // That is for print/undo_record.h.
      diagnostics_.Report<DiagnosticId::UnknownPragma>(directive.comment, text);
    }
  }

  uint32_t EndOfFile() const { return static_cast<uint32_t>(text_.size()); }

  void Add(Pragma::Kind kind, const Directive& directive, Span region) {
    uint32_t line = tree_.source().lines().LineOf(directive.comment.begin);
    bool is_only = kind == Pragma::Kind::Only;
    std::string rule =
        fmt::format("{}:{}: # weft: {}", tree_.source().path(), line, directive.text);
    std::string reason =
        fmt::format("{} `# weft: {}` in line {}", is_only ? "not selected by" : "excluded by",
                    directive.text, line);
    pragmas_.push_back({.kind = kind,
                        .comment = directive.comment,
                        .region = region,
                        .reason = std::move(reason),
                        .rule = std::move(rule),
                        .patterns = {}});
  }

  // Ends the `off` that is in force, and each `only` of the same body.
  void TakeOn(const Directive& directive) {
    bool is_used = false;
    for (Pragma& pragma : pragmas_) {
      if (pragma.kind == Pragma::Kind::Skip || pragma.region.end <= directive.comment.begin) {
        continue;
      }
      pragma.region.end = directive.comment.begin;
      is_used = true;
    }
    if (!is_used) diagnostics_.Report<DiagnosticId::UnusedPragma>(directive.comment, "on");
  }

  // True where nothing but blanks precedes the comment on its line.
  bool IsAlone(const Directive& directive) const {
    uint32_t at = directive.comment.begin;
    while (at > 0 && IsBlank(text_[at - 1])) --at;
    return at == 0 || text_[at - 1] == '\n' || text_[at - 1] == '\r';
  }

  // The first token of the line that the comment ends, or of the code below it. A token that
  // spans lines and ends on this one counts as the first.
  uint32_t TokenMeant(const Directive& directive) const {
    std::span<const Token> tokens = tree_.tokens();
    auto is_layout = [&](uint32_t i) {
      return tokens[i].kind == TokenKind::Newline || tokens[i].kind == TokenKind::Indent ||
             tokens[i].kind == TokenKind::Dedent;
    };
    uint32_t at = directive.token;
    if (IsAlone(directive)) {
      while (is_layout(at)) ++at;
      return at;
    }
    const LineTable& lines = tree_.source().lines();
    uint32_t start = lines.StartOf(lines.LineOf(directive.comment.begin));
    while (at > 0 &&
           (is_layout(at - 1) ? tokens[at - 1].begin >= start : tokens[at - 1].end > start)) {
      --at;
    }
    while (is_layout(at)) ++at;
    return at;
  }

  // The statements that begin on the line meant; if none does, the innermost around it.
  Span StatementOf(const Directive& directive) const {
    const Token& token = tree_.tokens()[TokenMeant(directive)];
    const LineTable& lines = tree_.source().lines();
    uint32_t line_end = directive.comment.begin;
    if (IsAlone(directive)) {
      uint32_t line = lines.LineOf(token.begin);
      line_end = line < lines.num_lines() ? lines.StartOf(line + 1) : EndOfFile();
    }
    Span around{directive.comment.begin, directive.comment.begin};
    Span found{};
    for (uint32_t i = 1; i < tree_.nodes().size(); ++i) {
      const Node& node = tree_[{i}];
      if (!IsStmt(node.kind)) continue;
      if (node.span.begin >= line_end) break;
      if (node.span.begin >= token.begin) {
        found =
            found.is_empty() ? node.span : Span{found.begin, std::max(found.end, node.span.end)};
      } else if (node.span.end > token.begin) {
        around = node.span;
      }
    }
    return found.is_empty() ? around : found;
  }

  // From the comment to the end of what it is in, or the definition whose header it ends.
  Span OnlyRegion(const Directive& directive) const {
    Span region{directive.comment.end, EndOfFile()};
    const uint32_t at = directive.comment.begin;
    for (uint32_t i = 1; i < tree_.nodes().size(); ++i) {
      const Node& node = tree_[{i}];
      if (node.span.begin > at) break;
      bool is_definition = node.kind == Kind::FunctionDef || node.kind == Kind::ClassDef ||
                           node.kind == Kind::AsyncFunctionDef;
      if (!is_definition || node.span.end <= at) continue;
      bool is_in_header =
          !IsAlone(directive) && tree_[tree_.Child({i}, Role::Body)].span.begin > at;
      region = is_in_header ? node.span : Span{directive.comment.end, node.span.end};
    }
    return region;
  }

  void ReportUnused() {
    for (const Pragma& pragma : pragmas_) {
      bool is_used = std::ranges::any_of(tree_.nodes(), [&](const Node& node) {
        return node.kind == Kind::Call && pragma.region.begin <= node.span.begin &&
               node.span.begin < pragma.region.end;
      });
      if (is_used) continue;
      constexpr std::string_view kNames[] = {"off", "skip", "only"};
      diagnostics_.Report<DiagnosticId::UnusedPragma>(pragma.comment,
                                                      kNames[static_cast<size_t>(pragma.kind)]);
    }
  }

  const Tree& tree_;
  std::string_view text_;
  Diagnostics& diagnostics_;
  std::vector<Pragma> pragmas_;
};

}  // namespace

std::vector<Pragma> FindPragmas(const Tree& tree, Diagnostics& diagnostics) {
  return PragmaFinder(tree, diagnostics).Run();
}

}  // namespace weft
