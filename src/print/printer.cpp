#include "print/printer.h"

#include "base/assert.h"
#include "syntax/characters.h"

namespace weft {
namespace {

// True where two bytes that an edit brought together would be read as one token, two braces
// as the escape of one in an f-string, or two line breaks as one. A word before a quote is a
// string's prefix.
bool WouldMerge(char left, char right) {
  if (left == '{' || left == '}') {
    return left == right;
  }
  if (left == '\r') {
    return right == '\n';
  }
  return IsNameByte(left) && (IsNameByte(right) || right == '"' || right == '\'');
}

// Pieces never adjoin in the source: there is an edit between any two of them.
void AppendPiece(std::string_view piece, std::string& output) {
  if (!piece.empty() && !output.empty() && WouldMerge(output.back(), piece.front())) {
    output.push_back(' ');
  }
  output.append(piece);
}

}  // namespace

std::string Print(const SourceFile& source, const EditList& edits) {
  WEFT_ASSERT(edits.is_sorted(), "edits are sorted before they are printed");
  std::string_view text = source.text();
  size_t size = text.size();
  for (const Edit& edit : edits.all()) {
    size += edit.text.size() + 2;  // A blank on either side.
  }
  std::string output;
  output.reserve(size);
  uint32_t at = 0;
  for (const Edit& edit : edits.all()) {
    WEFT_ASSERT(at <= edit.span.begin && edit.span.end <= text.size(), "edits are verified");
    AppendPiece(text.substr(at, edit.span.begin - at), output);
    AppendPiece(edit.text, output);
    at = edit.span.end;
  }
  AppendPiece(text.substr(at), output);
  return output;
}

}  // namespace weft
