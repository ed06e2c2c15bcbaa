#include "syntax/tokenizer.h"

#include "syntax/characters.h"
#include "syntax/identifier.h"
#include "syntax/keywords.h"
#include "syntax/layout.h"
#include "syntax/literals.h"
#include "syntax/number_errors.h"
#include "syntax/operators.h"
#include "syntax/token_context.h"

#include <cstring>

namespace weft {
namespace {

// CPython's limits: MAXLEVEL and MAXFSTRINGLEVEL in Parser/lexer/state.h.
constexpr size_t kMaxBrackets = 200;
constexpr size_t kMaxFStrings = 150;

// An f-string that is open at the current position.
struct FString {
  uint32_t start_token;
  StringShape shape;
  size_t depth;  // Open brackets outside of it.
};

class Tokenizer {
 public:
  // With `is_lenient`, as TokenizeUpToError() says.
  Tokenizer(const SourceFile& source, bool is_lenient, bool has_templates, Diagnostics& diagnostics)
      : source_(source),
        diagnostics_(diagnostics),
        text_(source.text()),
        is_lenient_(is_lenient),
        has_templates_(has_templates),
        has_carriage_returns_(text_.find('\r') != std::string_view::npos),
        context_(text_, tokens_) {
    tokens_.reserve(text_.size() / 4 + 16);
  }

  bool Run() {
    bool goes_on = true;
    while (goes_on) {
      goes_on = at_line_start_ ? ReadLineStart() : ReadToken();
    }
    return !failed_;
  }

  std::vector<Token> TakeTokens() { return std::move(tokens_); }

  std::optional<uint32_t> OpenBracket() const {
    return context_.brackets().empty()
               ? std::nullopt
               : std::optional(tokens_[context_.brackets().back().token].begin);
  }

 private:
  template <DiagnosticId kId, typename... Args>
  bool Fail(Span span, Args&&... args) {
    diagnostics_.Report<kId>(span, std::forward<Args>(args)...);
    failed_ = true;
    return false;
  }

  char At(uint32_t offset) const { return *(text_.data() + offset); }  // NUL at the end.
  bool IsEnd(uint32_t offset) const { return offset >= text_.size(); }
  uint32_t LineOf(uint32_t offset) const { return source_.lines().LineOf(offset); }

  void Push(TokenKind kind, uint32_t begin, uint32_t end, uint8_t flags = 0) {
    tokens_.push_back({begin, end, kind, flags});
  }

  // The offset behind the line break at `offset`, which may be `\n`, `\r\n` or `\r`.
  uint32_t SkipLineBreak(uint32_t offset) const {
    return At(offset) == '\r' && At(offset + 1) == '\n' ? offset + 2 : offset + 1;
  }

  void SkipComment() {
    const char* from = text_.data() + at_;
    size_t rest = text_.size() - at_;
    if (!has_carriage_returns_) {
      const void* end = std::memchr(from, '\n', rest);
      at_ = end == nullptr ? static_cast<uint32_t>(text_.size())
                           : static_cast<uint32_t>(static_cast<const char*>(end) - text_.data());
      return;
    }
    while (!IsEnd(at_) && ClassOf(At(at_)) != CharacterClass::LineBreak) {
      ++at_;
    }
  }

  // A backslash in front of a line break joins two lines.
  bool SkipContinuation() {
    uint32_t backslash = at_;
    if (ClassOf(At(at_ + 1)) != CharacterClass::LineBreak) {
      Span behind = {backslash + 1, backslash + 1};
      return IsEnd(at_ + 1) ? Fail<DiagnosticId::BackslashAtEnd>(behind)
                            : Fail<DiagnosticId::CharacterAfterBackslash>(behind);
    }
    at_ = SkipLineBreak(at_ + 1);
    return !IsEnd(at_) || Fail<DiagnosticId::BackslashAtEnd>({backslash + 1, backslash + 1});
  }

  // Measures the indentation of the line at `at_`, as tok_get_normal_mode in
  // Parser/lexer/lexer.c, and emits Indent and Dedents in front of a logical line.
  bool ReadLineStart() {
    at_line_start_ = false;
    Indentation indentation;
    for (;; ++at_) {
      char c = At(at_);
      if (c == '\\') {
        indentation.Freeze();
        if (!SkipContinuation()) {
          return false;
        }
        --at_;
      } else if (!indentation.Count(c)) {
        break;
      }
    }
    switch (ClassOf(At(at_))) {
      case CharacterClass::Comment:
        SkipComment();
        [[fallthrough]];
      case CharacterClass::LineBreak:
        if (!IsEnd(at_)) {
          at_ = SkipLineBreak(at_);
          at_line_start_ = true;
          return true;
        }
        return ReadEnd();
      case CharacterClass::End:
        if (IsEnd(at_)) {
          return ReadEnd();
        }
        break;
      default:
        break;
    }
    return EmitIndentation(indentation);
  }

  bool EmitIndentation(const Indentation& indentation) {
    bool expects_block = !is_lenient_ && context_.ExpectsBlock();
    Span here = {at_, at_ + 1};
    switch (layout_.Enter(indentation, context_.TakeMatchHeader())) {
      case Layout::Result::Same:
        break;
      case Layout::Result::Indent:
        if (!expects_block && !is_lenient_) {
          return Fail<DiagnosticId::UnexpectedIndent>(here);
        }
        Push(TokenKind::Indent, at_, at_);
        context_.StartLine(layout_.is_match_block());
        return true;
      case Layout::Result::Dedent:
        for (size_t i = 0; i < layout_.num_dedents(); ++i) {
          Push(TokenKind::Dedent, at_, at_);
        }
        break;
      case Layout::Result::TooDeep:
        return Fail<DiagnosticId::TooManyIndents>(StartOfLine());
      case Layout::Result::NoSuchLevel:
        return Fail<DiagnosticId::InconsistentDedent>(EndOfLine());
      case Layout::Result::InconsistentTabs:
        return Fail<DiagnosticId::InconsistentTabs>(StartOfLine());
    }
    if (expects_block) {
      return Fail<DiagnosticId::ExpectedIndentedBlock>(here);
    }
    context_.StartLine(layout_.is_match_block());
    return true;
  }

  // Where CPython points for errors of indentation: the line's first character, or the line
  // break at its end.
  Span StartOfLine() const {
    uint32_t start = source_.lines().StartOf(LineOf(at_));
    return {start, start};
  }
  Span EndOfLine() const {
    uint32_t end = at_;
    while (!IsEnd(end) && ClassOf(At(end)) != CharacterClass::LineBreak) {
      ++end;
    }
    return {end, end};
  }

  bool ReadEnd() {
    if (!context_.brackets().empty()) {
      const Token& open = tokens_[context_.brackets().back().token];
      return Fail<DiagnosticId::BracketNeverClosed>(open.span(), source_.Slice(open.span()));
    }
    auto end = static_cast<uint32_t>(text_.size());
    if (!context_.is_line_empty()) {
      Push(TokenKind::Newline, end, end);
      context_.EndLine();
    }
    if (!is_lenient_ && context_.ExpectsBlock()) {
      return Fail<DiagnosticId::ExpectedIndentedBlock>({end, end});
    }
    for (size_t i = 0; i < layout_.depth(); ++i) {
      Push(TokenKind::Dedent, end, end);
    }
    Push(TokenKind::EndOfFile, end, end);
    return false;
  }

  bool ReadToken() {
    char c = At(at_);
    switch (ClassOf(c)) {
      case CharacterClass::Blank:
        ++at_;
        return true;
      case CharacterClass::NameStart:
        return ReadName();
      case CharacterClass::Operator:
        if (c == '.' && IsDigit(At(at_ + 1))) {
          return ReadNumber();
        }
        return ReadOperator(c);
      case CharacterClass::Digit:
        return ReadNumber();
      case CharacterClass::Quote:
        return ReadString(at_, at_);
      case CharacterClass::LineBreak:
        return ReadLineBreak();
      case CharacterClass::Comment:
        comment_ = at_;
        SkipComment();
        return true;
      case CharacterClass::Backslash:
        return SkipContinuation();
      case CharacterClass::End:
        if (IsEnd(at_)) {
          return ReadEnd();
        }
        break;
      case CharacterClass::Invalid:
        break;
    }
    auto code = static_cast<unsigned char>(c);
    if (c == '$' || c == '?' || c == '`') {
      return ReadStray(1);
    }
    return Fail<DiagnosticId::InvalidNonPrintable>({at_, at_ + 1}, code);
  }

  // A character that no token begins with is the parser's to refuse.
  bool ReadStray(uint32_t length) {
    if (!is_lenient_) {
      return Fail<DiagnosticId::InvalidSyntax>({at_, at_ + length});
    }
    Push(TokenKind::Stray, at_, at_ + length);
    at_ += length;
    context_.OnOperator();
    return true;
  }

  bool ReadLineBreak() {
    uint32_t begin = at_;
    if (is_lenient_ && comment_ != kNoComment) {
      begin = comment_;
    }
    comment_ = kNoComment;
    at_ = SkipLineBreak(at_);
    if (!context_.brackets().empty()) {
      return true;
    }
    at_line_start_ = true;
    Push(TokenKind::Newline, begin, at_);
    context_.EndLine();
    return true;
  }

  bool ReadName() {
    uint32_t begin = at_;
    unsigned char any = 0;
    do {
      any |= static_cast<unsigned char>(At(at_));
      ++at_;
    } while (IsNameByte(At(at_)));
    std::string_view name = text_.substr(begin, at_ - begin);
    if (name.size() <= 2 && ClassOf(At(at_)) == CharacterClass::Quote && IsStringPrefix(name) &&
        (has_templates_ || name.find_first_of("tT") == std::string_view::npos)) {
      return ReadString(begin, at_);
    }
    if (any >= 0x80) {
      if (auto bad = FindBadCharacter(name)) {
        Span where = {begin + bad->offset,
                      begin + bad->offset + static_cast<uint32_t>(bad->text.size())};
        return bad->is_printable
                   ? Fail<DiagnosticId::InvalidCharacter>(where, bad->text, bad->code_point)
                   : Fail<DiagnosticId::InvalidNonPrintable>(where, bad->code_point);
      }
    }
    Push(KeywordOrName(name), begin, at_);
    context_.OnNameOrKeyword();
    return true;
  }

  bool ReadNumber() {
    uint32_t begin = at_;
    at_ = SkipNumber(text_.data(), begin);
    bool may_be_octal = At(begin) == '0' && at_ > begin + 1;
    if ((IsNameByte(At(at_)) && !IsKeywordAfterNumber(text_.substr(at_))) || may_be_octal) {
      if (auto error = FindNumberError(text_, begin)) {
        return FailNumber(*error);
      }
    }
    Push(TokenKind::Number, begin, at_);
    return true;
  }

  bool FailNumber(const NumberError& error) {
    Span where = {error.at, error.at + 1};
    switch (error.type) {
      case NumberError::Type::Literal:
        return Fail<DiagnosticId::InvalidNumber>(where, error.base);
      case NumberError::Type::Digit:
        return Fail<DiagnosticId::InvalidDigit>(where, At(error.at), error.base);
      case NumberError::Type::LeadingZeros:
        return Fail<DiagnosticId::LeadingZeros>(where);
    }
    return false;
  }

  // `begin` is where the prefix starts, `quote` where the quotes do.
  bool ReadString(uint32_t begin, uint32_t quote) {
    StringShape shape = ShapeOfString(text_.data(), begin, quote);
    at_ = quote + shape.num_quotes();
    if (shape.is_format) {
      if (fstrings_.size() == kMaxFStrings) {
        return Fail<DiagnosticId::TooManyNestedFStrings>({begin, at_});
      }
      fstrings_.push_back(
          {static_cast<uint32_t>(tokens_.size()), shape, context_.brackets().size()});
      Push(TokenKind::FStringStart, begin, at_);
      return ReadLiteral();
    }
    std::optional<uint32_t> end = SkipStringBody(text_, at_, shape);
    if (!end) {
      return FailUnterminated({begin, quote}, shape);
    }
    at_ = *end;
    Push(TokenKind::String, begin, at_);
    return true;
  }

  bool FailUnterminated(Span prefix, const StringShape& shape) {
    if (!fstrings_.empty() && fstrings_.back().shape.quote == shape.quote &&
        fstrings_.back().shape.is_triple == shape.is_triple) {
      return Fail<DiagnosticId::FStringExpectedBrace>({prefix.begin, prefix.end + 1});
    }
    Span where = {prefix.begin, prefix.end + shape.num_quotes()};
    if (shape.is_triple) {
      uint32_t last = text_.empty() ? 0 : static_cast<uint32_t>(text_.size()) - 1;
      return Fail<DiagnosticId::UnterminatedTripleString>(where, LineOf(last));
    }
    uint32_t line = LineOf(prefix.begin);
    uint32_t end = where.end;
    while (!IsEnd(end) && ClassOf(At(end)) != CharacterClass::LineBreak) {
      end += At(end) == '\\' && !IsEnd(end + 1) ? 2 : 1;
      if (At(end - 2) == '\\' && At(end - 1) == shape.quote) {
        return Fail<DiagnosticId::UnterminatedStringEscape>(where, line);
      }
    }
    return Fail<DiagnosticId::UnterminatedString>(where, line);
  }

  // The literal text of the innermost f-string, or of a format specification in it, up to
  // a field, the end of the enclosing field, or the closing quotes.
  bool ReadLiteral() {
    const FString& fstring = fstrings_.back();
    bool in_spec = context_.brackets().size() > fstring.depth;
    uint32_t begin = at_;
    LiteralEnd what = SkipFStringLiteral(text_, at_, fstring.shape, in_spec);
    // CPython's lexer has an empty token, too, in front of a field's end.
    if (at_ > begin || (is_lenient_ && in_spec && what == LiteralEnd::FieldEnd)) {
      Push(TokenKind::FStringMiddle, begin, at_);
    }
    switch (what) {
      case LiteralEnd::Field:
        return OpenBracket(TokenKind::FieldOpen, BracketUse::Field);
      case LiteralEnd::FieldEnd:
        return in_spec ? CloseField() : Fail<DiagnosticId::FStringSingleBrace>({at_, at_ + 1});
      case LiteralEnd::SpecLineBreak:
        return true;  // Back to the field, where only its `}` may follow.
      case LiteralEnd::Quote:
        if (in_spec && !is_lenient_) {
          return Fail<DiagnosticId::FStringExpectedBrace>({at_, at_ + 1});
        }
        Push(TokenKind::FStringEnd, at_, at_ + fstring.shape.num_quotes());
        at_ = tokens_.back().end;
        fstrings_.pop_back();
        return true;
      case LiteralEnd::Unterminated: {
        Span where = tokens_[fstring.start_token].span();
        return fstring.shape.is_triple
                   ? Fail<DiagnosticId::UnterminatedTripleFString>(
                         where, LineOf(static_cast<uint32_t>(text_.size()) - 1))
                   : Fail<DiagnosticId::UnterminatedFString>(where, LineOf(where.begin));
      }
    }
    return false;
  }

  bool CloseField() {
    Push(TokenKind::FieldClose, at_, at_ + 1);
    ++at_;
    context_.PopBracket();
    return ReadLiteral();
  }

  bool IsAtFieldLevel() const {
    return !fstrings_.empty() && !context_.brackets().empty() &&
           context_.brackets().back().use == BracketUse::Field;
  }

  // What `:`, `=`, `!` and `}` mean directly inside a replacement field.
  std::optional<bool> ReadFieldOperator(char c) {
    switch (c) {
      case '}':
        return CloseField();
      case ':':
        Push(TokenKind::FieldColon, at_, at_ + 1);
        ++at_;
        context_.OnFieldColon();
        return ReadLiteral();
      case '=':
        if (At(at_ + 1) == '=') {
          return std::nullopt;
        }
        Push(TokenKind::FieldEqual, at_, at_ + 1);
        ++at_;
        context_.OnOperator();
        return true;
      case '!': {
        if (At(at_ + 1) == '=') {
          return std::nullopt;
        }
        uint32_t begin = at_++;
        while (IsNameByte(At(at_)) && !(at_ == begin + 1 && IsDigit(At(at_)))) {
          ++at_;
        }
        Push(TokenKind::FieldConversion, begin, at_);
        context_.OnOperator();
        return at_ > begin + 1 || is_lenient_ || Fail<DiagnosticId::InvalidSyntax>({begin, at_});
      }
      default:
        return std::nullopt;
    }
  }

  bool ReadOperator(char c) {
    if (IsAtFieldLevel()) {
      if (std::optional<bool> done = ReadFieldOperator(c)) {
        return *done;
      }
    }
    switch (c) {
      case '(':
        return OpenBracket(TokenKind::OpenParen, context_.UseOfParen());
      case '[':
        return OpenBracket(TokenKind::OpenBracket, context_.UseOfBracket());
      case '{':
        return OpenBracket(TokenKind::OpenBrace, BracketUse::Expression);
      case ')':
        return CloseBracket(TokenKind::CloseParen, TokenKind::OpenParen);
      case ']':
        return CloseBracket(TokenKind::CloseBracket, TokenKind::OpenBracket);
      case '}':
        return CloseBracket(TokenKind::CloseBrace, TokenKind::OpenBrace);
      default:
        break;
    }
    OperatorMatch match = MatchOperator(text_.data() + at_);
    if (match.length == 0) {
      return ReadStray(1);
    }
    if (is_lenient_ && c == '<' && At(at_ + 1) == '>') {
      return ReadStray(2);
    }
    uint8_t flags = context_.FlagsOfOperator(match.kind);
    Push(match.kind, at_, at_ + match.length, flags);
    at_ += match.length;
    context_.OnOperator();
    return true;
  }

  bool OpenBracket(TokenKind kind, BracketUse use) {
    if (context_.brackets().size() == kMaxBrackets) {
      return Fail<DiagnosticId::TooManyNestedBrackets>({at_, at_ + 1});
    }
    context_.PushBracket(use);
    Push(kind, at_, at_ + 1);
    ++at_;
    context_.OnOperator();
    return true;
  }

  bool CloseBracket(TokenKind close, TokenKind open) {
    Span here = {at_, at_ + 1};
    if (context_.brackets().empty()) {
      return Fail<DiagnosticId::BracketUnmatched>(here, At(at_));
    }
    const Token& partner = tokens_[context_.brackets().back().token];
    if (partner.kind != open) {
      if (partner.kind == TokenKind::FieldOpen) {
        return Fail<DiagnosticId::FStringBracketUnmatched>(here, At(at_));
      }
      uint32_t line = LineOf(partner.begin);
      char seen = At(at_);
      char opened = At(partner.begin);
      return line == LineOf(at_)
                 ? Fail<DiagnosticId::BracketMismatch>(here, seen, opened)
                 : Fail<DiagnosticId::BracketMismatchOnLine>(here, seen, opened, line);
    }
    Push(close, at_, at_ + 1);
    ++at_;
    context_.PopBracket();
    return true;
  }

  const SourceFile& source_;
  Diagnostics& diagnostics_;
  std::string_view text_;
  static constexpr uint32_t kNoComment = UINT32_MAX;

  bool is_lenient_;
  bool has_templates_;
  bool has_carriage_returns_;
  uint32_t comment_ = kNoComment;  // Where the comment of the current line begins.
  uint32_t at_ = 0;
  bool at_line_start_ = true;
  bool failed_ = false;
  std::vector<Token> tokens_;
  std::vector<FString> fstrings_;
  Layout layout_;
  TokenContext context_;
};

}  // namespace

std::optional<std::vector<Token>> Tokenize(const SourceFile& source, Diagnostics& diagnostics) {
  Tokenizer tokenizer(source, false, true, diagnostics);
  if (!tokenizer.Run()) {
    return std::nullopt;
  }
  return tokenizer.TakeTokens();
}

TokensUpToError TokenizeUpToError(const SourceFile& source, bool has_templates) {
  TokensUpToError result;
  Tokenizer tokenizer(source, true, has_templates, result.errors);
  if (!tokenizer.Run()) {
    result.open_bracket = tokenizer.OpenBracket();
  }
  result.tokens = tokenizer.TakeTokens();
  return result;
}

}  // namespace weft
