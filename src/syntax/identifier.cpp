#include "syntax/identifier.h"

#include "base/assert.h"
#include "base/utf8.h"
#include "syntax/unicode_data.h"

#include <utf8proc.h>

#include <cstdlib>

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

// Appends a part without dots.
void AppendPart(std::string_view part, std::string& name) {
  if (AsciiPrefixLength(part) == part.size()) {
    name += part;
    return;
  }
  utf8proc_uint8_t* normalized = nullptr;
  utf8proc_ssize_t size = utf8proc_map(
      reinterpret_cast<const utf8proc_uint8_t*>(part.data()),
      static_cast<utf8proc_ssize_t>(part.size()), &normalized,
      static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_COMPOSE));
  WEFT_ASSERT(size > 0, "a name is valid UTF-8");
  name.append(reinterpret_cast<const char*>(normalized), static_cast<size_t>(size));
  std::free(normalized);  // NOLINT(*-no-malloc,*-owning-memory): as utf8proc asks for.
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
                          IsPrintable(static_cast<char32_t>(c), kDefaultTarget)};
    }
    at += length;
  }
  return std::nullopt;
}

void AppendName(const Tree& tree, Span span, std::string& name) {
  std::string_view text = tree.source().Slice(span);
  if (text.find_first_of(" \t\f\\\r\n.") == std::string_view::npos) {
    return AppendPart(text, name);
  }
  uint32_t at = tree.TokenAtOrAfter(span.begin);
  for (; at < tree.tokens().size() && tree.tokens()[at].begin < span.end; ++at) {
    AppendPart(tree.source().Slice(tree.tokens()[at].span()), name);
  }
}

}  // namespace weft
