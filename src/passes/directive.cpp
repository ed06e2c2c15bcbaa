#include "passes/directive.h"

#include <algorithm>

namespace weft {
namespace {

constexpr std::string_view kBlanks = " \t\f";

struct Word {
  std::string_view name;
  DirectiveKind kind;
};

constexpr Word kWords[] = {
    {"define", DirectiveKind::Define},
    {"undef", DirectiveKind::Undef},
    {"if", DirectiveKind::If},
    {"ifdef", DirectiveKind::IfDefined},
    {"ifndef", DirectiveKind::IfNot},
    {"ifdefnot", DirectiveKind::IfNot},
    {"elif", DirectiveKind::Elif},
    {"elifdef", DirectiveKind::ElifDef},
    {"elseif", DirectiveKind::ElifDef},
    {"elseifdef", DirectiveKind::ElifDef},
    {"elifndef", DirectiveKind::ElifNot},
    {"else", DirectiveKind::Else},
    {"endif", DirectiveKind::EndIf},
    {"endififdef", DirectiveKind::EndIfOf},
    {"endifall", DirectiveKind::EndAll},
    {"exclude", DirectiveKind::Exclude},
    {"endexclude", DirectiveKind::EndExclude},
    {"error", DirectiveKind::Error},
};

bool IsLetter(char c) {
  return c >= 'a' && c <= 'z';
}

std::string_view Trimmed(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(kBlanks), text.size()));
  return text.substr(0, text.find_last_not_of(kBlanks) + 1);
}

// Whether the line was a statement once: `#if x:`, `#else:  # why`.
bool IsCode(DirectiveKind kind, std::string_view rest) {
  if (kind != DirectiveKind::If && kind != DirectiveKind::Elif && kind != DirectiveKind::Else) {
    return false;
  }
  return rest.ends_with(':') || Trimmed(rest.substr(0, rest.find('#'))).ends_with(':');
}

// Goes over a text and marks the lines that begin in a string.
class StringScanner {
 public:
  explicit StringScanner(const SourceFile& source)
      : text_(source.text()), lines_(source.lines()), marks_(lines_.num_lines(), false) {}

  std::vector<bool> Scan() {
    while (at_ < text_.size()) {
      char c = text_[at_];
      if (c == '#') {
        at_ = std::min(text_.find_first_of("\r\n", at_), text_.size());
      } else if (c == '"' || c == '\'') {
        SkipString(c);
      } else {
        ++at_;
      }
    }
    return std::move(marks_);
  }

 private:
  void SkipString(char quote) {
    const char triple[] = {quote, quote, quote, '\0'};
    const bool is_triple = text_.substr(at_).starts_with(triple);
    const size_t size = is_triple ? 3 : 1;
    const size_t begin = at_;
    at_ += size;
    while (at_ < text_.size()) {
      char c = text_[at_];
      if (c == '\\') {
        at_ += text_.substr(at_ + 1).starts_with("\r\n") ? 3 : 2;
      } else if (text_.substr(at_).starts_with(std::string_view(triple, size))) {
        at_ += size;
        break;
      } else if (!is_triple && (c == '\r' || c == '\n')) {
        break;
      } else {
        ++at_;
      }
    }
    at_ = std::min(at_, text_.size());
    Mark(begin, at_);
  }

  void Mark(size_t begin, size_t end) {
    const uint32_t last = lines_.LineOf(static_cast<uint32_t>(end));
    for (uint32_t line = lines_.LineOf(static_cast<uint32_t>(begin)) + 1; line <= last; ++line) {
      marks_[line - 1] = true;
    }
  }

  std::string_view text_;
  const LineTable& lines_;
  std::vector<bool> marks_;
  size_t at_ = 0;
};

}  // namespace

std::optional<Directive> ReadDirective(std::string_view text, Span line,
                                       const DirectiveSyntax& syntax) {
  std::string_view written = text.substr(line.begin, line.end - line.begin);
  const size_t indent = std::min(written.find_first_not_of(kBlanks), written.size());
  if (indent > 0 && !syntax.is_indented) return std::nullopt;
  written = Trimmed(written);
  if (!written.starts_with(syntax.prefix)) return std::nullopt;
  const auto* behind =
      std::find_if_not(written.begin() + syntax.prefix.size(), written.end(), IsLetter);
  const auto size = static_cast<size_t>(behind - written.begin());
  const std::string_view name = written.substr(syntax.prefix.size(), size - syntax.prefix.size());
  const auto* word = std::ranges::find(kWords, name, &Word::name);
  if (word == std::end(kWords)) return std::nullopt;
  const std::string_view rest = written.substr(size);
  // `#ifs`, `#error_code = 3`, and `#else:`.
  bool is_word = rest.empty() || kBlanks.find(rest[0]) != std::string_view::npos || rest[0] == '(';
  if (!is_word || IsCode(word->kind, Trimmed(rest))) return std::nullopt;
  const auto begin = static_cast<uint32_t>(line.begin + indent);
  return Directive{word->kind,
                   {begin, begin + static_cast<uint32_t>(written.size())},
                   written.substr(0, size),
                   Trimmed(rest)};
}

std::vector<bool> LinesInStrings(const SourceFile& source) {
  return StringScanner(source).Scan();
}

}  // namespace weft
