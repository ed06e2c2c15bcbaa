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

template <typename OnCopy>
std::string PrintPieces(const SourceFile& source, const EditList& edits, OnCopy on_copy) {
  WEFT_ASSERT(edits.is_sorted(), "edits are sorted before they are printed");
  std::string_view text = source.text();
  size_t size = text.size();
  for (const Edit& edit : edits.all()) {
    size += edit.text.size() + 2;  // A blank on either side.
  }
  std::string output;
  output.reserve(size);
  uint32_t at = 0;
  auto copy = [&](uint32_t end) {
    AppendPiece(text.substr(at, end - at), output);
    on_copy(output.size(), at, end);
  };
  for (const Edit& edit : edits.all()) {
    WEFT_ASSERT(at <= edit.span.begin && edit.span.end <= text.size(), "edits are verified");
    copy(edit.span.begin);
    AppendPiece(edit.text, output);
    at = edit.span.end;
  }
  copy(static_cast<uint32_t>(text.size()));
  return output;
}

}  // namespace

std::string Print(const SourceFile& source, const EditList& edits) {
  return PrintPieces(source, edits, [](size_t, uint32_t, uint32_t) {});
}

std::string Print(const SourceFile& source, const EditList& edits, std::vector<CopiedRun>& runs) {
  runs.clear();
  return PrintPieces(source, edits, [&](size_t output_end, uint32_t begin, uint32_t end) {
    if (begin < end) {
      uint32_t length = end - begin;
      runs.push_back({static_cast<uint32_t>(output_end) - length, begin, length});
    }
  });
}

}  // namespace weft
