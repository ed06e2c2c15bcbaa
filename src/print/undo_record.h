#pragma once

#include "base/source_file.h"
#include "print/copied_runs.h"
#include "syntax/tree.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace weft {

// The undo record is a comment of a rewritten file that says how to get the original back,
// whatever passes ran:
//
//     # weft: undo=1,wrap-calls,nVd8...
//
// behind two blanks, at the end of the last logical line, so that no line is added and no
// editor's settings in the file's last lines are disturbed. Behind the format's version and
// the passes' names, joined by `+`, stands in base64: checksums of the record, of the text
// without it, and of the original; the length of the original; the kinds of changes (length
// of what was inserted, what had stood there), the commonest first; the changes (kind, bytes
// kept since the last one). Checksums cover the byte order mark.
inline constexpr std::string_view kUndoMarker = "# weft: undo=";

// Where a record may stand in the text of `tree`: at the end of the last logical line, where a
// comment always may. The line may be longer than it looks, where it ends in a backslash.
uint32_t PlaceOfRecord(const Tree& tree);

// Puts the record into `output`, which was made of `source` by copying `runs`, at `place`, an
// offset there.
void AddUndoRecord(const SourceFile& source, std::span<const CopiedRun> runs,
                   std::span<const std::string_view> pass_names, uint32_t place,
                   std::string& output);

// A record that was found. Points into the text of the file.
struct UndoRecord {
  Span span;                // With the blanks in front of it.
  std::string_view passes;  // `wrap-calls`, or several joined by `+`.
  std::string_view data;    // Base64.
  bool is_intact = false;   // Its own checksum is right.
  bool fits = false;        // It is the record of this very text.
};

// The record of a file: the last one that fits, else the last intact one, else the last
// comment that looks like a record.
std::optional<UndoRecord> FindUndoRecord(const SourceFile& file);

// The text of the original, for a record that fits. Nothing where the record makes no sense,
// which only happens to one that Weft did not write.
std::optional<std::string> Undo(const SourceFile& file, const UndoRecord& record);

}  // namespace weft
