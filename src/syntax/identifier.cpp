#include "syntax/identifier.h"

#include <utf8proc.h>

namespace weft {
namespace {

// Unicode's Other_ID_Start and Other_ID_Continue, which PEP 3131 takes over.
bool IsOtherStart(int32_t c) {
  return c == 0x1885 || c == 0x1886 || c == 0x2118 || c == 0x212E || c == 0x309B || c == 0x309C;
}

bool IsOtherContinue(int32_t c) {
  return c == 0x00B7 || c == 0x0387 || (c >= 0x1369 && c <= 0x1371) || c == 0x19DA || c == 0x30FB ||
         c == 0xFF65 || c == 0x200C || c == 0x200D;
}

bool IsStart(int32_t c) {
  switch (utf8proc_category(c)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_NL:
      return true;
    default:
      return c == '_' || IsOtherStart(c);
  }
}

bool IsContinue(int32_t c) {
  switch (utf8proc_category(c)) {
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_PC:
      return true;
    default:
      return IsStart(c) || IsOtherContinue(c);
  }
}

bool IsPrintable(int32_t c) {
  switch (utf8proc_category(c)) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
    case UTF8PROC_CATEGORY_ZS:
      return c == ' ';
    default:
      return true;
  }
}

}  // namespace

std::optional<BadCharacter> FindBadCharacter(std::string_view name) {
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(name.data());
  auto size = static_cast<utf8proc_ssize_t>(name.size());
  for (utf8proc_ssize_t at = 0; at < size;) {
    utf8proc_int32_t c = 0;
    utf8proc_ssize_t length = utf8proc_iterate(bytes + at, size - at, &c);
    if (length <= 0) {
      return BadCharacter{static_cast<uint32_t>(at), 0xFFFD,
                          name.substr(static_cast<size_t>(at), 1), false};
    }
    if (at == 0 ? !IsStart(c) : !IsContinue(c)) {
      return BadCharacter{static_cast<uint32_t>(at), static_cast<uint32_t>(c),
                          name.substr(static_cast<size_t>(at), static_cast<size_t>(length)),
                          IsPrintable(c)};
    }
    at += length;
  }
  return std::nullopt;
}

}  // namespace weft
