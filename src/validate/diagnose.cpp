#include "validate/diagnose.h"

#include "syntax/tokenizer.h"
#include "validate/peg_machine.h"
#include "validate/peg_tables.h"

#include <algorithm>
#include <utility>

namespace weft {
namespace {

using peg::Outcome;
using peg::PegToken;
using peg::RuleId;

// True for errors that CPython's lexer raises on its own. The others it only flags, for the
// parser to put into words.
bool IsRaisedByLexer(DiagnosticId id) {
  switch (id) {
    case DiagnosticId::InconsistentDedent:
    case DiagnosticId::InconsistentTabs:
    case DiagnosticId::TooManyIndents:
    case DiagnosticId::BackslashAtEnd:
    case DiagnosticId::CharacterAfterBackslash:
    case DiagnosticId::BracketNeverClosed:
    case DiagnosticId::FStringExpectedBrace:  // Raised, and yet it does not count here.
      return false;
    default:
      return true;
  }
}

class Diagnosis {
 public:
  Diagnosis(const SourceFile& source, PythonVersion target, Diagnostics& diagnostics)
      : source_(source),
        lexed_(TokenizeUpToError(source, target.minor >= 14)),
        tokens_(peg::ToPegTokens(source, lexed_.tokens)),
        machine_(source, tokens_, target),
        diagnostics_(diagnostics) {}

  // False where a statement that holds one of `suspects`, which are sorted, does not match.
  bool AreInnocent(const std::vector<uint32_t>& suspects) {
    std::vector<uint32_t> statements = FindStatements();
    size_t next = 0;
    for (size_t i = 0; i < statements.size() && next < suspects.size(); ++i) {
      bool is_last = i + 1 == statements.size();
      uint32_t end = is_last ? UINT32_MAX : tokens_[statements[i + 1]].begin;
      if (suspects[next] >= end) {
        continue;
      }
      if (machine_.Match(RuleId::Statement, statements[i], false) != Outcome::Matched ||
          !(IsEnd(machine_.mark()) || (!is_last && machine_.mark() == statements[i + 1]))) {
        return false;
      }
      while (next < suspects.size() && suspects[next] < end) {
        ++next;
      }
    }
    return true;
  }

  // _PyPegen_run_parser in Parser/pegen.c.
  bool Run() {
    // The statement in front takes part in the second pass: it may want to go on.
    uint32_t before = 0;
    uint32_t statement = 0;
    Outcome outcome = Outcome::Matched;
    for (;;) {
      if (IsEnd(statement)) {
        return true;
      }
      outcome = machine_.Match(RuleId::Statement, statement, false);
      if (outcome != Outcome::Matched) {
        break;
      }
      before = std::exchange(statement, machine_.mark());
    }
    uint32_t last = machine_.num_read() == 0 ? 0 : machine_.num_read() - 1;
    if (outcome == Outcome::Failed) {
      statement = before;
      do {
        outcome = machine_.Match(RuleId::Statement, statement, true);
        statement = machine_.mark();
      } while (outcome == Outcome::Matched && !IsEnd(statement));
    }
    switch (outcome) {
      case Outcome::EndOfTokens:
        ReportLexicalError();
        break;
      case Outcome::Error:
        if (!ReportLaterLexicalError()) {
          const Diagnostic& error = machine_.error();
          diagnostics_.Add(error.id, error.span, error.message);
        }
        break;
      case Outcome::Matched:
      case Outcome::Failed:
        ReportGenericError(last);
        break;
    }
    return false;
  }

 private:
  // The first tokens of the statements of the module; simple ones on one line count as one.
  std::vector<uint32_t> FindStatements() const {
    std::vector<uint32_t> statements;
    int depth = 0;
    bool is_decorated = false;
    for (uint32_t i = 0; i < tokens_.size(); ++i) {
      TokenKind kind = tokens_[i].kind;
      TokenKind before = i == 0 ? TokenKind::Newline : tokens_[i - 1].kind;
      bool opens_line = before == TokenKind::Newline || before == TokenKind::Dedent;
      if (kind == TokenKind::Indent) ++depth;
      if (kind == TokenKind::Dedent) --depth;
      if (depth > 0 || !opens_line || kind == TokenKind::Dedent || IsEnd(i)) {
        continue;
      }
      bool goes_on = kind == TokenKind::Elif || kind == TokenKind::Else ||
                     kind == TokenKind::Except || kind == TokenKind::Finally;
      if (!goes_on && !is_decorated) {
        statements.push_back(i);
      }
      is_decorated = kind == TokenKind::At;
    }
    return statements;
  }

  bool IsEnd(uint32_t token) const {
    return token < tokens_.size() && tokens_[token].kind == TokenKind::EndOfFile;
  }

  // _Pypegen_tokenizer_error in Parser/pegen_errors.c.
  void ReportLexicalError() {
    const Diagnostic& error = lexed_.errors.all().front();
    if (error.id == DiagnosticId::BackslashAtEnd && lexed_.open_bracket) {
      return ReportOpenBracket();
    }
    diagnostics_.Append(lexed_.errors);
  }

  void ReportOpenBracket() {
    Span where = {*lexed_.open_bracket, *lexed_.open_bracket + 1};
    diagnostics_.Report<DiagnosticId::BracketNeverClosed>(where, source_.Slice(where));
  }

  // _Pypegen_set_syntax_error: `last` is the last token that the first pass looked at.
  void ReportGenericError(uint32_t last) {
    const PegToken& token = tokens_[last];
    const PegToken& furthest = tokens_[machine_.num_read() - 1];
    Span here = {furthest.place, std::max(furthest.place, furthest.end)};
    if (token.kind == TokenKind::Indent) {
      return diagnostics_.Report<DiagnosticId::UnexpectedIndent>(here);
    }
    if (token.kind == TokenKind::Dedent) {
      return diagnostics_.Report<DiagnosticId::UnexpectedUnindent>(here);
    }
    if (ReportLaterLexicalError()) {
      return;
    }
    Span where = token.span();
    if (token.kind == TokenKind::EndOfFile) {
      uint32_t start = source_.lines().StartOf(source_.lines().LineOf(token.place));
      where = {start, start};
    }
    diagnostics_.Report<DiagnosticId::InvalidSyntax>(where);
  }

  // _PyPegen_tokenize_full_source_to_check_for_errors: an error of the lexer further down goes
  // before one of the parser.
  bool ReportLaterLexicalError() {
    if (lexed_.errors.all().empty()) {
      return false;
    }
    if (IsRaisedByLexer(lexed_.errors.all().front().id)) {
      diagnostics_.Append(lexed_.errors);
      return true;
    }
    if (lexed_.errors.all().front().id == DiagnosticId::FStringExpectedBrace) {
      return false;
    }
    uint32_t line = source_.lines().LineOf(tokens_[machine_.num_read() - 1].begin);
    if (lexed_.open_bracket && line > source_.lines().LineOf(*lexed_.open_bracket)) {
      ReportOpenBracket();
      return true;
    }
    return false;
  }

  const SourceFile& source_;
  TokensUpToError lexed_;
  std::vector<PegToken> tokens_;
  peg::Machine machine_;
  Diagnostics& diagnostics_;
};

}  // namespace

bool Diagnose(const SourceFile& source, PythonVersion target, Diagnostics& diagnostics) {
  return Diagnosis(source, target, diagnostics).Run();
}

bool DiagnoseSuspects(const SourceFile& source, PythonVersion target,
                      std::vector<uint32_t>& suspects, Diagnostics& diagnostics) {
  std::sort(suspects.begin(), suspects.end());
  return Diagnosis(source, target, diagnostics).AreInnocent(suspects) ||
         Diagnose(source, target, diagnostics);
}

}  // namespace weft
