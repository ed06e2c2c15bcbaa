#include "syntax/number_errors.h"

#include "syntax/characters.h"
#include "syntax/keywords.h"

namespace weft {
namespace {

// Steps through one number. Each step answers whether the number may go on; what is wrong is
// in error() then.
class NumberReader {
 public:
  NumberReader(std::string_view text, uint32_t begin) : text_(text), begin_(begin), at_(begin) {}

  std::optional<NumberError> Run() {
    if (Next() == '0') {
      switch (Next(1) | 0x20) {
        case 'x':
          ReadBased("hexadecimal", [](char c) { return IsHexDigit(c); });
          return error_;
        case 'o':
          ReadBased("octal", [](char c) { return c >= '0' && c <= '7'; });
          return error_;
        case 'b':
          ReadBased("binary", [](char c) { return c == '0' || c == '1'; });
          return error_;
        default:
          ReadLeadingZeros();
          return error_;
      }
    }
    if (Next() == '.' || ReadDigits()) {
      ReadFraction(false);
    }
    return error_;
  }

 private:
  // NUL stands behind the text.
  char Next(uint32_t ahead = 0) const { return *(text_.data() + at_ + ahead); }

  void Fail(NumberError::Type type, uint32_t at, std::string_view base) {
    error_ = NumberError{type, at, base};
  }
  void FailBehind(std::string_view base) { Fail(NumberError::Type::Literal, at_ - 1, base); }

  // What follows a number is no part of a name, or a keyword.
  void CheckEnd(std::string_view base) {
    char c = Next();
    bool is_name = IsNameByte(c) && static_cast<unsigned char>(c) < 0x80;
    if (is_name && !IsKeywordAfterNumber(text_.substr(at_))) {
      FailBehind(base);
    }
  }

  // Digits and single underscores between them.
  bool ReadDigits() {
    for (;;) {
      while (IsDigit(Next())) {
        ++at_;
      }
      if (Next() != '_') {
        return true;
      }
      ++at_;
      if (!IsDigit(Next())) {
        FailBehind("decimal");
        return false;
      }
    }
  }

  template <typename IsBaseDigit>
  void ReadBased(std::string_view base, IsBaseDigit is_base_digit) {
    at_ += 2;
    do {
      at_ += Next() == '_';
      if (!is_base_digit(Next())) {
        break;
      }
      while (is_base_digit(Next())) {
        ++at_;
      }
      if (Next() != '_' && !IsDigit(Next())) {
        return CheckEnd(base);
      }
    } while (Next() == '_');
    if (IsDigit(Next())) {
      return Fail(NumberError::Type::Digit, at_, base);
    }
    FailBehind(base);
  }

  void ReadLeadingZeros() {
    ++at_;
    for (;;) {
      if (Next() == '_') {
        ++at_;
        if (!IsDigit(Next())) {
          return FailBehind("decimal");
        }
      }
      if (Next() != '0') {
        break;
      }
      ++at_;
    }
    bool is_octal = IsDigit(Next());
    if (!is_octal || ReadDigits()) {
      ReadFraction(is_octal);
    }
  }

  // `is_octal`: the digits so far are not allowed without a fraction or exponent.
  void ReadFraction(bool is_octal) {
    if (Next() == '.') {
      is_octal = false;
      ++at_;
      if (IsDigit(Next()) && !ReadDigits()) {
        return;
      }
    }
    if ((Next() | 0x20) == 'e') {
      if (Next(1) == '+' || Next(1) == '-') {
        if (!IsDigit(Next(2))) {
          at_ += 2;
          return FailBehind("decimal");
        }
        at_ += 2;
      } else if (IsDigit(Next(1))) {
        ++at_;
      } else {
        return CheckEnd("decimal");
      }
      if (!ReadDigits()) {
        return;
      }
      is_octal = false;
    }
    if ((Next() | 0x20) == 'j') {
      ++at_;
      return CheckEnd("imaginary");
    }
    if (is_octal) {
      return Fail(NumberError::Type::LeadingZeros, begin_, "decimal");
    }
    CheckEnd("decimal");
  }

  std::string_view text_;
  uint32_t begin_;
  uint32_t at_;
  std::optional<NumberError> error_;
};

}  // namespace

std::optional<NumberError> FindNumberError(std::string_view text, uint32_t begin) {
  return NumberReader(text, begin).Run();
}

}  // namespace weft
