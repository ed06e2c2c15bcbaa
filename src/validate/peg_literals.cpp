#include "base/utf8.h"
#include "syntax/characters.h"
#include "syntax/literal_text.h"
#include "syntax/literals.h"
#include "validate/peg_machine.h"

#include <fmt/format.h>

// What CPython's parser says while it evaluates strings, in the order in which it does:
// Parser/string_parser.c and Parser/action_helpers.c.
namespace weft::peg {
namespace {

// sys.int_info.default_max_str_digits
constexpr size_t kMaxDigits = 4300;

template <DiagnosticId kId, typename... Args>
std::string Message(Args&&... args) {
  constexpr std::string_view kFormat = kDiagnosticRows[static_cast<size_t>(kId)].format;
  return fmt::format(kFormat, std::forward<Args>(args)...);
}

}  // namespace

Span Machine::LastRead() const {
  const PegToken& last = tokens_[num_read_ - 1];
  return {last.place, last.end};
}

void Machine::RaiseEscape(const EscapeError& error) {
  if (error.type == EscapeError::Type::Bytes) {
    RaiseAt(DiagnosticId::BadBytesEscape, LastRead(),
            Message<DiagnosticId::BadBytesEscape>(error.first));
  } else {
    RaiseAt(DiagnosticId::BadUnicodeEscape, LastRead(),
            Message<DiagnosticId::BadUnicodeEscape>(error.Place(), error.reason));
  }
}

bool Machine::CheckString(uint32_t token) {
  Span span = tokens_[token].span();
  std::string_view text = Text(token);
  auto quote = static_cast<uint32_t>(text.find_first_of("'\""));
  StringShape shape = ShapeOfString(source_.text().data(), span.begin, span.begin + quote);
  if (shape.is_bytes && AsciiPrefixLength(text) < text.size()) {
    RaiseAt(DiagnosticId::NonAsciiBytes, span, Message<DiagnosticId::NonAsciiBytes>());
    return true;
  }
  if (shape.is_raw || text.find('\\') == std::string_view::npos) {
    return true;
  }
  std::string_view body = text.substr(quote + shape.num_quotes());
  body.remove_suffix(shape.num_quotes());
  std::string value;
  if (auto error = shape.is_bytes ? DecodeBytes(body, false, value)
                                  : DecodeText(body, false, target_, value)) {
    RaiseEscape(*error);
  }
  return true;
}

// The literal parts of the f-string of tokens [begin, end) are decoded when it is complete.
bool Machine::CheckFString(uint32_t begin, uint32_t end) {
  StringShape shape =
      ShapeOfString(source_.text().data(), tokens_[begin].begin,
                    tokens_[begin].begin + static_cast<uint32_t>(Text(begin).find_first_of("'\"")));
  if (shape.is_raw) {
    return true;
  }
  size_t depth = 0;
  for (uint32_t i = begin + 1; i < end && !error_; ++i) {
    TokenKind kind = tokens_[i].kind;
    bool closes = (kind == TokenKind::FStringEnd && i + 1 < end) || kind == TokenKind::CloseBrace;
    if (kind == TokenKind::FStringStart || kind == TokenKind::OpenBrace) ++depth;
    if (closes) --depth;
    if (depth > 0 || kind != TokenKind::FStringMiddle) {
      continue;
    }
    std::string value;
    if (auto error = DecodeText(Text(i), false, target_, value)) {
      RaiseEscape(*error);
    }
  }
  return true;
}

// Bytes go with bytes only.
bool Machine::CheckStrings(uint32_t begin, uint32_t end) {
  bool has_bytes = false;
  bool has_text = false;
  size_t depth = 0;
  for (uint32_t i = begin; i < end; ++i) {
    TokenKind kind = tokens_[i].kind;
    if (kind == TokenKind::FStringEnd) --depth;
    if (depth == 0 && kind == TokenKind::String) {
      std::string_view text = Text(i);
      std::string_view prefix = text.substr(0, text.find_first_of("'\""));
      bool is_bytes = prefix.find_first_of("bB") != std::string_view::npos;
      (is_bytes ? has_bytes : has_text) = true;
    } else if (kind == TokenKind::FStringStart) {
      has_text = has_text || depth == 0;
      ++depth;
    }
  }
  if (has_bytes && has_text) {
    RaiseAt(DiagnosticId::BytesBesideText, LastRead(), Message<DiagnosticId::BytesBesideText>());
  }
  return true;
}

// CPython does not convert integers of any length.
bool Machine::CheckDigits(uint32_t token) {
  std::string_view text = Text(token);
  size_t num_digits = 0;
  for (char c : text) {
    if (c != '_' && !IsDigit(c)) {
      return true;
    }
    if (c != '_') ++num_digits;
  }
  if (num_digits > kMaxDigits) {
    RaiseAt(DiagnosticId::TooManyDigits, tokens_[token].span(),
            Message<DiagnosticId::TooManyDigits>(kMaxDigits, num_digits));
  }
  return true;
}

}  // namespace weft::peg
